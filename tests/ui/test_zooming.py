"""Larger and smaller by keys and by the wheel, in the pane that has the focus, and remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_probe import page_of, show
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.text.text_pane import TextPane
from editor.ui.theme import LIGHT
from editor.ui.zooming import Zooming, next_zoom
from editor.workspace.settings import PREVIEW_ZOOM, TEXT_SIZE, PageWidth, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


class Desktop:
    """A text and a preview side by side."""

    def __init__(self, qtbot: QtBot, settings: Settings, problem: str | None) -> None:
        self.window = QWidget()
        self.window.resize(1000, 500)
        self.text = TextPane(LIGHT, self.window)
        self.preview = PreviewPane(self.window, engine_problem=lambda: problem)
        row = QHBoxLayout(self.window)
        row.addWidget(self.text)
        row.addWidget(self.preview)
        self.zooming = Zooming(self.text, self.preview, settings)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(lambda: self.preview.preview is not None)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)


@pytest.fixture
def desktop(qtbot: QtBot, settings: Settings) -> Iterator[Desktop]:
    desktop = Desktop(qtbot, settings, None)
    yield desktop
    desktop.preview.release()


def turn_wheel(over: QWidget, angle: int, keys: Qt.KeyboardModifier) -> None:
    middle = over.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(over.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, event)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_steps_are_those_of_a_browser_and_have_ends() -> None:
    assert [next_zoom(1.0, steps) for steps in (1, 2, -1, -2)] == [1.1, 1.25, 0.9, 0.8]
    assert next_zoom(0.43, 1) == 0.5
    assert next_zoom(0.43, -1) == 0.33
    assert next_zoom(5.0, 3) == 5.0
    assert next_zoom(0.3, -3) == 0.25


def test_the_text_is_zoomed_while_it_has_the_focus(desktop: Desktop, settings: Settings) -> None:
    desktop.text.setFocus()
    usual = desktop.text.text_size
    desktop.zooming.zoom_in()
    desktop.zooming.zoom_in()
    desktop.zooming.zoom_out()

    assert desktop.text.text_size == usual + 1
    assert desktop.text.document().defaultFont().pointSizeF() == usual + 1
    assert desktop.preview.zoom == 1.0
    assert settings.get(TEXT_SIZE) == usual + 1

    desktop.zooming.reset()
    assert desktop.text.text_size == usual
    assert settings.get(TEXT_SIZE) is None


def test_the_page_is_zoomed_while_it_has_the_focus(
    qtbot: QtBot, desktop: Desktop, settings: Settings
) -> None:
    usual = desktop.text.text_size
    show(qtbot, desktop.preview, "<p>text</p>")
    desktop.preview.setFocus()

    desktop.zooming.zoom_in()

    qtbot.waitUntil(lambda: page_of(desktop.preview).zoomFactor() == 1.1)
    assert desktop.text.text_size == usual
    assert settings.get(PREVIEW_ZOOM) == 1.1

    desktop.zooming.reset()
    assert page_of(desktop.preview).zoomFactor() == 1.0


def test_the_wheel_zooms_the_pane_under_it_in_whole_steps(
    desktop: Desktop, settings: Settings
) -> None:
    usual = desktop.text.text_size
    for _ in range(4):
        turn_wheel(desktop.text.viewport(), 30, CTRL)
    assert desktop.text.text_size == usual + 1

    surface = page_of(desktop.preview)
    turn_wheel(drawn_on(desktop), -240, CTRL)
    assert desktop.preview.zoom == 0.8
    assert surface.zoomFactor() == 0.8
    assert settings.get(PREVIEW_ZOOM) == 0.8


def drawn_on(desktop: Desktop) -> QWidget:
    """The innermost widget of the preview, which the mouse is over."""
    widget = desktop.preview.focusProxy()
    while widget is not None and widget.focusProxy() is not None:
        widget = widget.focusProxy()
    assert widget is not None
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


def test_the_plain_preview_zooms_too(qtbot: QtBot, settings: Settings) -> None:
    desktop = Desktop(qtbot, settings, "No engine here.")
    preview = desktop.preview.preview
    assert preview is not None
    turn_wheel(drawn_on(desktop), 120, CTRL)
    assert desktop.preview.zoom == 1.1


def test_a_page_made_to_fit_becomes_smaller_with_the_first_step(desktop: Desktop) -> None:
    desktop.preview.set_page_width(PageWidth.DESKTOP)
    fitting = desktop.preview.zoom
    assert fitting < 0.5
    desktop.preview.setFocus()

    desktop.zooming.zoom_out()
    assert desktop.preview.zoom == pytest.approx(0.33, abs=0.001)
    desktop.zooming.zoom_in()
    desktop.zooming.zoom_in()
    assert desktop.preview.zoom == fitting  # no larger than the pane


def test_both_sizes_are_there_at_the_next_start(qtbot: QtBot, settings: Settings) -> None:
    settings.put(TEXT_SIZE, 19.0)
    settings.put(PREVIEW_ZOOM, 1.5)
    desktop = Desktop(qtbot, settings, None)
    show(qtbot, desktop.preview, "<p>text</p>")
    assert desktop.text.text_size == 19.0
    assert page_of(desktop.preview).zoomFactor() == 1.5
    desktop.preview.release()


def test_sizes_without_sense_are_not_taken(qtbot: QtBot, settings: Settings) -> None:
    settings.put(TEXT_SIZE, 900.0)
    settings.put(PREVIEW_ZOOM, float("nan"))
    assert settings.get(TEXT_SIZE) is None
    assert settings.get(PREVIEW_ZOOM) == 1.0
