"""Bytes and names on their way to the disk itself."""

import errno
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte of ``data``; raises OSError."""
    # A write to a nearly full disk may take fewer bytes than it was given and report no error.
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def flush(descriptor: int) -> None:
    """Wait until the disk has the file; raises OSError.

    A flush that failed must not be tried again on the same file: the system may have thrown the
    text away and then answers that all is well (PostgreSQL's wiki, Fsync Errors).
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone stops at the drive's cache
    if full is not None:
        try:
            fcntl.fcntl(descriptor, full)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        else:
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until the disk has the names in ``folder``; raises OSError."""
    if os.name == "nt":  # folders cannot be opened there; the system orders the rename itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # File systems in user space may not know how; what they hold is theirs to promise.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)
