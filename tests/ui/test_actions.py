"""The table of actions: every line works, no key is given twice, every name in a menu exists."""

from collections import Counter

import pytest
from PySide6.QtGui import QColor, QKeySequence
from pytestqt.qtbot import QtBot

from editor.ui import menus
from editor.ui.actions import ALL_ACTIONS, TOOLBAR, Actions, Needs, met_by
from editor.ui.help import shortcuts_html

_MADE_BY_MENUS = {"recent", "headings", "theme", "slugs", "widths"}


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    actions = Actions()
    actions.set_icon_colour(QColor("#223344"))
    return actions


def test_no_key_is_given_twice(actions: Actions) -> None:
    keys = Counter(
        sequence.toString() for action in actions.all() for sequence in action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_is_in_a_menu_and_every_name_there_is_an_action() -> None:
    in_menus = {
        *menus._FILE, *menus._EDIT, *menus._FORMAT, *menus._HEADINGS, *menus._VIEW, *menus._WIDTHS,
        *menus._HELP,
    } - {"|"} - _MADE_BY_MENUS  # fmt: skip
    assert in_menus == {spec.name for spec in ALL_ACTIONS}


def test_what_stands_on_the_toolbar_has_an_icon_and_a_tip(actions: Actions) -> None:
    for name in set(TOOLBAR) - {"|", "<>"}:
        assert not actions[name].icon().isNull(), name
        assert actions[name].toolTip(), name


def test_an_action_calls_its_verb_without_arguments(actions: Actions) -> None:
    called: list[str] = []
    actions.on("save", lambda: called.append("saved"))
    actions["save"].trigger()
    assert called == ["saved"]


def test_actions_wait_for_what_they_need(actions: Actions) -> None:
    actions.enable_for(met_by(None, None))
    enabled = {action.objectName() for action in actions.all() if action.isEnabled()}
    assert "open_site" in enabled
    assert "quit" in enabled
    assert enabled.isdisjoint({"save", "bold", "publish", "new_post", "revert"})
    actions.enable_for(frozenset(Needs))
    assert all(action.isEnabled() for action in actions.all())


def test_the_page_of_keys_names_each_action_that_has_some(actions: Actions) -> None:
    page = shortcuts_html(actions)
    save = actions["save"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    assert f"<td>Save</td><td>{save}</td>" in page
    assert "Ctrl+Shift+Z, Ctrl+Y" in page
