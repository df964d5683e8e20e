"""Twelve things that make a file this file, as root and as a user who owns nothing else."""

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from torture.disks import image_disk
from torture.stable import NOBODY, open_stable
from torture.trial import LOOP, READ_BY_ANYBODY, ROOT, Bench, Count, Trial
from torture.ways import WRITES

from editor.storage import atomic
from editor.storage.atomic import Links
from editor.storage.fingerprint import Fingerprint
from editor.storage.refusals import HardLinkError, SaveError

OLD, NEW = b"the old text\n" * 50, b"the new text, a little longer\n" * 50
LONG_AGO_NS = 1_000_000_000_000_000_000
Save = Callable[[Path, bytes], None]


def _ours(path: Path, data: bytes) -> None:
    if path.is_symlink() or path.exists():
        atomic.replace(path, data, Fingerprint.of(OLD))
    else:
        atomic.create(path, data)


def _saves(save: Save, path: Path, data: bytes = NEW) -> bool:
    try:
        save(path, data)
    except Exception:
        return False
    return True


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _refuses(save: Save, path: Path) -> bool:
    """Whether it is refused, with the file as it was and nothing left beside it."""
    before = _names(path.parent)
    refused = not _saves(save, path)
    return refused and path.read_bytes() == OLD and _names(path.parent) == before


def _mode(save: Save, post: Path) -> bool:
    post.chmod(0o664)
    return _saves(save, post) and post.stat().st_mode & 0o7777 == 0o664


def _link(save: Save, post: Path) -> bool:
    link = post.with_name("link.md")
    link.symlink_to(post.name)
    return _saves(save, link) and link.is_symlink() and post.read_bytes() == NEW


def _link_elsewhere(save: Save, post: Path) -> bool:
    folder = post.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.md"
    link.symlink_to(post)
    return _saves(save, link) and link.is_symlink() and post.read_bytes() == NEW


def _hard_link(save: Save, post: Path) -> bool:
    other = post.with_name("other.md")
    other.hardlink_to(post)
    try:
        save(post, NEW)
    except HardLinkError:
        if post.read_bytes() != OLD:
            return False
        atomic.replace(post, NEW, Fingerprint.of(OLD), links=Links.TOGETHER)
    return other.read_bytes() == post.read_bytes() == NEW


def _owner(save: Save, post: Path) -> bool:
    user, group = (1234, 4321) if os.geteuid() == 0 else (post.stat().st_uid, post.stat().st_gid)
    os.chown(post, user, group)
    return _saves(save, post) and (post.stat().st_uid, post.stat().st_gid) == (user, group)


def _attributes(save: Save, post: Path) -> bool:
    os.setxattr(post, "user.origin", b"camera")
    return _saves(save, post) and "user.origin" in os.listxattr(post)


def _read_only_file(save: Save, post: Path) -> bool:
    post.chmod(0o444)
    return _refuses(save, post) and post.stat().st_mode & 0o777 == 0o444


def _read_only_folder(save: Save, post: Path) -> bool:
    """Root may write there: it is an immutable folder for it."""
    if os.geteuid() == 0:
        subprocess.run(["chattr", "+i", str(post.parent)], check=True)
        try:
            return _refuses(save, post)
        finally:
            subprocess.run(["chattr", "-i", str(post.parent)], check=True)
    post.parent.chmod(0o555)
    try:
        return _refuses(save, post)
    finally:
        post.parent.chmod(0o755)


def _rights_of_a_new_file(save: Save, post: Path) -> bool:
    os.umask(0o027)
    new = post.with_name("new.md")
    return _saves(save, new) and new.stat().st_mode & 0o777 == 0o640


def _dangling_link(save: Save, post: Path) -> bool:
    link = post.with_name("dangling.md")
    link.symlink_to(post.parent / "gone" / "gone.md")
    try:
        save(link, NEW)
    except SaveError as error:
        return link.is_symlink() and "not there" in str(error)
    except Exception:
        return link.is_symlink()
    return False


def _time_of_the_same_text(save: Save, post: Path) -> bool:
    os.utime(post, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return _saves(save, post, OLD) and post.stat().st_mtime_ns == LONG_AGO_NS


def _somebody_elses_file(save: Save, post: Path) -> bool:
    """A file that may only be read, in a folder that may be written: not replaced, not opened."""
    if os.geteuid() == 0:
        post.chmod(0o000)
        return _refuses(save, post)
    return _refuses(save, post.with_name("roots.md"))


CHECKS = (
    _mode, _link, _link_elsewhere, _hard_link, _owner, _attributes, _read_only_file,
    _read_only_folder, _rights_of_a_new_file, _dangling_link, _time_of_the_same_text,
    _somebody_elses_file,
)  # fmt: skip


def check(way: str, folder: str) -> None:
    """Print the name of each of the twelve that this ``way`` does not keep."""
    save = _ours if way == "ours" else WRITES[way]
    for number, one in enumerate(CHECKS):
        if not one(save, Path(folder, str(number), "post.md")):
            os.write(1, f"{one.__name__.strip('_')}\n".encode())


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    users = (0, NOBODY)
    with image_disk(bench.folder / "disk", 16) as disk, open_stable(bench.folder) as stable:
        for user in users:
            folder = disk / str(user)
            _lay_out(folder, user)
            runner = stable.runner("torture.identity:check", way, str(folder), user=user)
            runner.go()
            runner.wait()
            said = runner.said
            failures += [f"user {user}: {line}" for line in said if line != "done"]
            if "done" not in said:
                failures.append(f"user {user}: not all were tried")
    return Count.of(failures, len(CHECKS) * len(users))


def _lay_out(folder: Path, user: int) -> None:
    for number in range(len(CHECKS)):
        place = folder / str(number)
        place.mkdir(parents=True)
        (place / "roots.md").write_bytes(OLD)
        (place / "post.md").write_bytes(OLD)
        os.chown(place, user, user)
        os.chown(place / "post.md", user, user)


TRIAL = Trial(
    name="file-identity",
    goal=6,
    promise="12 of 12, as root and as a user",
    ours=partial(_run, "ours"),
    naive_way="QSaveFile",
    naive=partial(_run, "QSaveFile"),
    needs=(ROOT, LOOP, READ_BY_ANYBODY),
)
