"""The front matter as YAML text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.ui.form.raw_view import RawView
from editor.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(RawView(LIGHT, window))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def view(window: QMainWindow) -> RawView:
    view = window.centralWidget()
    assert isinstance(view, RawView)
    return view


def edit_of(view: RawView) -> QPlainTextEdit:
    return view.findChildren(QPlainTextEdit)[0]


def test_what_is_written_is_told_and_what_is_set_is_not(view: RawView) -> None:
    told: list[str] = []
    view.edited.connect(told.append)
    view.set_text("title: One\u00a0tide\n")
    QTest.keyClicks(edit_of(view), "#")

    assert told == ["#title: One\u00a0tide\n"]


def test_enter_keeps_the_indentation(view: RawView) -> None:
    QTest.keyClicks(edit_of(view), "a:")
    QTest.keyClick(edit_of(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit_of(view), "  b: 1")
    QTest.keyClick(edit_of(view), Qt.Key.Key_Return)
    QTest.keyClicks(edit_of(view), "c: 2")

    assert view.text() == "a:\n  b: 1\n  c: 2"


def test_the_caret_stays_when_the_same_text_comes_back(view: RawView) -> None:
    edit = edit_of(view)
    QTest.keyClicks(edit, "title: One")
    QTest.keyClick(edit, Qt.Key.Key_Left)
    view.set_text("title: One")
    assert edit.textCursor().position() == 9
    view.set_text("title: Once")
    assert edit.textCursor().position() == 9


def test_an_error_stands_below_the_text(view: RawView) -> None:
    view.show_error("Line 3, column 8: a value was expected.")
    label = view.findChildren(QLabel)[0]
    assert label.isVisible()
    view.show_error("")
    assert not label.isVisible()


def test_undo_is_the_undo_of_the_window(qtbot: QtBot, window: QMainWindow, view: RawView) -> None:
    undo = QAction("Undo", window)
    undo.setShortcut("Ctrl+Z")
    window.addAction(undo)
    edit = edit_of(view)
    edit.setFocus()
    QTest.keyClicks(edit, "a")

    with qtbot.waitSignal(undo.triggered):
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.text() == "a"


def colour(style: QTextCharFormat) -> str:
    return style.foreground().color().name()


def test_keys_and_comments_have_colours(qtbot: QtBot, view: RawView) -> None:
    view.set_text('title: "a: b"  # note\n')
    block = edit_of(view).document().firstBlock()
    qtbot.waitUntil(lambda: len(block.layout().formats()) == 3)
    shown = [
        (block.text()[piece.start : piece.start + piece.length], colour(piece.format))
        for piece in block.layout().formats()
    ]

    assert shown == [
        ("title", QColor(LIGHT.heading).name()),
        ('"a: b"', QColor(LIGHT.code).name()),
        ("# note", QColor(LIGHT.muted).name()),
    ]
    view.set_theme(DARK)
    formats = block.layout().formats()
    assert colour(formats[0].format) == QColor(DARK.heading).name()
