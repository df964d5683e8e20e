"""What a file holds now, read apart from the window, and marks by which a change is noticed."""

import os
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.storage.fingerprint import Fingerprint
from editor.storage.reading import read_file

Stamp = tuple[int, int, int, int] | None
"""Inode, size, and the times of the last change of text and of state; None for no file."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found when the file at ``path`` was read.

    ``data`` is None when there is no file, or when it cannot be read, which ``problem`` then says;
    ``fingerprint`` is None when it could not even be asked whether it changed.
    ``ticket`` is that of the wish to follow the file: an answer to an older wish is out of date.
    """

    path: Path
    ticket: int
    fingerprint: Fingerprint | None
    data: bytes | None = None
    problem: str = ""

    @property
    def absent(self) -> bool:
        """Whether there is no file."""
        return self.fingerprint is not None and self.fingerprint.absent


def stamp_of(path: str | Path) -> Stamp:
    """Return the stamp of the file at ``path``; None when it cannot be asked for one.

    The time of the last change of state cannot be set back, as that of the text can be.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - called for thousands of paths
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def look_at(path: Path, ticket: int) -> Look:
    """Read the file at ``path``."""
    try:
        data = read_file(path)
    except EditorError as error:
        return Look(path, ticket, _fingerprint(path), problem=str(error))
    return Look(path, ticket, Fingerprint.of(data), data)


def _fingerprint(path: Path) -> Fingerprint | None:
    """Return what can be said of a file that is no post; None when nothing can."""
    try:
        return Fingerprint.of_file(path)
    except OSError:
        return None
