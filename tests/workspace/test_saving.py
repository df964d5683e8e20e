"""Saving beside the window: what it does to the post, in which order, and what it says."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.site.sample import make_sample_site
from editor.storage.atomic import Saved
from editor.storage.fingerprint import Fingerprint
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.refusals import LinkedError, OutsideChangeError, TakenError, VanishedError
from editor.workspace.save_queue import SaveFailure
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
LANTERNS = "2025-11-20-the-lantern-festival.md"


class SlowDisk:
    """Holds each save in the moment before the new text takes its place, until let go."""

    def __init__(self) -> None:
        self.free = Event()
        self.displaced: list[bytes] = []

    def keep(self, _path: Path, before: bytes) -> None:
        self.free.wait(20)
        self.displaced.append(before)


class Desk:
    """A library with a post open, what is said of its saves, and a disk that may be slow."""

    def __init__(self, qtbot: QtBot, settings: Settings, root: Path) -> None:
        self.qtbot, self.root = qtbot, root
        self.library = Library(settings, lambda: NOW)
        self.disk = SlowDisk()
        self.disk.free.set()
        self.saving = Saving(self.library, self.disk.keep)
        self.told: list[Path | Saved | SaveFailure] = []
        for signal in (self.saving.saving_started, self.saving.saved, self.saving.save_failed):
            signal.connect(self.told.append)
        with qtbot.waitSignal(self.library.terms_changed):
            self.library.open_site(root)

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    def open(self, name: str = LANTERNS) -> Path:
        path = self.root / "_posts" / name
        self.library.open_post(path)
        return path

    def type(self, text: str) -> None:
        QTextCursor(self.post.text_document).insertText(text)

    def titled(self, title: str, *, draft: bool = False) -> OpenPost:
        post = self.library.new_post(draft=draft)
        post.edit_front_matter("title", lambda fm: fm.set("title", title))
        return post

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.saving.busy)

    def save(self) -> None:
        self.saving.save(self.post)
        self.wait()

    @property
    def failure(self) -> SaveFailure:
        assert isinstance(self.told[-1], SaveFailure)
        return self.told[-1]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    desk = Desk(qtbot, Settings(store), make_sample_site(tmp_path))
    yield desk
    desk.disk.free.set()
    desk.saving.close()
    desk.library.close()


def test_saved_is_said_when_the_file_stands_with_what_was_there_before(desk: Desk) -> None:
    path = desk.open()
    before = path.read_bytes()
    desk.type("new ")
    desk.save()
    assert desk.told == [path, Saved(path, before, Fingerprint.of_file(path))]
    assert b"new " in path.read_bytes()
    assert desk.disk.displaced == [before]
    assert not desk.post.modified


def test_a_post_stays_modified_until_the_disk_has_it(desk: Desk) -> None:
    path = desk.open()
    before = path.read_bytes()
    desk.type("new ")
    desk.disk.free.clear()
    desk.saving.save(desk.post)
    assert desk.saving.busy
    assert desk.post.modified
    assert path.read_bytes() == before
    desk.disk.free.set()
    desk.wait()
    assert not desk.post.modified


def test_what_is_typed_while_a_save_runs_counts_as_modified(desk: Desk) -> None:
    path = desk.open()
    desk.type("first ")
    desk.disk.free.clear()
    desk.saving.save(desk.post)
    desk.type("second ")
    desk.disk.free.set()
    desk.wait()
    assert b"first " in path.read_bytes()
    assert b"second " not in path.read_bytes()
    assert desk.post.modified
    desk.post.undo()
    assert b"first " in desk.post.snapshot().encode()
    desk.post.redo()
    desk.save()
    assert b"second " in path.read_bytes()
    assert not desk.post.modified


def test_of_saves_that_wait_the_newest_is_carried_out_and_none_overtakes(desk: Desk) -> None:
    path = desk.open()
    before = path.read_bytes()
    desk.disk.free.clear()
    for word in ("one ", "two ", "three ", "four "):
        desk.type(word)
        desk.saving.save(desk.post)
    desk.disk.free.set()
    desk.wait()
    saved = [it for it in desk.told if isinstance(it, Saved)]
    assert len(saved) == 2
    assert [before, saved[1].before] == desk.disk.displaced
    assert b"one " in desk.disk.displaced[1]
    assert b"two " not in desk.disk.displaced[1]
    assert path.read_bytes() == desk.post.snapshot().encode()
    assert not desk.post.modified


def test_a_new_post_saved_twice_at_once_has_one_file(desk: Desk) -> None:
    post = desk.titled("Twice")
    desk.saving.save(post)
    desk.type("more")
    desk.saving.save(post)
    desk.wait()
    assert post.location.path is not None
    assert post.location.path.read_bytes().endswith(b"more\n")
    assert len(list((desk.root / "_posts").glob("*twice*"))) == 1
    assert not post.modified


def test_a_post_that_is_closed_while_it_is_saved_is_saved_all_the_same(desk: Desk) -> None:
    path = desk.open()
    desk.type("last words ")
    desk.disk.free.clear()
    desk.saving.save(desk.post)
    desk.library.close_post()
    desk.disk.free.set()
    desk.wait()
    assert b"last words " in path.read_bytes()


def test_a_change_from_outside_is_told_and_nothing_is_written(desk: Desk) -> None:
    path = desk.open()
    desk.type("mine ")
    path.write_bytes(b"theirs")
    desk.save()
    assert isinstance(desk.failure.error, OutsideChangeError)
    assert desk.failure.post is desk.post
    assert path.read_bytes() == b"theirs"
    assert desk.post.modified
    desk.saving.overwrite(desk.post)
    desk.wait()
    assert desk.disk.displaced == [b"theirs"]
    assert path.read_bytes() == desk.post.snapshot().encode()
    assert not desk.post.modified


def test_a_failed_save_takes_the_ones_that_wait_along(desk: Desk) -> None:
    path = desk.open()
    desk.type("one ")
    desk.disk.free.clear()
    desk.saving.save(desk.post)
    path.write_bytes(b"theirs")
    desk.type("two ")
    desk.saving.save(desk.post)
    desk.disk.free.set()
    desk.wait()
    assert [type(it) for it in desk.told[1:]] == [SaveFailure]
    assert path.read_bytes() == b"theirs"


def test_a_file_that_vanished_is_written_anew_only_when_asked(desk: Desk) -> None:
    path = desk.open()
    desk.type("mine ")
    path.unlink()
    desk.save()
    assert isinstance(desk.failure.error, VanishedError)
    assert not path.exists()
    desk.saving.overwrite(desk.post)
    desk.wait()
    assert path.read_bytes() == desk.post.snapshot().encode()


def test_a_file_with_several_names_is_asked_about(desk: Desk) -> None:
    path = desk.open()
    other = path.with_name("other-name.txt")
    other.hardlink_to(path)
    desk.type("for all ")
    desk.save()
    assert isinstance(desk.failure.error, LinkedError)
    assert desk.failure.error.names == 2
    desk.saving.save(desk.post, together=True)
    desk.wait()
    assert other.read_bytes() == path.read_bytes() == desk.post.snapshot().encode()
    desk.type("for one ")
    desk.saving.save(desk.post, together=False)
    desk.wait()
    assert b"for one " not in other.read_bytes()
    assert path.read_bytes() == desk.post.snapshot().encode()


def test_saving_under_a_name_elsewhere_goes_on_there(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    elsewhere = tmp_path / "notes" / "copy.md"
    desk.saving.save_as(desk.post, elsewhere)
    desk.wait()
    assert desk.library.site is not None
    assert desk.library.site.root == elsewhere.parent
    assert desk.library.read(desk.post).title == "The lantern festival"
    desk.saving.save_as(desk.post, elsewhere)
    desk.wait()
    assert isinstance(desk.failure.error, TakenError)
    assert desk.failure.error.free.name == "copy-2.md"


def test_a_copy_elsewhere_leaves_the_post_where_it_is(desk: Desk, tmp_path: Path) -> None:
    path = desk.open()
    desk.type("kept ")
    copy = tmp_path / "elsewhere" / "copy.md"
    desk.saving.save_copy(desk.post, copy)
    desk.wait()
    assert copy.read_bytes() == desk.post.snapshot().encode()
    assert desk.post.location.path == path
    assert desk.post.modified
    assert desk.library.site is not None
    assert desk.library.site.root == desk.root


def test_a_draft_that_changed_on_disk_is_not_published(desk: Desk) -> None:
    post = desk.titled("Idea", draft=True)
    desk.save()
    draft = post.location.path
    assert draft is not None
    draft.write_text("somebody else was here")
    desk.saving.publish(post)
    desk.wait()
    assert "was not published" in str(desk.failure.error)
    assert draft.read_text() == "somebody else was here"
    assert not list((desk.root / "_posts").glob("*idea.md"))


def test_a_draft_keeps_a_date_it_has_already(desk: Desk) -> None:
    post = desk.titled("Dated", draft=True)
    post.edit_front_matter("date", lambda fm: fm.set("date", "2026-05-01 10:00"))
    desk.save()
    desk.saving.publish(post)
    desk.wait()
    assert post.location.path == desk.root / "_posts" / "2026-05-01-dated.md"
    assert not list((desk.root / "_drafts").glob("*dated*"))


def test_what_is_typed_while_a_draft_is_published_stays_and_is_not_saved_yet(desk: Desk) -> None:
    post = desk.titled("Late", draft=True)
    desk.save()
    desk.saving.publish(post)
    desk.type("afterthought")
    desk.wait()
    assert post.location.path is not None
    assert b"afterthought" not in post.location.path.read_bytes()
    assert post.modified
    desk.save()
    saved = post.location.path.read_bytes()
    assert saved.endswith(b"afterthought\n")
    assert b"date: 2026-03-14" in saved
