"""A writer at the window: finds controls by the names a screen reader says, presses real keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.app import Program
from editor.workspace.open_post import OpenPost

W = TypeVar("W", bound=QWidget)


@dataclass
class Writer:
    """Presses keys and reads what the window shows."""

    qtbot: QtBot
    program: Program
    monkeypatch: pytest.MonkeyPatch

    def answer(self, question: str, answer: object) -> None:
        """From now on, give ``answer`` when the prompt ``question`` is asked."""
        prompts = self.program.window.prompts
        self.monkeypatch.setattr(prompts, question, lambda *_asked: answer)

    def control(self, kind: type[W], name: str) -> W:
        """Return the control that a screen reader calls ``name``."""
        found = [
            widget
            for widget in self.program.window.findChildren(kind)
            if widget.accessibleName() == name and widget.isVisibleTo(self.program.window)
        ]
        assert found, f"nothing is called {name!r}"
        return found[-1]

    def press_button(self, text: str) -> None:
        """Click the button that says ``text``."""
        buttons = self.program.window.findChildren(QPushButton)
        button = next(b for b in buttons if b.text() == text and b.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, keys: str) -> None:
        """Press a combination of keys, such as ``Ctrl+S``, wherever the focus is.

        What the keys have saved beside the window is waited for.
        """
        target = self.program.window.focusWidget() or self.program.window
        QTest.keySequence(target, QKeySequence(keys))
        self.wait(lambda: not self.program.saving.busy)

    def fill(self, name: str, text: str) -> None:
        """Go into the field ``name``, select what is there, and type ``text``."""
        field = self.control(QWidget, name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def write(self, text: str) -> None:
        """Type ``text`` at the caret of the text pane."""
        self.program.window.editor.text.setFocus()
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                QTest.keyClick(self.text, Qt.Key.Key_Return)
            QTest.keyClicks(self.text, line)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds."""
        self.qtbot.waitUntil(condition)

    def says(self) -> set[str]:
        """Return the texts of all labels that can be seen."""
        labels = self.program.window.findChildren(QLabel)
        return {label.text() for label in labels if label.isVisible()}

    @property
    def text(self) -> QPlainTextEdit:
        """The text pane."""
        return self.program.window.editor.text

    @property
    def post(self) -> OpenPost:
        """The open post."""
        post = self.program.library.post
        assert post is not None
        return post
