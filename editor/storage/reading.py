"""Reading a file that may be anything: a folder, a device, huge, forbidden, gone."""

import stat
from pathlib import Path

from editor.errors import EditorError
from editor.storage.reasons import reason_of

MAX_POST_BYTES = 20_000_000
"""Larger files are refused: a text pane with them would stop answering."""


class ReadError(EditorError):
    """A file could not be read; nothing was changed."""


def read_file(path: Path, limit: int = MAX_POST_BYTES) -> bytes:
    """Return the bytes of the regular file at ``path``.

    Raises ReadError, a sentence, for a folder, a device, a file over ``limit`` bytes, or one that
    is gone or forbidden.
    """
    try:
        _refuse_unreadable(path, limit)
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(
            f"{path} is not there. It may have been moved, renamed or deleted."
        ) from None
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {reason_of(error)}. Nothing was changed."
        ) from error


def _refuse_unreadable(path: Path, limit: int) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(f"{path} is a folder. Open it as a site, or choose a post inside it.")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(f"{path} is not an ordinary file, so it cannot be opened as a post.")
    if status.st_size > limit:
        raise ReadError(
            f"{path} is {status.st_size / 1e6:.0f} MB. Galleyproof opens posts of up to "
            f"{limit / 1e6:.0f} MB; the file was left as it is."
        )
