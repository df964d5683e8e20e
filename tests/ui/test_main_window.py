"""The window as a whole: everything has a name, the panes come and go, the look is kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.site.sample import make_sample_site
from editor.start import choose_drawing
from editor.workspace.processes import render_command
from editor.workspace.settings import THEME, Settings, Theme

CONTROLS = (QAbstractButton, QLineEdit, QAbstractSpinBox, QAbstractScrollArea)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def program(qtbot: QtBot, settings: Settings, tmp_path: Path) -> object:
    program = Program(settings, lambda: datetime(2026, 3, 14, tzinfo=UTC), tmp_path / "state")
    program.start(make_sample_site(tmp_path) / "_posts/2025-11-20-the-lantern-festival.md")
    qtbot.waitUntil(lambda: program.library.post is not None)
    yield program
    program.close()


def is_reached_by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible()


def name_of(widget: QWidget, labels: dict[QWidget, str]) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.toolTip() or labels.get(widget, "")


def test_every_control_that_tab_reaches_has_a_name(program: Program) -> None:
    window = program.window
    labels = {label.buddy(): label.text() for label in window.findChildren(QLabel)}
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QScrollArea)
        and is_reached_by_tab(widget)
        and not name_of(widget, labels)
        and not isinstance(widget.parent(), QAbstractSpinBox)
    ]
    assert nameless == []


def test_panes_come_and_go_and_are_remembered(
    program: Program, settings: Settings, tmp_path: Path
) -> None:
    window = program.window
    for name, pane in (
        ("show_posts", window.post_list),
        ("show_form", window.editor.form),
        ("show_preview", window.preview),
    ):
        assert pane.isVisible(), name
        window.actions_table[name].trigger()
        assert not pane.isVisible(), name
    window.actions_table["show_posts"].trigger()
    assert window.post_list.isVisible()
    again = Program(settings, lambda: datetime(2026, 3, 14, tzinfo=UTC), tmp_path / "state")
    assert not again.window.actions_table["show_preview"].isChecked()
    again.close()


def test_scrolling_together_is_a_switch_that_is_remembered(
    program: Program, settings: Settings, tmp_path: Path
) -> None:
    together = program.window.actions_table["scroll_together"]
    assert together.isChecked()
    together.trigger()
    again = Program(settings, lambda: datetime(2026, 3, 14, tzinfo=UTC), tmp_path / "state")
    assert not again.window.actions_table["scroll_together"].isChecked()
    again.close()


def test_the_chosen_colours_are_worn_at_once_and_remembered(
    program: Program, settings: Settings
) -> None:
    program.window.look.choose(Theme.DARK)
    assert QApplication.palette().window().color().lightness() < 80
    assert settings.get(THEME) is Theme.DARK
    program.window.look.choose(Theme.LIGHT)
    assert QApplication.palette().window().color().lightness() > 200


def test_the_open_post_is_marked_in_the_list(program: Program, qtbot: QtBot) -> None:
    view = program.window.post_list.view
    qtbot.waitUntil(lambda: view.currentIndex().isValid())
    assert view.currentIndex().data() == "The lantern festival"


def test_history_actions_say_whether_there_is_something_to_undo(program: Program) -> None:
    undo, redo = program.window.actions_table["undo"], program.window.actions_table["redo"]
    assert not undo.isEnabled()
    program.window.editor.text.insertPlainText("x")
    assert undo.isEnabled()
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.isEnabled()


@pytest.mark.parametrize(
    ("platform", "chosen", "result"),
    [("linux", "", "software"), ("linux", "rhi", "rhi"), ("win32", "", "")],
)
def test_without_a_graphics_card_qt_draws_in_software(
    platform: str, chosen: str, result: str, tmp_path: Path
) -> None:
    environment = {"QT_QUICK_BACKEND": chosen} if chosen else {}
    choose_drawing(environment, platform, tmp_path)
    assert environment.get("QT_QUICK_BACKEND", "") == result


def test_with_a_graphics_card_qt_chooses(tmp_path: Path) -> None:
    (tmp_path / "renderD128").touch()
    environment: dict[str, str] = {}
    choose_drawing(environment, "linux", tmp_path)
    assert environment == {}


def test_the_render_process_is_found_in_a_frozen_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert render_command()[1:] == ("-m", "editor.render.worker")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert render_command()[1:] == ("--render-worker",)
