"""Writing a file so that the old or the new text stands there whole, and never half of one.

The order: a temporary file beside the target takes all bytes and is flushed to the disk; the
target is compared with what was loaded; the temporary file takes its name in one step; the folder
is flushed to the disk. Temporary names begin with a dot and end with ``~``: Jekyll publishes
neither (jekyll/entry_filter.rb).
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from editor.errors import EditorError
from editor.storage.fingerprint import Fingerprint
from editor.storage.reasons import reason_of


class SaveError(EditorError):
    """A file could not be written; the file that was there is as it was."""


class ChangedOnDiskError(SaveError):
    """Another program changed or removed the file since it was loaded."""


class VanishedError(SaveError):
    """The file is no longer there: another program removed or renamed it."""


class NameTakenError(SaveError):
    """A new file was to be made where one stands already."""


def replace(path: Path, data: bytes, loaded: Fingerprint) -> Fingerprint:
    """Write ``data`` over the file at ``path``, which must still hold what ``loaded`` says.

    Symbolic links are followed, the mode is kept, and the owner where the system allows it.
    Returns the fingerprint of what now stands there. Raises ChangedOnDiskError when the file is
    not the one that was loaded, VanishedError when it is gone, SaveError when it cannot be
    written.
    """
    with _as_save_error(path):
        target = path.resolve()
        status = target.stat() if target.exists() else None
        _refuse_unwritable(path, status)
        with _temporary_file(target.parent, data, status) as temporary:
            now = Fingerprint.of_file(target)
            if now.absent and not loaded.absent:
                raise VanishedError(
                    f"{path.name} is no longer there. Nothing was written; your text is still here."
                )
            if now != loaded:
                raise ChangedOnDiskError(
                    f"Another program has changed {path.name} since it was opened. Nothing was "
                    "written; your text is still here."
                )
            temporary.replace(target)
        _flush_folder(target.parent)
    return Fingerprint.of(data)


def create(path: Path, data: bytes) -> Fingerprint:
    """Write ``data`` to a new file at ``path``, making its folders; never over an existing file.

    Returns the fingerprint of the file. Raises NameTakenError when the name is taken, SaveError
    when the file cannot be written.
    """
    with _as_save_error(path):
        made = _make_folders(path.parent)
        try:
            with _temporary_file(path.parent, data, None) as temporary:
                _give_new_name(temporary, path)
        except OSError:
            _remove_folders(made)
            raise
        _flush_folder(path.parent)
    return Fingerprint.of(data)


def remove(path: Path, loaded: Fingerprint) -> None:
    """Remove the file at ``path`` if it still holds what ``loaded`` says; raises SaveError."""
    with _as_save_error(path):
        if Fingerprint.of_file(path) != loaded:
            raise ChangedOnDiskError(
                f"Another program has changed {path.name}, so it was not removed."
            )
        path.unlink(missing_ok=True)
        _flush_folder(path.parent)


@contextmanager
def _as_save_error(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise NameTakenError(
            f"There is a file named {path.name} already. It was left as it is; choose another name."
        ) from None
    except OSError as error:
        raise SaveError(
            f"{path.name} was not saved: {reason_of(error)}. What was on the disk is unchanged, "
            "and your text is still here."
        ) from error


def _refuse_unwritable(path: Path, status: os.stat_result | None) -> None:
    if status is None:
        return
    if not stat.S_ISREG(status.st_mode):
        raise SaveError(f"{path.name} was not saved: a folder or a device has that name now.")
    # The mode is asked, not the system: root may write anything, but the owner said no.
    if not status.st_mode & 0o222:
        raise SaveError(
            f"{path.name} was not saved: the file is marked as read-only. Save a copy under "
            "another name, or allow writing first."
        )


@contextmanager
def _temporary_file(folder: Path, data: bytes, status: os.stat_result | None) -> Iterator[Path]:
    temporary = folder / f".galleyproof-{secrets.token_hex(6)}~"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            _write_all(descriptor, data)
            _keep_identity(descriptor, status)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _write_all(descriptor: int, data: bytes) -> None:
    # A write to a nearly full disk may take fewer bytes than it was given and report no error.
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _keep_identity(descriptor: int, status: os.stat_result | None) -> None:
    if status is None or not hasattr(os, "fchmod"):
        return
    with suppress(PermissionError):  # only root may give a file away
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _give_new_name(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: take the name first, then put the text in its place.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        temporary.replace(path)


def _make_folders(folder: Path) -> list[Path]:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_folders(made: list[Path]) -> None:
    with suppress(OSError):  # a folder that is no longer empty stays
        for folder in made:
            folder.rmdir()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; the system orders the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
