"""The difference between two versions can be read without seeing its colours."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.diff_view import DiffView
from editor.ui.theme import DARK, LIGHT, Palette, apply_theme


@pytest.fixture
def view(qtbot: QtBot) -> DiffView:
    view = DiffView()
    qtbot.addWidget(view)
    return view


def test_signs_say_what_was_removed_and_added(view: DiffView) -> None:
    view.show_texts("same\nold\n", "same\nnew\n")

    assert view.toPlainText() == "  same\n− old\n+ new\n  "
    assert view.summary == "Lines added: 1, removed: 1"


def test_equal_texts_say_so(view: DiffView) -> None:
    view.show_texts("same", "same")

    assert view.toPlainText() == "There is no difference."
    assert view.summary == "No difference"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_it_is_drawn_in_the_colours_of_the_window(
    view: DiffView, qapp: QApplication, palette: Palette
) -> None:
    apply_theme(qapp, palette)
    view.show_texts("old", "new")
    assert view.document().firstBlock().blockFormat().background().color().name() == palette.removed
    assert view.document().lastBlock().blockFormat().background().color().name() == palette.added


def test_it_follows_when_the_colours_turn(view: DiffView, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    view.show()
    view.show_texts("old", "new")
    apply_theme(qapp, DARK)
    assert view.document().lastBlock().blockFormat().background().color().name() == DARK.added
