"""Writing a file so that the old or the new text stands there whole, and never half of one.

The order: a temporary file beside the target takes all bytes and is flushed to the disk; the
target is compared with what was loaded; the two exchange their names in one step; what was
displaced is compared again, for a program that wrote in that moment; the folder is flushed to the
disk; the displaced file is removed. Where a file system cannot exchange names, the temporary file
is renamed over the target, and a program that writes in that very moment is not seen.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from editor.storage import displaced, temporary
from editor.storage.exchange import exchange, take_new_name
from editor.storage.fingerprint import Fingerprint
from editor.storage.flushing import flush, flush_folder, write_all
from editor.storage.identity import keep_identity, real_place, refuse_unwritable
from editor.storage.reasons import reason_of
from editor.storage.refusals import (
    ChangedOnDiskError,
    HardLinkError,
    NameTakenError,
    SaveError,
    UnsureError,
    VanishedError,
    as_save_error,
)

__all__ = [
    "ChangedOnDiskError",
    "HardLinkError",
    "Links",
    "NameTakenError",
    "SaveError",
    "Saved",
    "UnsureError",
    "VanishedError",
    "create",
    "remove",
    "replace",
    "write_new",
]

Keep = Callable[[Path, bytes], None]
"""Called with a path and its bytes before they are displaced, by whoever keeps old versions."""


class Links(Enum):
    """What to do with a file that has several names (hard links)."""

    ASK = auto()
    TOGETHER = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written: its bytes before (None for a new one), and what it holds now."""

    path: Path
    before: bytes | None
    after: Fingerprint


def replace(
    path: Path,
    data: bytes,
    loaded: Fingerprint,
    *,
    links: Links = Links.ASK,
    keep: Keep | None = None,
    rewrite: bool = False,
) -> Saved:
    """Write ``data`` over the file at ``path``, which must still hold what ``loaded`` says.

    Symbolic links are followed; mode, owner and extended attributes stay, as far as the system
    allows. ``keep`` is called in the moment before the new text takes its place. A file that
    holds ``data`` already is not touched, unless ``rewrite`` says that the disk never confirmed
    it. Raises ChangedOnDiskError when the file is not the one that was loaded, VanishedError when
    it is gone, HardLinkError when it has several names and ``links`` is ASK, UnsureError when the
    disk did not confirm, SaveError when it cannot be written.
    """
    with as_save_error(path):
        target = real_place(path)
        status = refuse_unwritable(path, target)
        before = _read_loaded(path, target, loaded)
        after = Fingerprint.of(data)
        if before == data and not rewrite:
            return Saved(path, before, after)
        if status.st_nlink > 1 and links is Links.ASK:
            raise HardLinkError(path, status.st_nlink)
        with _written(target.parent, data, (target, status)) as new:
            if keep is not None:
                keep(path, before)
            if status.st_nlink > 1 and links is Links.TOGETHER:
                _write_in_place(target, data, new)
            else:
                _take_place(path, target, new, loaded, after)
    return Saved(path, before, after)


def create(path: Path, data: bytes) -> Saved:
    """Write ``data`` to a new file at ``path``, making its folders; never over an existing file.

    Raises NameTakenError when the name is taken, SaveError when the file cannot be written.
    """
    with as_save_error(path):
        write_new(path, data)
    return Saved(path, None, Fingerprint.of(data))


def write_new(path: Path, data: bytes) -> None:
    """Do what ``create`` does, for those with sentences of their own.

    Raises FileExistsError when the name is taken, OSError when the file cannot be written.
    """
    made = _make_folders(path.parent)
    try:
        with _written(path.parent, data, None) as new:
            take_new_name(new, path)
        _flush_new(path, made)
    except OSError:
        _remove_folders(made)
        raise


def remove(path: Path, loaded: Fingerprint) -> None:
    """Remove the file at ``path`` if it still holds what ``loaded`` says; raises SaveError."""
    with as_save_error(path):
        if Fingerprint.of_file(path) != loaded:
            raise _not_removed(path)
        if loaded.absent:
            return
        aside = temporary.for_exchange(path.parent, loaded, loaded)
        path.rename(aside)  # whoever opens it by its name from here on makes a new file
        if not displaced.settled(aside) or Fingerprint.of_file(aside) != loaded:
            _bring_back(aside, path)
            raise _not_removed(path)
        aside.unlink()
        flush_folder(path.parent)


