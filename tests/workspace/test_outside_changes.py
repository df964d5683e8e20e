"""Another program's hand on the open post: reloaded, or kept apart until the writer decides."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.errors import EditorError
from editor.site.sample import make_sample_site
from editor.storage.fingerprint import Fingerprint
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.refusals import OutsideChangeError
from editor.workspace.save_queue import SaveFailure
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings
from editor.workspace.watched_file import Look
from editor.workspace.watcher import Watcher

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
TEXT = "---\ntitle: Fog\n---\nOne.\n\nTwo.\n\nThree.\n"


@dataclass
class Shelf:
    """A history: every version of every file that it was given."""

    kept: dict[Path, set[bytes]]

    def keep(self, path: Path, data: bytes) -> None:
        self.kept.setdefault(path, set()).add(data)


@dataclass
class Workplace:
    """A library whose open post is watched, and every version that was handed to the history."""

    qtbot: QtBot
    library: Library
    saving: Saving
    outside: OutsideChanges
    watcher: Watcher
    path: Path
    kept: dict[Path, set[bytes]]
    looks: list[Look] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watcher.looked.connect(self.looks.append)

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    def write(self, text: str, at: int = 0) -> None:
        cursor = QTextCursor(self.post.text_document)
        cursor.setPosition(at)
        cursor.insertText(text)

    def save(self) -> None:
        """Save and wait until that is done; raises what the saving raises or tells."""
        failures: list[SaveFailure] = []
        self.saving.save_failed.connect(failures.append)
        self.saving.save(self.post)
        self.qtbot.waitUntil(lambda: not self.saving.busy)
        if failures:
            raise failures[0].error

    def look(self) -> None:
        """Wait until the file was looked at once more."""
        with self.qtbot.waitSignal(self.watcher.looked):
            self.watcher.look()

    def settle(self) -> None:
        """Wait until the file as it is now was looked at."""
        now = Fingerprint.of_file(self.path)
        while not self.looks or self.looks[-1].fingerprint != now:
            with self.qtbot.waitSignal(self.watcher.looked):
                self.watcher.look()


def has_edits(place: Workplace) -> bool:
    return place.post.modified


def has_conflict(place: Workplace) -> bool:
    return place.post.conflict is not None


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Workplace]:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: NOW)
    kept: dict[Path, set[bytes]] = {}
    saving = Saving(library, Shelf(kept).keep)
    watcher = Watcher()
    path = make_sample_site(tmp_path) / "_posts" / "2026-01-01-fog.md"
    path.write_text(TEXT)
    outside = OutsideChanges(library, saving, watcher, Shelf(kept).keep)
    place = Workplace(qtbot, library, saving, outside, watcher, path, kept)
    library.open_post(path)
    place.settle()
    yield place
    watcher.close()
    saving.close()
    library.close()


# --- without edits -------------------------------------------------------------------------


def test_a_post_without_edits_is_loaded_anew_and_keeps_caret_and_undo(place: Workplace) -> None:
    place.write("mine ")
    place.save()
    caret = QTextCursor(place.post.text_document)
    caret.setPosition(place.post.shown_text.index("Three"))
    before = place.path.read_text()
    with place.qtbot.waitSignal(place.outside.reloaded):
        place.path.write_text(before.replace("Two.", "Two and a half.").replace("Fog", "Haze"))
    assert place.post.snapshot().text == place.path.read_text()
    assert not has_edits(place)
    assert caret.position() == place.post.shown_text.index("Three")
    assert place.kept[place.path] >= {before.encode()}
    place.post.undo()
    assert place.post.snapshot().text == before
    assert has_edits(place)
    place.post.undo()
    assert place.post.snapshot().text == TEXT  # the writer's own step is still there
    place.post.redo()
    place.post.redo()
    assert place.post.snapshot().text == place.path.read_text()
    assert not has_edits(place)


def test_nothing_is_said_of_touching_rewriting_and_our_own_saves(place: Workplace) -> None:
    alarms: list[object] = []
    place.outside.reloaded.connect(alarms.append)
    place.post.conflict_changed.connect(lambda: alarms.append("conflict"))
    for number in range(10):
        place.path.touch()
        place.look()
        place.path.write_bytes(place.path.read_bytes())
        place.look()
        place.write(f"{number} ")
        place.save()
        place.write("more ")
        place.look()
        place.save()
    assert alarms == []


def test_what_both_wrote_alike_counts_as_saved(place: Workplace) -> None:
    place.write("same ")
    place.path.write_text(place.post.snapshot().text)
    place.settle()
    assert not has_conflict(place)
    assert not has_edits(place)


# --- with edits ----------------------------------------------------------------------------


def in_conflict(place: Workplace, theirs: str = TEXT.replace("Three", "3")) -> None:
    place.write("Mine. ")
    place.path.write_text(theirs)
    place.qtbot.waitUntil(lambda: has_conflict(place))


def test_edits_and_a_change_outside_make_a_conflict_that_no_save_overwrites(
    place: Workplace,
) -> None:
    in_conflict(place)
    for _ in range(2):
        with pytest.raises(OutsideChangeError):
            place.save()
    assert place.path.read_text() == TEXT.replace("Three", "3")
    assert has_edits(place)
    assert place.path.read_bytes() in place.kept[place.path]


def test_mine_is_kept_and_theirs_is_in_the_history(place: Workplace) -> None:
    in_conflict(place)
    theirs = place.path.read_bytes()
    place.outside.keep_mine()
    assert not has_conflict(place)
    assert place.path.read_bytes() == theirs  # nothing is written before the writer saves
    place.save()
    assert place.path.read_text() == TEXT.replace("One", "Mine. One")
    assert theirs in place.kept[place.path]
    place.settle()
    assert not has_conflict(place)


def test_the_decision_can_be_undone_and_made_again(place: Workplace) -> None:
    in_conflict(place)
    place.outside.keep_mine()
    place.post.undo()
    assert has_conflict(place)
    with pytest.raises(OutsideChangeError):
        place.save()
    place.post.redo()
    place.save()
    place.post.undo()  # what was saved since is no longer at stake
    assert not has_conflict(place)


def test_theirs_is_taken_and_mine_is_in_the_history_and_an_undo_away(place: Workplace) -> None:
    in_conflict(place)
    mine = place.post.snapshot().encode()
    place.outside.take_theirs()
    assert place.post.snapshot().encode() == place.path.read_bytes()
    assert not has_edits(place)
    assert mine in place.kept[place.path]
    place.post.undo()
    assert place.post.snapshot().encode() == mine
    assert has_edits(place)
    assert has_conflict(place)


def test_a_merge_is_one_step_and_is_written_by_the_next_save(place: Workplace) -> None:
    in_conflict(place)
    merged = place.outside.merge()
    assert merged.clashes == ()
    place.outside.take_merged(merged.resolved(()))
    assert not has_conflict(place)
    assert has_edits(place)
    place.save()
    assert place.path.read_text() == TEXT.replace("One", "Mine. One").replace("Three", "3")
    place.post.undo()
    assert place.post.snapshot().text == TEXT.replace("One", "Mine. One")


def test_a_file_that_goes_back_to_what_was_loaded_ends_the_conflict(place: Workplace) -> None:
    in_conflict(place)
    place.path.write_text(TEXT)
    place.settle()
    assert not has_conflict(place)
    place.save()


def test_a_conflict_follows_what_happens_to_the_file(place: Workplace) -> None:
    in_conflict(place)
    place.path.unlink()
    place.qtbot.waitUntil(
        lambda: place.post.conflict is not None and place.post.conflict.vanished,
    )
    place.outside.stand_without_file()
    place.save()
    assert place.path.read_text() == TEXT.replace("One", "Mine. One")


def test_a_file_removed_under_a_post_without_edits_is_told_too(place: Workplace) -> None:
    place.path.unlink()
    place.qtbot.waitUntil(lambda: has_conflict(place))
    place.path.write_text(TEXT.replace("Three", "3"))  # such as git, going to another branch
    place.settle()
    assert not has_conflict(place)
    assert place.post.snapshot().text == place.path.read_text()


def test_what_is_no_post_cannot_be_taken_but_replaced(place: Workplace) -> None:
    place.path.write_bytes(b"\xff\xfe\x00not text")
    place.qtbot.waitUntil(lambda: has_conflict(place))
    conflict = place.post.conflict
    assert conflict is not None
    assert conflict.theirs is None
    assert "UTF-16" in conflict.problem
    assert conflict.kept
    place.outside.keep_mine()
    place.save()
    assert place.path.read_text() == TEXT
    assert b"\xff\xfe\x00not text" in place.kept[place.path]


def test_without_a_place_for_the_other_version_nothing_takes_its_place(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _data: bytes) -> None:
        raise EditorError("The history cannot be written.")

    monkeypatch.setattr(place.outside, "_keep_version", refuse)
    place.path.write_text(TEXT + "More.\n")
    place.qtbot.waitUntil(lambda: has_conflict(place))
    assert place.post.snapshot().text == TEXT
    with pytest.raises(EditorError, match="history"):
        place.outside.take_theirs()
    assert place.post.snapshot().text == TEXT


# --- two windows, and the list -------------------------------------------------------------


def test_another_instance_is_another_program(
    place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    store = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: NOW)
    saving, watcher = Saving(library), Watcher()
    outside = OutsideChanges(library, saving, watcher, Shelf(place.kept).keep)
    other = Workplace(qtbot, library, saving, outside, watcher, place.path, place.kept)
    library.open_post(place.path)
    other.post.edit_front_matter("title", lambda fm: fm.set("title", "Theirs"))
    place.write("Mine. ")
    other.save()
    qtbot.waitUntil(lambda: has_conflict(place))
    with pytest.raises(OutsideChangeError):
        place.save()
    merged = place.outside.merge()
    place.outside.take_merged(merged.resolved(()))
    place.save()
    both = TEXT.replace("One", "Mine. One").replace("Fog", "Theirs")
    assert place.path.read_text() == both
    qtbot.waitUntil(lambda: other.post.snapshot().text == both)
    watcher.close()
    saving.close()
    library.close()


def test_the_list_follows_files_that_come_and_go(place: Workplace, qtbot: QtBot) -> None:
    model = place.library.model
    new = place.path.with_name("2026-02-02-new.md")
    qtbot.waitUntil(lambda: model.rowCount() == 4)
    place.settle()
    new.write_text("---\ntitle: New\n---\n")
    qtbot.waitUntil(lambda: model.row_of(new) >= 0)
    new.rename(new.with_name("2026-02-02-newer.md"))
    qtbot.waitUntil(lambda: model.row_of(new) < 0)
    qtbot.waitUntil(lambda: model.rowCount() == 5)
