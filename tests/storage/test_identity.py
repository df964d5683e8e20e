"""After a save the file is the same file: its names, rights, owner and attributes."""

import os
from pathlib import Path

import pytest

from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint

OLD, NEW = b"the old text\n", b"the new text, a little longer\n"
LOADED = Fingerprint.of(OLD)
LONG_AGO_NS = 1_000_000_000_000_000_000


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    return path


def test_the_same_text_is_not_written_again(post: Path) -> None:
    os.utime(post, ns=(LONG_AGO_NS, LONG_AGO_NS))
    inode = post.stat().st_ino
    assert atomic.replace(post, OLD, LOADED).after == LOADED
    assert (post.stat().st_mtime_ns, post.stat().st_ino) == (LONG_AGO_NS, inode)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(post: Path) -> None:
    try:
        os.setxattr(post, "user.origin", b"camera")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    atomic.replace(post, NEW, LOADED)
    assert os.getxattr(post, "user.origin") == b"camera"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_and_the_group_stay(post: Path) -> None:
    os.chown(post, 1234, 4321)
    atomic.replace(post, NEW, LOADED)
    assert (post.stat().st_uid, post.stat().st_gid) == (1234, 4321)


def test_a_link_into_another_folder_stays_and_its_file_is_written(post: Path) -> None:
    folder = post.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.md"
    link.symlink_to(post)
    atomic.replace(link, NEW, LOADED)
    assert link.is_symlink()
    assert post.read_bytes() == NEW
    assert [path.name for path in folder.iterdir()] == ["link.md"]


def test_a_link_that_leads_nowhere_is_a_sentence(post: Path) -> None:
    link = post.with_name("link.md")
    link.symlink_to("gone.md")
    with pytest.raises(atomic.SaveError, match="which is not there"):
        atomic.replace(link, NEW, LOADED)
    with pytest.raises(atomic.NameTakenError):
        atomic.create(link, NEW)
    assert link.is_symlink()
    assert not (post.parent / "gone.md").exists()


def test_several_names_are_asked_about_written_together_or_parted(post: Path) -> None:
    other = post.with_name("other.md")
    other.hardlink_to(post)
    with pytest.raises(atomic.HardLinkError, match="2 names"):
        atomic.replace(post, NEW, LOADED)
    assert post.read_bytes() == OLD
    atomic.replace(post, NEW, LOADED, links=atomic.Links.TOGETHER)
    assert other.read_bytes() == post.read_bytes() == NEW
    assert other.stat().st_ino == post.stat().st_ino
    atomic.replace(post, b"short\n", Fingerprint.of(NEW), links=atomic.Links.TOGETHER)
    assert other.read_bytes() == b"short\n"
    atomic.replace(post, OLD, Fingerprint.of(b"short\n"), links=atomic.Links.APART)
    assert (post.read_bytes(), other.read_bytes()) == (OLD, b"short\n")
    assert sorted(path.name for path in post.parent.iterdir()) == ["other.md", "post.md"]


@pytest.mark.skipif(os.name == "nt", reason="rights are other ones there")
def test_a_new_file_has_the_rights_the_writer_gives_new_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        atomic.create(tmp_path / "new.md", NEW)
    finally:
        os.umask(old)
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o640


def test_a_folder_or_a_pipe_in_the_files_place_is_a_sentence(post: Path) -> None:
    post.unlink()
    post.mkdir()
    with pytest.raises(atomic.SaveError, match="a folder or a device"):
        atomic.replace(post, NEW, LOADED)


def test_whoever_keeps_old_versions_is_given_what_is_displaced(post: Path) -> None:
    kept: list[tuple[Path, bytes, bytes]] = []
    atomic.replace(
        post, NEW, LOADED, keep=lambda path, old: kept.append((path, old, path.read_bytes()))
    )
    assert kept == [(post, OLD, OLD)]