def _not_removed(path: Path) -> ChangedOnDiskError:
    return ChangedOnDiskError(f"Another program has changed {path.name}, so it was not removed.")


def _bring_back(aside: Path, path: Path) -> None:
    try:
        take_new_name(aside, path)
    except FileExistsError:
        displaced.keep(aside, path)


def _read_loaded(path: Path, target: Path, loaded: Fingerprint) -> bytes:
    try:
        before = target.read_bytes()
    except FileNotFoundError:
        raise VanishedError.of(path) from None
    if Fingerprint.of(before) != loaded:
        raise ChangedOnDiskError.of(path)
    return before


@contextmanager
def _written(folder: Path, data: bytes, like: tuple[Path, os.stat_result] | None) -> Iterator[Path]:
    """A temporary file in ``folder`` with ``data``, on the disk; removed unless it took a name."""
    new = temporary.for_writing(folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(new, flags, 0o600 if like else 0o666)
    try:
        try:
            write_all(descriptor, data)
            if like is not None:
                keep_identity(descriptor, *like)
            flush(descriptor)
            _refuse_short(descriptor, data)
        finally:
            os.close(descriptor)
        yield new
    finally:
        with suppress(OSError):  # then it is cleared away with other leftovers
            new.unlink(missing_ok=True)


def _refuse_short(descriptor: int, data: bytes) -> None:
    # The last word on how much was written has the file, not the calls that wrote it.
    if os.fstat(descriptor).st_size != len(data):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _take_place(
    path: Path, target: Path, new: Path, loaded: Fingerprint, after: Fingerprint
) -> None:
    now = Fingerprint.of_file(target)
    if now != loaded:
        raise VanishedError.of(path) if now.absent else ChangedOnDiskError.of(path)
    old = temporary.for_exchange(target.parent, loaded, after)
    new.rename(old)
    try:
        exchanged = exchange(old, target)
    except OSError as error:
        old.unlink(missing_ok=True)
        if isinstance(error, FileNotFoundError):
            raise VanishedError.of(path) from None
        raise
    if exchanged:
        _let_go(path, target, old, loaded, after)
    else:
        _rename_over(path, target, old, after)


def _let_go(path: Path, target: Path, old: Path, loaded: Fingerprint, after: Fingerprint) -> None:
    """Remove the displaced file ``old`` once it is known and the disk has the new one.

    Whatever fails on the way, ``old`` gets its name back.
    """
    try:
        quiet = displaced.settled(old)
        known = Fingerprint.of_file(old) == loaded
        if known:
            flush_folder(target.parent)
    except OSError as error:
        displaced.put_back(old, target, after)
        if Fingerprint.of_file(target) == after:
            raise UnsureError(path, reason_of(error), after) from error
        raise
    if not known:
        raise ChangedOnDiskError.of(path, displaced.put_back(old, target, after))
    if quiet:  # else what may still be written to it is looked at when leftovers are cleared
        with suppress(OSError):  # then as well
            old.unlink(missing_ok=True)


def _rename_over(path: Path, target: Path, new: Path, after: Fingerprint) -> None:
    try:
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    try:
        flush_folder(target.parent)
    except OSError as error:
        raise UnsureError(path, reason_of(error), after) from error


def _write_in_place(target: Path, data: bytes, new: Path) -> None:
    """Write all names of ``target`` at once; until that is done, ``new`` stays as a whole copy."""
    whole = temporary.for_whole_copy(target.parent)
    new.rename(whole)
    flush_folder(target.parent)
    descriptor = os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        write_all(descriptor, data)
        os.ftruncate(descriptor, len(data))
        flush(descriptor)
    finally:
        os.close(descriptor)
    whole.unlink()


def _flush_new(path: Path, made: list[Path]) -> None:
    try:
        for folder in (path.parent, *(folder.parent for folder in made)):
            flush_folder(folder)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _make_folders(folder: Path) -> list[Path]:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_folders(made: list[Path]) -> None:
    with suppress(OSError):  # a folder that is no longer empty stays
        for folder in made:
            folder.rmdir()
