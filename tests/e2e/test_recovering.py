"""The program is ended in the middle of a sentence; at its next start the sentence is offered."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from writer import Writer

from editor.app import Program
from editor.storage.journal_folder import JournalFolder
from editor.ui.dialogs.diff_view import DiffView
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.ui.prompts import UnsavedChoice
from editor.workspace.settings import Settings

POST = b"---\ntitle: Ferry\n---\nThe ferry waited.\n"
NOW = datetime(2026, 3, 14, tzinfo=UTC)
Start = Callable[..., Program]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "_posts" / "2026-01-02-ferry.md"
    path.parent.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Harbour\n")
    path.write_bytes(POST)
    return path


@pytest.fixture
def again(program: Program, tmp_path: Path, qtbot: QtBot) -> Iterator[Start]:
    """Starts the program a second time, with the state that the first one left."""
    started: list[Program] = []

    def start(path: Path | None = None, *, safe_mode: bool = False) -> Program:
        store = QSettings(str(tmp_path / "again.ini"), QSettings.Format.IniFormat)
        second = Program(Settings(store), lambda: NOW, tmp_path / "state")
        started.append(second)
        second.start(path, safe_mode=safe_mode)
        qtbot.waitExposed(second.window)
        return second

    yield start
    for second in started:
        if second.library.post is not None:
            second.library.post.undo_stack.setClean()
        second.close()


def end_in_the_middle(writer: Writer, post: Path) -> None:
    writer.program.window.desk.open_path(post)
    writer.write("And still ")
    writer.fill("Title", "The ferry")
    writer.program.end()
    assert not writer.program.window.isVisible()
    writer.program.safekeeping.close()


def dialog_of(program: Program) -> RecoveryDialog | None:
    shown = [one for one in program.window.findChildren(RecoveryDialog) if one.isVisible()]
    return shown[0] if shown else None


def press(program: Program, text: str) -> None:
    dialog = dialog_of(program)
    assert dialog is not None
    buttons = dialog.findChildren(QPushButton)
    next(one for one in buttons if one.text().replace("&", "") == text).click()


def test_the_next_start_offers_it_and_restoring_is_an_edit_like_any_other(
    writer: Writer, post: Path, again: Start, qtbot: QtBot
) -> None:
    end_in_the_middle(writer, post)
    assert post.read_bytes() == POST
    program = again()
    qtbot.waitUntil(lambda: dialog_of(program) is not None)
    dialog = dialog_of(program)
    assert dialog is not None
    (diff,) = dialog.findChildren(DiffView)
    assert "+ And still The ferry waited." in diff.toPlainText()
    assert "+ title: The ferry" in diff.toPlainText()

    press(program, "Restore")

    assert program.library.post is not None
    assert program.library.post.location.path == post
    assert program.library.post.body == "And still The ferry waited.\n"
    assert program.window.isWindowModified()
    program.window.actions_table["undo"].trigger()
    assert program.library.post.snapshot().encode() == POST
    assert not program.window.isWindowModified()


def test_safe_mode_offers_nothing_and_loses_nothing(
    writer: Writer, post: Path, again: Start, qtbot: QtBot
) -> None:
    end_in_the_middle(writer, post)
    program = again(safe_mode=True)
    qtbot.wait(1)
    assert dialog_of(program) is None
    program.window.actions_table["recover"].trigger()
    assert dialog_of(program) is not None


def test_later_and_discard_keep_the_text_within_reach(
    writer: Writer, post: Path, again: Start, qtbot: QtBot
) -> None:
    end_in_the_middle(writer, post)
    program = again()
    qtbot.waitUntil(lambda: dialog_of(program) is not None)
    press(program, "Later")
    assert dialog_of(program) is None
    program.window.rescue.offer()
    press(program, "Discard")
    program.window.rescue.offer()
    assert dialog_of(program) is None
    program.window.actions_table["recover"].trigger()
    press(program, "Restore")
    assert program.window.isWindowModified()


def test_what_was_given_up_on_purpose_can_be_had_back_for_a_while(
    writer: Writer, post: Path
) -> None:
    writer.program.window.desk.open_path(post)
    writer.write("And still ")
    writer.answer("ask_unsaved", UnsavedChoice.DISCARD)
    writer.program.window.actions_table["close_post"].trigger()
    assert writer.program.library.post is None
    assert writer.program.safekeeping.keeper.wait()
    writer.program.window.actions_table["recover"].trigger()
    press(writer.program, "Restore")
    assert writer.post.body.startswith("And still ")


def test_the_window_says_while_typing_is_not_kept(
    writer: Writer, post: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file in the way of the folder")
    writer.program.window.desk.open_path(post)
    writer.write("unkept ")
    writer.wait(lambda: any("not kept safe" in sentence for sentence in writer.says()))
    (tmp_path / "state").unlink()
    writer.write("kept ")
    writer.wait(lambda: not any("not kept safe" in sentence for sentence in writer.says()))
    assert writer.post.body.startswith("unkept kept ")


def test_an_end_by_the_system_waits_for_no_open_dialog(writer: Writer, post: Path) -> None:
    program = writer.program
    program.window.desk.open_path(post)
    writer.write("And still ")
    QTimer.singleShot(0, program.window.close)  # and its question has no answer
    QTimer.singleShot(1, program.end)
    assert QApplication.exec() == 0
    program.safekeeping.close()
    (found,) = JournalFolder(post.parents[2] / "state" / "journal").abandoned()
    assert found.text.body == "And still The ferry waited.\n"
