"""What killed saves leave is cleared away, unless a program uses it or only it holds a text."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.storage import leftovers, temporary
from editor.storage.fingerprint import Fingerprint
from editor.storage.leftovers import clear_leftovers
from editor.storage.temporary import TemporaryName
from editor.storage.temporary_names import this_machine

OLD, NEW, THEIRS = b"old", b"new", b"theirs"


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def of_process(path: Path, process: int, machine: str | None = None) -> Path:
    name = path.name.replace(f"-{os.getpid()}-", f"-{process}-")
    if machine is not None:
        name = name.replace(this_machine(), machine)
    return path.with_name(name)


def test_our_names_are_hidden_from_jekyll_and_say_what_they_hold(tmp_path: Path) -> None:
    marks = Fingerprint.of(OLD), Fingerprint.of(NEW)
    for path in (
        temporary.for_writing(tmp_path),
        temporary.for_exchange(tmp_path, *marks),
        temporary.for_whole_copy(tmp_path),
    ):
        name = TemporaryName.read(path.name)
        assert name is not None
        assert name.process == os.getpid()
        assert path.name.startswith(".")
        assert path.name.endswith("~")
    assert TemporaryName.read(".galleyproof-notes.md") is None
    assert TemporaryName.read("2025-01-01-post.md") is None


def test_what_an_ended_process_was_writing_is_removed(tmp_path: Path, ended: int) -> None:
    posts = tmp_path / "_posts"
    posts.mkdir()
    half = of_process(temporary.for_writing(posts), ended)
    half.write_bytes(b"ha")
    post = posts / "2025-01-01-post.md"
    post.write_bytes(OLD)
    assert clear_leftovers(tmp_path).removed == (half,)
    assert list(posts.iterdir()) == [post]


@pytest.mark.parametrize(("text", "kept"), [(OLD, False), (NEW, False), (THEIRS, True)])
def test_of_a_save_cut_off_at_the_exchange_only_a_strange_text_is_kept(
    tmp_path: Path, ended: int, text: bytes, kept: bool
) -> None:
    name = temporary.for_exchange(tmp_path, Fingerprint.of(OLD), Fingerprint.of(NEW))
    of_process(name, ended).write_bytes(text)
    cleared = clear_leftovers(tmp_path)
    assert bool(cleared.kept) is kept
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([THEIRS] if kept else [])
    assert clear_leftovers(tmp_path) == leftovers.Cleared((), ())


def test_the_whole_copy_of_a_text_written_in_place_is_kept(tmp_path: Path, ended: int) -> None:
    of_process(temporary.for_whole_copy(tmp_path), ended).write_bytes(NEW)
    (kept,) = clear_leftovers(tmp_path).kept
    assert kept.read_bytes() == NEW
    assert kept.name.startswith(".")


def test_what_a_running_program_uses_stays(tmp_path: Path) -> None:
    mine = temporary.for_writing(tmp_path)
    mine.write_bytes(b"ha")
    assert clear_leftovers(tmp_path).removed == ()
    assert mine.exists()


def test_what_another_machine_may_use_stays_for_a_day(
    tmp_path: Path, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = of_process(temporary.for_writing(tmp_path), ended, machine="0000")
    strange.write_bytes(b"ha")
    assert clear_leftovers(tmp_path).removed == ()
    later = time.time() + leftovers.STRANGER_AGE_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert clear_leftovers(tmp_path).removed == (strange,)


def test_a_kept_version_is_named_after_its_file_however_long_that_is(tmp_path: Path) -> None:
    path = tmp_path / ("ä" * 126 + ".md")
    path.write_bytes(OLD)
    kept = temporary.for_keeping(path, Fingerprint.of(OLD))
    kept.write_bytes(OLD)
    assert len(os.fsencode(kept.name)) <= 255
