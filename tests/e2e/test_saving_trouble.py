"""Saving when it does not go smoothly: what the window says, and that nothing is lost."""

from pathlib import Path
from threading import Event

import pytest
from patient_bot import PATIENCE_MS
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from writer import Writer

from editor.app import Program
from editor.storage import atomic
from editor.storage.flushing import flush_folder
from editor.ui import prompts as prompting
from editor.ui.prompts import LinkChoice, UnsavedChoice

OLD = b"---\ntitle: x\n---\nbody\n"


@pytest.fixture
def path(program: Program, tmp_path: Path) -> Path:
    """A post of a site, opened."""
    (tmp_path / "site" / "_posts").mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: x\n")
    path = tmp_path / "site" / "_posts" / "2025-01-02-post.md"
    path.write_bytes(OLD)
    program.window.desk.open_path(path)
    return path


@pytest.fixture
def said(program: Program) -> list[str]:
    """What the status line said, one sentence after the other: some stay for seconds only."""
    sentences: list[str] = []
    program.window.status_line.messageChanged.connect(sentences.append)
    return sentences


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Event:
    """A disk that takes as long as the story wants: until this is set."""
    free, whole = Event(), flush_folder

    def slow(folder: Path) -> None:
        free.wait(PATIENCE_MS / 1000)
        whole(folder)

    monkeypatch.setattr(atomic, "flush_folder", slow)
    return free


def test_a_save_that_fails_offers_a_copy_elsewhere(
    writer: Writer, path: Path, said: list[str], tmp_path: Path
) -> None:
    writer.write("my ")
    path.chmod(0o444)
    copy = tmp_path / "copy.md"
    writer.answer("say_save_failed", answer=True)
    writer.answer("ask_copy_path", copy)
    writer.press("Ctrl+S")
    assert copy.read_bytes() == OLD.replace(b"body", b"my body")
    assert path.read_bytes() == OLD
    assert writer.post.location.path == path
    assert writer.program.window.isWindowModified()
    assert "copy.md" in "".join(said)


def test_a_file_with_several_names_is_saved_as_the_writer_chooses(
    writer: Writer, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.hardlink_to(path)
    writer.write("my ")
    writer.answer("ask_links", LinkChoice.CANCEL)
    writer.press("Ctrl+S")
    assert path.read_bytes() == OLD
    writer.answer("ask_links", LinkChoice.TOGETHER)
    writer.press("Ctrl+S")
    assert path.read_bytes() == other.read_bytes() == OLD.replace(b"body", b"my body")


def test_saved_is_said_only_when_the_disk_has_it(
    program: Program, writer: Writer, path: Path, said: list[str], disk: Event
) -> None:
    writer.write("my ")
    program.window.desk.save()
    assert said[-1] == f"Saving {path.name}…"
    writer.wait(lambda: path.read_bytes() != OLD)  # it has its name, and still is not safe
    assert said[-1] == f"Saving {path.name}…"
    assert program.window.isWindowModified()
    disk.set()
    writer.wait(lambda: f"Saved {path.name}" in said)
    assert not program.window.isWindowModified()


def test_closing_waits_for_a_slow_disk_with_a_notice(
    program: Program, writer: Writer, path: Path, disk: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompting, "NOTICE_AFTER_MS", 0)
    writer.write("my ")
    writer.answer("ask_unsaved", UnsavedChoice.SAVE)
    notices: list[str] = []
    look = QTimer(interval=5)

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            notices.append(box.text())
            disk.set()
            look.stop()

    look.timeout.connect(read)
    look.start()
    assert program.window.close()
    assert notices == ["Saving…"]
    assert path.read_bytes() == OLD.replace(b"body", b"my body")


def test_who_would_rather_go_on_writing_than_wait_may(
    program: Program, writer: Writer, path: Path, disk: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompting, "NOTICE_AFTER_MS", 0)
    writer.write("my ")
    program.window.desk.save()
    look = QTimer(interval=5)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            look.stop()
            box.button(QMessageBox.StandardButton.Cancel).click()

    look.timeout.connect(answer)
    look.start()
    assert not program.window.close()
    assert writer.post.location.path == path
    disk.set()
    writer.wait(lambda: not program.saving.busy)
