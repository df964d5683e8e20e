"""A save leaves the old or the new text whole, and never takes a name or a change from others."""

import errno
import os
from pathlib import Path

import pytest

from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint

OLD, NEW = b"the old text\n", b"the new text, a little longer\n"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_replacing_writes_all_bytes_and_keeps_the_mode(post: Path) -> None:
    post.chmod(0o640)
    saved = atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == NEW
    assert post.stat().st_mode & 0o777 == 0o640
    assert saved == atomic.Saved(post, OLD, Fingerprint.of_file(post))
    assert names(post.parent) == ["post.md"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(post: Path) -> None:
    post.write_bytes(b"somebody else's text")
    with pytest.raises(atomic.ChangedOnDiskError, match="your text is still here"):
        atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == b"somebody else's text"
    assert names(post.parent) == ["post.md"]


def test_a_file_that_vanished_is_said_to_be_gone(post: Path) -> None:
    post.unlink()
    with pytest.raises(atomic.VanishedError, match="no longer there"):
        atomic.replace(post, NEW, Fingerprint.of(OLD))


def test_a_symbolic_link_stays_a_link_and_its_target_is_written(post: Path) -> None:
    link = post.with_name("link.md")
    link.symlink_to(post.name)
    atomic.replace(link, NEW, Fingerprint.of(OLD))
    assert link.is_symlink()
    assert post.read_bytes() == NEW


def test_a_read_only_file_is_refused_even_for_root(post: Path) -> None:
    post.chmod(0o444)
    with pytest.raises(atomic.SaveError, match="read-only"):
        atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == OLD


def test_creating_makes_the_folders_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "_posts" / "2025-01-01-first.md"
    atomic.create(path, OLD)
    with pytest.raises(atomic.NameTakenError, match="choose another name"):
        atomic.create(path, NEW)
    assert path.read_bytes() == OLD
    assert names(path.parent) == [path.name]


def test_a_name_too_long_for_the_disk_leaves_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(atomic.SaveError, match="too long"):
        atomic.create(tmp_path / "_posts" / ("x" * 300 + ".md"), OLD)
    assert names(tmp_path) == []


def test_a_full_disk_keeps_the_old_file_whole(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def nearly_full(descriptor: int, data: memoryview) -> int:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(5)
        return 5

    monkeypatch.setattr(os, "write", nearly_full)
    with pytest.raises(atomic.SaveError, match="the disk is full"):
        atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == OLD
    assert names(post.parent) == ["post.md"]


def test_a_short_write_goes_on_until_every_byte_is_there(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: whole_write(fd, bytes(data[:3])))
    atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == NEW


def test_a_failed_flush_is_a_failed_save(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", faulty)
    with pytest.raises(atomic.SaveError, match="fault"):
        atomic.replace(post, NEW, Fingerprint.of(OLD))
    assert post.read_bytes() == OLD


def test_removing_spares_a_file_that_changed(post: Path) -> None:
    with pytest.raises(atomic.ChangedOnDiskError):
        atomic.remove(post, Fingerprint.of(NEW))
    atomic.remove(post, Fingerprint.of(OLD))
    assert not post.exists()
