"""In the moment of a save no text of others is lost, nor where names cannot be exchanged."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.storage import atomic, displaced
from editor.storage import exchange as exchanging
from editor.storage.fingerprint import Fingerprint

OLD, NEW, THEIRS = b"the old text\n", b"the new text\n", b"what another program wrote\n"
LOADED = Fingerprint.of(OLD)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    return path


def texts(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.iterdir())


def before_the_exchange(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Carry out one act before each exchange of names, as another program might."""
    waiting = list(acts)
    whole = exchanging.exchange

    def exchange(one: Path, other: Path) -> bool:
        if waiting:
            waiting.pop(0)()
        return whole(one, other)

    for module in (atomic, displaced):
        monkeypatch.setattr(module, "exchange", exchange)


def replaced(path: Path, data: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(data)
    other.replace(path)


def test_a_text_written_at_the_last_moment_stays_and_the_save_is_refused(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, lambda: replaced(post, THEIRS))
    with pytest.raises(atomic.ChangedOnDiskError) as refused:
        atomic.replace(post, NEW, LOADED)
    assert refused.value.kept is None
    assert post.read_bytes() == THEIRS
    assert texts(post.parent) == [THEIRS]


def test_a_second_text_written_before_the_first_is_back_stays_too(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(
        monkeypatch, lambda: replaced(post, THEIRS), lambda: replaced(post, b"newer")
    )
    with pytest.raises(atomic.ChangedOnDiskError) as refused:
        atomic.replace(post, NEW, LOADED)
    assert post.read_bytes() == b"newer"
    assert refused.value.kept is not None
    assert refused.value.kept.read_bytes() == THEIRS
    assert refused.value.kept.name.startswith(".post.md.")


def test_a_file_removed_at_the_last_moment_is_said_to_be_gone(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, post.unlink)
    with pytest.raises(atomic.VanishedError):
        atomic.replace(post, NEW, LOADED)
    assert texts(post.parent) == []


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="only Linux lends out files")
def test_a_program_that_still_writes_is_waited_for(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opened the file before its name was taken, and writes after that."""
    writers: list[int] = []
    before_the_exchange(monkeypatch, lambda: writers.append(os.open(post, os.O_WRONLY)))

    def finish(_seconds: float) -> None:
        if writers:
            writer = writers.pop()
            os.write(writer, THEIRS)
            os.close(writer)

    monkeypatch.setattr(time, "sleep", finish)
    with pytest.raises(atomic.ChangedOnDiskError):
        atomic.replace(post, NEW, LOADED)
    assert post.read_bytes() == THEIRS
    assert texts(post.parent) == [THEIRS]


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="only Linux lends out files")
def test_a_program_that_never_closes_the_file_keeps_what_it_may_still_write(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(displaced, "SETTLE_S", 0)
    with post.open("rb+") as writer:
        atomic.replace(post, NEW, LOADED)
        assert post.read_bytes() == NEW
        writer.write(THEIRS)
    assert texts(post.parent) == [NEW, THEIRS]


def test_where_names_cannot_be_exchanged_the_file_is_renamed_over(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_renameat2", lambda: None)
    assert atomic.replace(post, NEW, LOADED).after == Fingerprint.of_file(post)
    new = post.with_name("new.md")
    atomic.create(new, OLD)
    with pytest.raises(atomic.NameTakenError):
        atomic.create(new, NEW)
    assert texts(post.parent) == [NEW, OLD]


def test_on_a_disk_with_neither_exchange_nor_links_a_new_name_is_still_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(exchanging, "_renameat2", lambda: None)
    monkeypatch.setattr(os, "link", refuse)
    atomic.create(tmp_path / "new.md", NEW)
    with pytest.raises(atomic.NameTakenError):
        atomic.create(tmp_path / "new.md", OLD)
    assert texts(tmp_path) == [NEW]


def test_a_folder_that_is_not_flushed_gets_its_old_file_back(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(atomic, "flush_folder", faulty)
    with pytest.raises(atomic.SaveError, match="disk reported a fault"):
        atomic.replace(post, NEW, LOADED)
    assert texts(post.parent) == [OLD]
    with pytest.raises(atomic.SaveError):
        atomic.create(post.with_name("new.md"), NEW)
    assert texts(post.parent) == [OLD]


def test_where_it_cannot_be_given_back_that_is_said(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(exchanging, "_renameat2", lambda: None)
    monkeypatch.setattr(atomic, "flush_folder", faulty)
    with pytest.raises(atomic.UnsureError, match="did not confirm") as unsure:
        atomic.replace(post, NEW, LOADED)
    assert unsure.value.after == Fingerprint.of(NEW)
    monkeypatch.undo()
    inode = post.stat().st_ino
    atomic.replace(post, NEW, Fingerprint.of(NEW), rewrite=True)
    assert post.stat().st_ino != inode  # written anew: a failed flush is never tried again


def test_a_draft_changed_while_it_is_removed_comes_back(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(aside: Path) -> bool:
        aside.write_bytes(THEIRS)
        return True

    monkeypatch.setattr(displaced, "settled", changed)
    with pytest.raises(atomic.ChangedOnDiskError, match="not removed"):
        atomic.remove(post, LOADED)
    assert post.read_bytes() == THEIRS
    assert texts(post.parent) == [THEIRS]
