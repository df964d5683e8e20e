"""A file that is not UTF-8: read in the window, left as it is, converted when the writer asks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QPushButton
from writer import Writer

from editor.app import Program
from editor.post.foreign_text import Encoding
from editor.ui.dialogs.encoding_dialog import EncodingDialog
from editor.ui.dialogs.history_panel import HistoryPanel
from editor.ui.foreign_view import MOST_SHOWN_CHARS, ForeignView
from editor.workspace.foreign_file import ForeignFile

TEXT = "---\ntitle: Café\n---\nL'été dernier, nous avons mangé des crêpes.\n"
LATIN = TEXT.encode("latin_1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "_posts" / "2026-01-02-cafe.md"
    path.parent.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Harbour\n")
    path.write_bytes(LATIN)
    return path


def choose(writer: Writer, label: str) -> list[str]:
    """Answer the dialog with the encoding ``label``; returns what it showed, once it is open."""
    shown: list[str] = []

    def answer(foreign: ForeignFile) -> Encoding | None:
        dialog = EncodingDialog(foreign, writer.program.window)
        dialog.choice.setCurrentText(label)
        shown.append(dialog.preview.toPlainText())
        convert = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
        dialog.show()
        QTest.keyClick(convert, Qt.Key.Key_Space)
        return dialog.encoding if dialog.result() else None

    writer.monkeypatch.setattr(writer.program.window.prompts, "ask_encoding", answer)
    return shown


def test_from_latin_1_to_a_saved_post_and_back_in_the_history(
    program: Program, writer: Writer, path: Path
) -> None:
    window = program.window
    window.desk.open_path(path.parent.parent)
    writer.wait(lambda: program.library.model.rowCount() == 1)
    window.post_list.open_requested.emit(path)
    (view,) = window.findChildren(ForeignView)
    assert view.text.isVisible()
    assert view.text.toPlainText() == TEXT
    assert "not UTF-8" in view.bar.sentences
    assert "Jekyll leaves such files out" in view.bar.sentences
    assert path.name in window.windowTitle()

    # Whatever is pressed, nothing happens to it, and the menu says why.
    QTest.keyClicks(view.text, "typed ")
    for keys in ("Ctrl+S", "Ctrl+Z", "Ctrl+V", "Ctrl+Shift+P", "Ctrl+B", "Ctrl+Shift+S"):
        writer.press(keys)
    assert view.text.toPlainText() == TEXT
    save = window.actions_table["save"]
    assert not save.isEnabled()
    assert "not UTF-8" in save.toolTip()
    assert not writer.text.isVisible()
    assert path.read_bytes() == LATIN

    shown = choose(writer, "Western European (Windows-1252)")
    QTest.keyClick(view.bar.convert, Qt.Key.Key_Space)
    assert shown == ["title: Café\nL'été dernier, nous avons mangé des crêpes."]
    assert writer.text.isVisible()
    assert window.isWindowModified()
    assert "not UTF-8" not in save.toolTip()
    assert writer.text.hasFocus() or QApplication.focusWidget() is None
    assert path.read_bytes() == LATIN

    writer.write("Mmh. ")
    writer.press("Ctrl+S")
    assert path.read_bytes() == TEXT.replace("L'été", "Mmh. L'été").encode()
    assert not window.isWindowModified()
    window.actions_table["history"].trigger()
    panel = next(panel for panel in window.findChildren(HistoryPanel) if panel.isVisible())
    assert panel.findChildren(QListWidget)[0].count() == 1
    assert any("read as Western European" in said for said in writer.says())
    panel.close()


def test_one_that_is_not_converted_after_all_stays_read_only(
    program: Program, writer: Writer, path: Path
) -> None:
    program.window.desk.open_path(path)
    writer.answer("ask_encoding", None)
    writer.press_button("Convert to &UTF-8…")
    assert program.library.post is None
    assert path.read_bytes() == LATIN
    program.window.actions_table["close_post"].trigger()
    assert program.library.foreign is None


def test_reverting_a_conversion_shows_the_file_again(
    program: Program, writer: Writer, path: Path
) -> None:
    program.window.desk.open_path(path)
    choose(writer, "Greek (Windows-1253)")
    writer.press_button("Convert to &UTF-8…")
    assert writer.post.snapshot().text == LATIN.decode("cp1253")
    asked: list[bool] = []

    def agree(*, foreign: bool) -> bool:
        asked.append(foreign)
        return True

    writer.monkeypatch.setattr(program.window.prompts, "ask_revert", agree)
    program.window.actions_table["revert"].trigger()
    assert asked == [True]
    assert program.library.post is None
    assert program.library.foreign is not None
    assert path.read_bytes() == LATIN


def test_a_change_while_the_dialog_is_open_converts_nothing(
    program: Program, writer: Writer, path: Path
) -> None:
    program.window.desk.open_path(path)
    said: list[str] = []
    writer.monkeypatch.setattr(program.window.prompts, "say_error", said.append)

    def change_and_answer(foreign: ForeignFile) -> Encoding | None:
        path.write_bytes(b"other caf\xe9\n")
        program.library.open_post(path)
        return foreign.encoding

    writer.monkeypatch.setattr(program.window.prompts, "ask_encoding", change_and_answer)
    writer.press_button("Convert to &UTF-8…")
    assert len(said) == 1
    assert program.library.post is None


def test_what_becomes_utf_8_outside_becomes_a_post(
    program: Program, writer: Writer, path: Path
) -> None:
    program.window.desk.open_path(path)
    path.write_bytes(TEXT.encode())
    program.watcher.look()
    writer.wait(lambda: program.library.post is not None)
    assert writer.text.isVisible()
    assert not program.window.isWindowModified()


def test_where_the_site_is_in_another_encoding_the_bar_warns(
    program: Program, writer: Writer, path: Path
) -> None:
    (path.parents[1] / "_config.yml").write_text("encoding: iso-8859-1\n")
    program.window.desk.open_path(path)
    (said,) = (one for one in writer.says() if "read-only" in one)
    assert "iso-8859-1" in said
    assert "leaves such files out" not in said


def test_of_a_huge_file_the_beginning_is_shown(
    program: Program, writer: Writer, path: Path
) -> None:
    path.write_bytes(LATIN * 20_000)
    program.window.desk.open_path(path)
    view = writer.control(QPlainTextEdit, "Text of the file, read-only")
    assert len(view.toPlainText()) == MOST_SHOWN_CHARS
    assert any("Only its beginning" in said for said in writer.says())
