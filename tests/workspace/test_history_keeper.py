"""Each save keeps the version before it, under whatever name the post has now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.site.sample import make_sample_site
from editor.storage.history import History
from editor.workspace.history_keeper import HistoryKeeper
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.saving import Saving
from editor.workspace.settings import HISTORY_DAYS, HISTORY_MEGABYTES, Settings

NOW = datetime(2026, 3, 14, tzinfo=UTC)


@dataclass
class Desk:
    """A library whose saves are kept."""

    library: Library
    saving: Saving
    history: HistoryKeeper
    qtbot: QtBot

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    @property
    def path(self) -> Path:
        assert self.post.location.path is not None
        return self.post.location.path

    def write(self, text: str) -> None:
        cursor = QTextCursor(self.post.text_document)
        cursor.insertText(text)

    def save(self, text: str) -> None:
        self.write(text)
        with self.qtbot.waitSignal(self.saving.saved):
            self.saving.save(self.post)

    def kept(self, path: Path | None = None) -> list[bytes]:
        self.history.wait()
        versions = self.history.versions(path or self.path)
        return [self.history.read(version) for version in versions]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    library = Library(settings, lambda: NOW)
    history = HistoryKeeper(library, History(tmp_path / "state" / "history.sqlite3"))
    saving = Saving(library, history.keep)
    library.open_post(make_sample_site(tmp_path) / "_posts/2025-11-20-the-lantern-festival.md")
    yield Desk(library, saving, history, qtbot)
    saving.close()
    library.close()
    history.close()


def test_each_save_keeps_what_it_displaced(desk: Desk) -> None:
    saved = [desk.path.read_bytes()]
    for word in ("one ", "two ", "three "):
        desk.save(word)
        saved.append(desk.path.read_bytes())
    assert desk.kept() == saved[-2::-1]


def test_a_version_tells_when_it_was_saved_not_when_it_was_displaced(desk: Desk) -> None:
    written = desk.path.stat().st_mtime
    desk.save("one ")
    (version,) = desk.history.versions(desk.path)
    assert version.written == written


def test_versions_follow_save_as_and_stay_with_the_old_file(desk: Desk) -> None:
    old = desk.path
    before = old.read_bytes()
    desk.save("one ")
    with desk.qtbot.waitSignal(desk.saving.saved):
        desk.saving.save_as(desk.post, old.with_name("2025-11-20-lights.md"))
    assert desk.path != old
    assert desk.kept() == [before]
    assert desk.kept(old) == [before]


def test_versions_of_a_draft_go_on_with_its_post(desk: Desk) -> None:
    site = desk.library.needed_site()
    draft = site.root / "_drafts" / "notes.md"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(b"---\ntitle: Notes\n---\nfirst\n")
    desk.library.open_post(draft)
    desk.save("second ")
    displaced = draft.read_bytes()
    desk.write("third ")
    with desk.qtbot.waitSignal(desk.saving.saved):
        desk.saving.publish(desk.post)
    assert desk.path.parent.name == "_posts"
    assert not draft.exists()
    assert desk.kept() == [displaced, b"---\ntitle: Notes\n---\nfirst\n"]
    assert desk.kept(draft) == []


def test_a_history_that_cannot_be_written_stops_no_save(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "state" / "history.sqlite3").mkdir(parents=True)
    with desk.qtbot.waitSignal(desk.history.failed) as failed:
        desk.save("saved all the same ")
    assert "Posts are saved as always" in failed.args[0]
    assert b"saved all the same" in desk.path.read_bytes()


def test_the_bounds_are_those_of_the_preferences(desk: Desk, tmp_path: Path) -> None:
    desk.save("one ")
    assert desk.kept()
    history = History(tmp_path / "state" / "history.sqlite3", lambda: NOW.timestamp() + 10**9)
    later = HistoryKeeper(desk.library, history)
    later.wait()
    assert desk.kept() == []
    later.close()
    assert desk.library.settings.get(HISTORY_DAYS) == 365
    assert desk.library.settings.get(HISTORY_MEGABYTES) == 200
