"""A journal says what was typed, whatever became of the program, the file or the disk."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.storage.journal import GROWTH_BYTES, Journal, JournalError
from editor.storage.journal_folder import KEPT_DAYS, FoundJournal, JournalFolder
from editor.storage.journal_records import (
    BodyEdit,
    HeadEdit,
    JournalState,
    LineWriter,
    Place,
    Record,
    Text,
    read_records,
    replay,
)
from editor.storage.journal_writer import JournalWriter

PLACE = Place(path="/site/_posts/2026-01-02-a.md", site="/site", kind="_posts", slug="a")
TEXT = Text(head="---\ntitle: A\n---\n", body="one\ntwo\n", source="one\r\ntwo\r\n")
WORDS = st.text(st.sampled_from("ab\n😀é\u2028"), max_size=6)
DAY_S = 86_400


def lines_of(*records: Record) -> bytes:
    writer = LineWriter()
    return b"".join(writer.line(record) for record in records)


def typed(text: str) -> list[BodyEdit]:
    return [BodyEdit(at, 0, letter) for at, letter in enumerate(text)]


# What the lines say


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), WORDS), max_size=12))
def test_edits_made_again_give_the_text_that_was_typed(edits: list[tuple[int, int, str]]) -> None:
    text = TEXT.body
    records: list[Record] = [PLACE, TEXT]
    for at, cut, put in edits:
        start, end = min(at, len(text)), min(at + cut, len(text))
        units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
        records.append(BodyEdit(units[0], units[1] - units[0], put))
        text = text[:start] + put + text[end:]

    state = replay(lines_of(*records))

    assert state is not None
    assert state.text == Text(TEXT.head, text, TEXT.source)


@given(WORDS, WORDS)
def test_an_edit_of_the_head_is_the_part_that_differs(old: str, new: str) -> None:
    state = JournalState(PLACE, Text(old, "", ""))
    state.apply(HeadEdit.between(old, new))
    assert state.text.head == new


def test_a_torn_tail_costs_no_more_than_its_own_line() -> None:
    records: list[Record] = [PLACE, TEXT, *typed("new")]
    data = lines_of(*records)
    ends = [at for at, byte in enumerate(data) if byte == ord("\n")]
    for length in range(len(data) + 1):
        whole = sum(end < length for end in ends)
        assert list(read_records(data[:length])) == records[:whole]


def test_nothing_is_believed_after_a_line_that_is_missing_or_changed() -> None:
    data = lines_of(PLACE, TEXT, *typed("new"))
    lines = data.splitlines(keepends=True)
    assert list(read_records(b"".join(lines[:2] + lines[3:]))) == [PLACE, TEXT]
    assert list(read_records(data.replace(b'"put": "e"', b'"put": "x"')))[-1] == BodyEdit(0, 0, "n")
    assert replay(b"") is None
    assert replay(b"\0" * 5_000) is None


# The file


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    return JournalFolder(tmp_path / "journal")


@pytest.fixture
def journal(folder: JournalFolder) -> Iterator[Journal]:
    journal = folder.begin(PLACE, TEXT)
    journal.write()
    yield journal
    journal.close()


def state_in(journal: Journal) -> JournalState:
    state = replay(journal.path.read_bytes())
    assert state is not None
    return state


def test_only_its_owner_can_read_it(journal: Journal) -> None:
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_each_edit_is_in_the_file_when_write_returns(journal: Journal) -> None:
    for number, edit in enumerate(typed("three"), 1):
        journal.write(edit)
        assert state_in(journal).text.body == "three"[:number] + TEXT.body


def test_a_long_journal_begins_anew_and_the_old_file_goes_when_the_new_is_on_disk(
    journal: Journal,
) -> None:
    first = journal.path
    while journal.path == first:
        journal.write(BodyEdit(0, 0, "x" * 9_999), BodyEdit(0, 9_999, ""))
    assert first.stat().st_size > GROWTH_BYTES - 20_000
    assert journal.path.stat().st_size < 1_000
    assert state_in(journal).text == TEXT

    point = journal.sync_point()
    assert point is not None
    point.sync()

    assert not first.exists()


def test_the_older_file_counts_when_the_newer_never_reached_the_disk(
    journal: Journal, tmp_path: Path
) -> None:
    journal.write(*typed("old "))
    old = journal.path.read_bytes()
    first = journal.path
    journal.give_up_file()
    journal.write(*typed("new "))
    journal.path.write_bytes(b"\0" * 300)
    assert first.read_bytes() == old
    journal.close()

    (found,) = abandoned_by(JournalFolder(tmp_path / "journal"), tmp_path)

    assert found.text.body == "old " + TEXT.body


def test_a_disk_that_takes_a_part_only_is_tried_again_with_whole_lines(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    taken: list[int] = []

    def write_five_bytes_then_no_more(descriptor: int, data: bytes) -> int:
        if taken:
            raise OSError(28, "No space left on device")
        taken.append(write(descriptor, data[:5]))
        return taken[0]

    monkeypatch.setattr(os, "write", write_five_bytes_then_no_more)
    with pytest.raises(JournalError, match="the disk is full"):
        journal.write(BodyEdit(0, 0, "kept"))
    assert state_in(journal).text == TEXT
    monkeypatch.setattr(os, "write", write)
    journal.write(BodyEdit(4, 0, " too "))

    assert state_in(journal).text.body == "kept too " + TEXT.body


# The folder


def abandoned_by(folder: JournalFolder, tmp_path: Path) -> list[FoundJournal]:
    """What a start finds after the program whose folder it was is gone."""
    for path in (tmp_path / "journal").glob("*.lock"):
        path.unlink()
    return folder.abandoned()


def test_a_journal_of_a_running_program_is_nobody_elses(
    folder: JournalFolder, journal: Journal, tmp_path: Path
) -> None:
    other = JournalFolder(tmp_path / "journal")
    assert other.abandoned() == []
    folder.close()
    (found,) = other.abandoned()
    assert (found.place, found.text) == (PLACE, TEXT)


def test_a_discarded_journal_is_kept_for_thirty_days(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    folder = JournalFolder(tmp_path / "journal", lambda: now)
    journal = folder.begin(PLACE, TEXT)
    journal.write()
    journal.close()
    folder.discard(journal.stem)
    assert abandoned_by(folder, tmp_path) == []
    for days, kept in ((0, 1), (KEPT_DAYS - 0.01, 1), (KEPT_DAYS + 0.01, 0)):
        later = JournalFolder(tmp_path / "journal", partial(float, now + days * DAY_S))
        later.tidy()
        assert len(later.discarded()) == kept


def test_a_run_that_left_nothing_leaves_no_lock(folder: JournalFolder, tmp_path: Path) -> None:
    journal = folder.begin(PLACE, TEXT)
    journal.write()
    journal.end()
    folder.close()
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_lock_whose_program_was_killed_is_tidied_up(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "0123456789ab.lock").touch()
    JournalFolder(tmp_path / "journal").tidy()
    assert list((tmp_path / "journal").iterdir()) == []


# The thread that writes


class Told:
    """What the window was told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def failed(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def mended(self) -> None:
        self.sentences.append("mended")


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = JournalFolder(tmp_path / "state" / "journal")
    (tmp_path / "state").write_text("a file stands in the way")
    told = Told()
    writer = JournalWriter(folder, told.failed, told.mended)
    writer.begin(PLACE, TEXT)
    for edit in typed("kept "):
        writer.write(edit)
    assert writer.wait()
    failing_at_first = writer.is_failing
    (tmp_path / "state").unlink()
    writer.write(BodyEdit(5, 0, "too "))
    assert writer.wait()
    assert (failing_at_first, writer.is_failing) == (True, False)
    writer.close()

    (found,) = JournalFolder(tmp_path / "state" / "journal").abandoned()

    assert found.text.body == "kept too " + TEXT.body
    assert len(told.sentences) == 2
    assert "not kept safe" in told.sentences[0]
    assert told.sentences[1] == "mended"


def test_ended_discarded_and_kept_journals_go_where_they_belong(tmp_path: Path) -> None:
    told = Told()
    writer = JournalWriter(JournalFolder(tmp_path / "journal"), told.failed, told.mended)
    for body, order in (("saved", writer.end), ("given up", writer.discard), ("open", None)):
        writer.begin(PLACE, Text("", body, body))
        if order:
            order()
    writer.close()

    later = JournalFolder(tmp_path / "journal")

    assert [found.text.body for found in later.abandoned()] == ["open"]
    assert [found.text.body for found in later.discarded()] == ["given up"]
    assert told.sentences == []
