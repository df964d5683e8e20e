"""A writer looks back: what the post was, what changed since, and having it again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from writer import Writer

from editor.ui.dialogs.diff_view import DiffView
from editor.ui.dialogs.history_panel import HistoryPanel

POST = b"---\ntitle: Ferry\n---\nThe ferry waited.\n"


@pytest.fixture
def post(writer: Writer, tmp_path: Path) -> Path:
    path = tmp_path / "site" / "_posts" / "2026-01-02-ferry.md"
    path.parent.mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Harbour\n")
    path.write_bytes(POST)
    writer.program.window.desk.open_path(path)
    return path


def panel_of(writer: Writer) -> HistoryPanel:
    writer.program.window.actions_table["history"].trigger()
    panels = writer.program.window.findChildren(HistoryPanel)
    return next(panel for panel in panels if panel.isVisible())


def restore_button(panel: HistoryPanel) -> QPushButton:
    buttons = panel.findChildren(QPushButton)
    return next(one for one in buttons if "Restore" in one.text())


def test_versions_show_what_changed_since_and_one_is_restored_as_an_edit(
    writer: Writer, post: Path
) -> None:
    writer.write("One. ")
    writer.press("Ctrl+S")
    writer.write("Two. ")
    writer.press("Ctrl+S")
    panel = panel_of(writer)
    (versions,) = panel.findChildren(QListWidget)
    (diff,) = panel.findChildren(DiffView)
    assert versions.count() == 2
    assert "− One. The ferry waited." in diff.toPlainText()
    assert "+ One. Two. The ferry waited." in diff.toPlainText()
    QTest.keyClick(versions, Qt.Key.Key_Down)
    assert "− The ferry waited." in diff.toPlainText()

    restore_button(panel).click()

    assert not panel.isVisible()
    assert writer.post.snapshot().encode() == POST
    assert writer.program.window.isWindowModified()
    assert post.read_bytes() != POST
    writer.program.window.actions_table["undo"].trigger()
    assert writer.post.snapshot().encode() == post.read_bytes()


def test_before_the_first_save_it_says_that_nothing_is_kept(writer: Writer, post: Path) -> None:
    panel = panel_of(writer)
    assert any("Nothing is kept yet" in sentence for sentence in writer.says())
    assert not restore_button(panel).isEnabled()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_post_without_a_file_has_no_history(writer: Writer, post: Path) -> None:
    assert writer.program.window.actions_table["history"].isEnabled()
    writer.press("Ctrl+N")
    assert not writer.program.window.actions_table["history"].isEnabled()
