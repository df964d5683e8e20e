"""The questions as they stand on the screen, answered with the mouse."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.prompts import LinkChoice, Prompts, UnsavedChoice


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


@pytest.mark.parametrize(
    ("button", "copy"),
    [("Save a copy elsewhere…", True), (QMessageBox.StandardButton.Close, False)],
)
def test_a_failed_save_offers_a_copy_elsewhere(
    prompts: Prompts, button: str | QMessageBox.StandardButton, copy: bool
) -> None:
    read = click(button)
    assert prompts.say_save_failed("It was not saved: the disk is full.") is copy
    assert read[0] == "It was not saved: the disk is full."


@pytest.mark.parametrize(
    ("button", "choice"),
    [
        ("All names", LinkChoice.TOGETHER),
        ("This name only", LinkChoice.APART),
        (QMessageBox.StandardButton.Cancel, LinkChoice.CANCEL),
    ],
)
def test_a_file_with_several_names_is_saved_under_all_or_one(
    prompts: Prompts, button: str | QMessageBox.StandardButton, choice: LinkChoice
) -> None:
    read = click(button)
    assert prompts.ask_links(3) is choice
    assert "3 names" in read[0]
