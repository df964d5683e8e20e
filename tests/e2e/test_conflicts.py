"""Another program and the writer at one post, through the real window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from writer import Writer

from editor.app import Program
from editor.post.document import Document
from editor.post.merge import Merge
from editor.ui.prompts import UnsavedChoice

TEXT = "---\ntitle: Fog\n---\nOne.\n\nTwo.\n\nThree.\n"


@pytest.fixture
def path(program: Program, tmp_path: Path) -> Path:
    path = tmp_path / "_posts" / "2026-03-14-fog.md"
    path.parent.mkdir()
    path.write_text(TEXT)
    program.window.desk.open_path(path)
    return path


def bar(writer: Writer) -> QWidget:
    return writer.program.window.editor.conflict_bar


def offered(writer: Writer) -> list[str]:
    buttons = bar(writer).findChildren(QPushButton)
    return [button.text().replace("&", "") for button in buttons if button.isVisible()]


def test_a_post_without_edits_shows_what_the_file_holds_and_stays_in_place(
    writer: Writer, path: Path
) -> None:
    path.write_text(TEXT.replace("Three.", "Three.\n" * 200))
    writer.wait(lambda: writer.text.blockCount() > 200)
    writer.text.verticalScrollBar().setValue(100)
    caret = writer.text.textCursor()
    caret.setPosition(writer.text.document().findBlockByNumber(110).position())
    writer.text.setTextCursor(caret)
    top = writer.text.firstVisibleBlock().blockNumber()
    path.write_text(path.read_text().replace("One.", "One.\n\nAnd a half."))
    writer.wait(lambda: "half" in writer.text.toPlainText())
    assert writer.text.firstVisibleBlock().blockNumber() == top + 2
    assert writer.text.textCursor().blockNumber() == 112
    assert not bar(writer).isVisible()


def test_a_save_in_conflict_leads_to_the_bar_and_the_merge_to_both_texts(
    writer: Writer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree(_name: str, merge: Merge, _mine: Document) -> Document:
        return merge.resolved(())

    writer.write("Mine. ")
    path.write_text(TEXT.replace("Three", "3").replace("Fog", "Haze"))
    writer.press("Ctrl+S")
    writer.wait(bar(writer).isVisible)
    assert offered(writer) == ["Merge…", "Keep mine", "Take theirs"]
    writer.press("Ctrl+S")
    focused = writer.program.window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Mer&ge…"
    monkeypatch.setattr(writer.program.window.prompts, "ask_merge", agree)
    focused.click()
    assert not bar(writer).isVisible()
    assert writer.text.hasFocus()
    writer.press("Ctrl+S")
    merged = TEXT.replace("One", "Mine. One").replace("Three", "3").replace("Fog", "Haze")
    assert path.read_text() == merged


def test_taking_theirs_can_be_undone(writer: Writer, path: Path) -> None:
    writer.write("Mine. ")
    path.write_text(TEXT.replace("Three", "3"))
    writer.wait(bar(writer).isVisible)
    writer.press_button("Take thei&rs")
    assert not bar(writer).isVisible()
    assert "3." in writer.text.toPlainText()
    assert not writer.program.window.isWindowModified()
    writer.press("Ctrl+Z")
    assert "Mine. One." in writer.text.toPlainText()
    assert bar(writer).isVisible()  # and is to be decided again


def test_a_removed_file_is_told_and_the_post_can_be_closed(writer: Writer, path: Path) -> None:
    path.unlink()
    writer.wait(bar(writer).isVisible)
    assert offered(writer) == ["Save it again", "Save as…", "Close post"]
    writer.answer("ask_unsaved", UnsavedChoice.DISCARD)
    writer.press_button("Close &post")
    assert writer.program.library.post is None
    assert not path.exists()


def test_every_version_can_be_found_in_the_history(writer: Writer, path: Path) -> None:
    writer.write("Mine. ")
    theirs = TEXT.replace("Three", "3")
    path.write_text(theirs)
    writer.wait(bar(writer).isVisible)
    mine = writer.post.snapshot().text
    writer.press_button("Take thei&rs")
    history = writer.program.safekeeping.history
    kept = {history.read(version).decode() for version in history.versions(path)}
    assert kept >= {TEXT, mine, theirs}


def test_a_copy_that_a_sync_program_left_is_merged_into_its_post(
    writer: Writer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_copy(_name: str, merge: Merge, _mine: Document) -> Document:
        return merge.resolved([clash.theirs for clash in merge.clashes])

    copy = path.with_name("2026-03-14-fog.sync-conflict-20260315-101112-ABCDEF7.md")
    copy.write_text(TEXT.replace("Fog", "Haze") + "\nFour.\n")
    writer.program.window.desk.open_path(copy)
    assert bar(writer).isVisible()
    assert offered(writer) == ["Merge into its post…"]
    monkeypatch.setattr(writer.program.window.prompts, "ask_merge", take_copy)
    writer.press_button("Mer&ge into its post…")
    assert writer.post.location.path == path
    assert not bar(writer).isVisible()
    assert writer.post.snapshot().text == TEXT.replace("Fog", "Haze") + "\nFour.\n"
    writer.press("Ctrl+Z")
    assert writer.post.snapshot().text == TEXT
