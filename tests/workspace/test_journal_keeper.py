"""What is typed is found again after a crash: exactly, wherever the file went meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from editor.post import fields
from editor.storage.journal_folder import JournalFolder
from editor.workspace.journal_keeper import JournalKeeper
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.recoveries import FileNow, Recoveries, Recovery
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings

POST = b"""---\r
title: "Evening"   # working title\r
---\r
First line.\r
Second\xe2\x80\xa8line \xf0\x9f\x98\x80.\r
"""
LATIN = "Un café à la plage.\n".encode("latin_1")
NOW = datetime(2026, 3, 14, tzinfo=UTC)


@dataclass
class Desk:
    """One run of the program: its library and the keeper of its journals."""

    library: Library
    saving: Saving
    keeper: JournalKeeper
    state: Path

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    def lay_out(self) -> None:
        """Do what a text pane does with a document: without a layout Qt tells of no edits."""
        if self.library.post is not None:
            document = self.library.post.text_document
            document.setDocumentLayout(QPlainTextDocumentLayout(document))

    def write(self, text: str, at: int = 0) -> None:
        cursor = QTextCursor(self.post.text_document)
        cursor.setPosition(at)
        for letter in text:
            cursor.insertText(letter)

    def set_title(self, title: str) -> None:
        self.post.edit_front_matter("title", lambda fm: fields.set_text(fm, "title", title))

    def save(self, qtbot: QtBot, meanwhile: str = "") -> None:
        """Save; ``meanwhile`` is typed before the disk has answered."""
        with qtbot.waitSignal(self.saving.saved):
            self.saving.save(self.post)
            self.write(meanwhile)

    def crash(self) -> None:
        """Leave everything as a killed process would, once its last edit is with the system."""
        assert self.keeper.wait()
        self.keeper.close()
        for lock in self.state.glob("*.lock"):
            lock.unlink()


LIBRARIES: list[Library] = []
"""Those of every run that a story begins: a site is read in a thread, which must be ended."""


@pytest.fixture(autouse=True)
def end_every_run() -> Iterator[None]:
    yield
    while LIBRARIES:
        LIBRARIES.pop().close()


def make_desk(folder: Path) -> Desk:
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    library = Library(Settings(store), lambda: NOW)
    LIBRARIES.append(library)
    keeper = JournalKeeper(library, JournalFolder(folder / "state"))
    desk = Desk(library, Saving(library), keeper, folder / "state")
    library.post_opened.connect(desk.lay_out)
    return desk


def left_behind(folder: Path) -> list[Recovery]:
    """What the next start of the program would offer."""
    return recoveries_of(folder).offers()


def recoveries_of(folder: Path) -> Recoveries:
    desk = make_desk(folder)
    return Recoveries(JournalFolder(folder / "state"), desk.library, desk.keeper)


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path)
    yield desk
    desk.saving.close()
    desk.library.close()
    desk.keeper.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "_posts" / "2026-01-02-evening.md"
    path.parent.mkdir(parents=True)
    (path.parent.parent / "_config.yml").write_text("title: x\n")
    path.write_bytes(POST)
    return path


# What is kept


def test_text_and_form_come_back_as_a_save_would_have_written_them(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.library.open_post(path)
    desk.write("New: ")
    desk.set_title("Night")
    desk.write("!", at=4)
    wanted = desk.post.snapshot().encode()
    desk.crash()

    (recovery,) = left_behind(tmp_path)

    assert recovery.document.encode() == wanted
    assert recovery.state is FileNow.UNCHANGED
    assert recovery.path == path
    assert path.read_bytes() == POST


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["type", "type", "cut", "all", "block", "undo", "redo", "title", "yaml"]),
        st.integers(0, 40),
        st.integers(0, 8),
        st.text(st.sampled_from("ab \n😀é\u2028\u00a0"), max_size=5),
    ),
    max_size=15,
)


def edit(desk: Desk, kind: str, at: int, length: int, text: str) -> None:
    shown = desk.post.shown_text
    start, end = (
        len(shown[:place].encode("utf-16-le")) // 2 for place in (at, min(at + length, len(shown)))
    )
    cursor = QTextCursor(desk.post.text_document)
    cursor.setPosition(start)
    match kind:
        case "type":
            cursor.insertText(text)
        case "cut":
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        case "all":
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        case "block":
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.insertText("\n" + text)
            cursor.endEditBlock()
        case "title":
            desk.set_title("Night " + text.replace("\n", ""))
        case "yaml":
            desk.post.set_yaml_text("a: b\n---\nc: d\n")
        case _:
            getattr(desk.post, kind)()


@settings(max_examples=60)
@given(EDITS)
def test_any_edits_undone_and_redone_come_back(
    qapp: object, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("run")
    path = folder / "note.md"
    path.write_bytes(POST)
    desk = make_desk(folder)
    desk.library.open_post(path)
    for one in edits:
        edit(desk, *one)
    wanted = desk.post.snapshot().encode()
    desk.crash()
    desk.library.close()

    offers = left_behind(folder)

    assert [offer.document.encode() for offer in offers] == [wanted] * (wanted != POST)


def test_a_post_without_a_name_comes_back_with_its_site_and_slug(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.library.open_site(path.parent.parent)
    desk.library.new_post(draft=True)
    desk.set_title("A harbour")
    desk.write("text")
    wanted = desk.post.snapshot()
    desk.crash()

    recoveries = recoveries_of(tmp_path)
    (recovery,) = recoveries.offers()
    post = recoveries.restore(recovery)

    assert recovery.state is FileNow.NEVER_SAVED
    assert post.snapshot() == wanted
    assert post.location.is_draft
    assert post.location.slug == "a-harbour"
    assert post.modified


# When a journal ends


def test_nothing_is_left_of_what_was_saved_or_undone(desk: Desk, path: Path, qtbot: QtBot) -> None:
    desk.library.open_post(path)
    desk.write("saved ")
    desk.save(qtbot)
    desk.write("undone ")
    while desk.post.modified:
        desk.post.undo()
    assert desk.keeper.wait()
    assert list(desk.state.glob("*.journal")) == []


@pytest.mark.parametrize("meanwhile", [True, False], ids=["during", "after"])
def test_edits_during_and_after_a_save_are_kept(
    desk: Desk, path: Path, tmp_path: Path, qtbot: QtBot, meanwhile: bool
) -> None:
    desk.library.open_post(path)
    desk.write("saved ")
    if meanwhile:
        desk.save(qtbot, "more ")
    else:
        desk.save(qtbot)
        desk.write("more ")
    desk.crash()
    (recovery,) = left_behind(tmp_path)
    assert recovery.document.body.startswith("more saved First")
    assert recovery.state is FileNow.UNCHANGED


def test_what_the_writer_gave_up_is_put_aside(desk: Desk, path: Path, tmp_path: Path) -> None:
    desk.library.open_post(path)
    desk.write("given up ")
    desk.library.close_post()
    desk.crash()
    recoveries = recoveries_of(tmp_path)
    assert recoveries.offers() == []
    (recovery,) = recoveries.put_aside()
    assert recovery.document.body.startswith("given up First")


def test_a_journal_whose_text_was_saved_just_before_the_crash_is_not_offered(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.library.open_post(path)
    desk.write("typed ")
    path.write_bytes(desk.post.snapshot().encode())
    desk.crash()
    assert left_behind(tmp_path) == []
    assert list(desk.state.glob("*.journal")) == []


# What became of the file


@pytest.fixture
def crashed(desk: Desk, path: Path) -> Path:
    """A post with a word typed and not saved, after a crash."""
    desk.library.open_post(path)
    desk.write("mine ")
    desk.crash()
    return path


def test_a_file_that_was_changed_is_shown_as_it_is_now(crashed: Path, tmp_path: Path) -> None:
    crashed.write_bytes(POST.replace(b"Second", b"Their"))
    recoveries = recoveries_of(tmp_path)
    (recovery,) = recoveries.offers()
    assert recovery.state is FileNow.CHANGED
    assert "Their" in recovery.text_now

    post = recoveries.restore(recovery)

    assert post.body.startswith("mine First")
    post.undo()
    assert (
        post.body == crashed.read_bytes().decode().partition("---\r\n")[2].partition("---\r\n")[2]
    )


def test_a_file_that_was_renamed_is_found(crashed: Path, tmp_path: Path) -> None:
    renamed = crashed.with_name("2026-01-02-night.md")
    crashed.rename(renamed)
    recoveries = recoveries_of(tmp_path)
    (recovery,) = recoveries.offers()
    assert (recovery.state, recovery.path) == (FileNow.RENAMED, renamed)
    assert recoveries.restore(recovery).location.path == renamed


def test_a_file_that_was_deleted_is_made_again_by_saving(
    crashed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    crashed.unlink()
    desk = make_desk(tmp_path)
    recoveries = Recoveries(JournalFolder(tmp_path / "state"), desk.library, desk.keeper)
    (recovery,) = recoveries.offers()
    assert recovery.state is FileNow.GONE
    post = recoveries.restore(recovery)
    assert post.modified
    with qtbot.waitSignal(desk.saving.saved):
        desk.saving.overwrite(post)
    desk.saving.close()
    assert crashed.read_bytes() == POST.replace(b"First", b"mine First")


def test_a_file_that_became_no_text_is_left_alone(crashed: Path, tmp_path: Path) -> None:
    crashed.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (recovery,) = left_behind(tmp_path)
    assert recovery.state is FileNow.CHANGED
    assert recovery.document.body.startswith("mine First")


@pytest.mark.parametrize(
    ("now", "is_text"), [(LATIN, True), (b"\x89PNG\r\n\x1a\n\x00", False)], ids=["text", "none"]
)
def test_what_was_typed_into_a_converted_file_is_restored_and_the_file_left_alone(
    desk: Desk, path: Path, tmp_path: Path, now: bytes, *, is_text: bool
) -> None:
    path.write_bytes(LATIN)
    desk.library.open_post(path)
    assert desk.library.foreign is not None
    assert desk.library.foreign.encoding is not None
    desk.library.convert(desk.library.foreign.encoding)
    desk.write("mine ")
    desk.crash()
    path.write_bytes(now)
    recoveries = recoveries_of(tmp_path)
    (recovery,) = recoveries.offers()

    post = recoveries.restore(recovery)

    assert post.body == "mine " + LATIN.decode("latin_1")
    assert post.modified
    assert post.location.path == (path if is_text else None)
    assert path.read_bytes() == now


def test_a_restored_text_is_kept_by_a_new_journal_and_the_old_one_is_put_aside(
    crashed: Path, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path)
    recoveries = Recoveries(JournalFolder(tmp_path / "state"), desk.library, desk.keeper)
    (recovery,) = recoveries.offers()
    recoveries.restore(recovery)
    assert len(recoveries.put_aside()) == 1
    desk.crash()

    (again,) = left_behind(tmp_path)

    assert again.document == recovery.document


def test_later_means_offered_again_and_discarded_means_kept(crashed: Path, tmp_path: Path) -> None:
    assert len(left_behind(tmp_path)) == 1
    recoveries = recoveries_of(tmp_path)
    (recovery,) = recoveries.offers()
    recoveries.discard(recovery)
    assert left_behind(tmp_path) == []
    assert [one.document for one in recoveries.put_aside()] == [recovery.document]


# Keeping goes on


def test_a_key_in_a_long_text_copies_no_more_than_the_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.md"
    path.write_text("A line of a very long text.\n" * 4_000)
    desk.library.open_post(path)
    desk.write("x")

    def refuse(_post: OpenPost) -> str:
        raise AssertionError("the whole text was copied")

    monkeypatch.setattr(OpenPost, "shown_text", property(refuse))
    desk.write("yz", at=50_000)
    desk.crash()
    monkeypatch.undo()

    (recovery,) = left_behind(tmp_path)

    assert recovery.document.text[49_999:50_003].count("y") == 1


def test_the_end_by_the_system_keeps_what_is_open(desk: Desk, path: Path, tmp_path: Path) -> None:
    desk.library.open_post(path)
    desk.write("unsaved ")
    assert desk.keeper.keep_what_is_open()
    desk.library.close()
    desk.keeper.close()
    (recovery,) = left_behind(tmp_path)
    assert recovery.document.body.startswith("unsaved ")
