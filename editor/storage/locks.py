"""A lock on a file that lasts as long as the process that holds it, however that ends."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileLock:
    """A held lock; made by ``take``."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor

    @classmethod
    def take(cls, path: Path) -> "FileLock | None":
        """Return the lock on ``path``, which is made if need be; None while somebody holds it.

        Raises OSError when the file cannot be made.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if _try_lock(descriptor) and _is_still_at(path, descriptor):
            return cls(path, descriptor)
        os.close(descriptor)
        return None

    def is_lost(self) -> bool:
        """Whether somebody removed the file, so that others may lock a new one of its name."""
        return not _is_still_at(self._path, self._descriptor)

    def release(self, *, remove: bool = False) -> None:
        """Let go; with ``remove`` the file goes as well."""
        if remove and os.name != "nt":
            self._path.unlink(missing_ok=True)  # while it is held, so that nobody waits for it
        os.close(self._descriptor)
        if remove and os.name == "nt":  # an open file cannot be removed there
            self._path.unlink(missing_ok=True)


def _is_still_at(path: Path, descriptor: int) -> bool:
    # Whoever held it before may have removed the file between our opening and our locking it.
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(descriptor)
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)
