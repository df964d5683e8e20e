"""The questions as they stand on the screen, answered with the mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.prompts import Prompts, UnsavedChoice


@pytest.fixture
def prompts(qtbot: QtBot) -> Prompts:
    window = QWidget()
    qtbot.addWidget(window)
    return Prompts(window)


def click(wanted: str | QMessageBox.StandardButton) -> list[str]:
    """Click the button ``wanted`` in the question about to be asked; note the question's texts."""
    read: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        read.extend((box.text(), box.informativeText()))
        named = {button.text().replace("&", ""): button for button in box.buttons()}
        button = named[wanted] if isinstance(wanted, str) else box.button(wanted)
        button.click()

    QTimer.singleShot(0, answer)
    return read


@pytest.mark.parametrize(
    ("button", "choice"),
    [
        (QMessageBox.StandardButton.Save, UnsavedChoice.SAVE),
        (QMessageBox.StandardButton.Discard, UnsavedChoice.DISCARD),
        (QMessageBox.StandardButton.Cancel, UnsavedChoice.CANCEL),
    ],
)
def test_unsaved_changes_can_be_saved_given_up_or_kept_open(
    prompts: Prompts, button: QMessageBox.StandardButton, choice: UnsavedChoice
) -> None:
    read = click(button)
    assert prompts.ask_unsaved("Evening & noon") is choice
    assert "Evening & noon" in read[0]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda prompts: prompts.ask_taken_name("post.md", "post-2.md"), "Save as post-2.md"),
        (lambda prompts: prompts.ask_revert(), "Revert"),
    ],
)
def test_only_the_named_button_says_yes(
    prompts: Prompts, ask: Callable[[Prompts], bool], words: str
) -> None:
    click(words)
    assert ask(prompts) is True
    click(QMessageBox.StandardButton.Cancel)
    assert ask(prompts) is False


def test_a_taken_name_is_named_with_the_next_free_one(prompts: Prompts) -> None:
    read = click(QMessageBox.StandardButton.Cancel)
    prompts.ask_taken_name("2025-01-01-a.md", "2025-01-01-a-2.md")
    assert "2025-01-01-a.md" in read[0]
    assert "stays as it is" in read[1]
