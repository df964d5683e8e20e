"""Telling by a look at the disk whether files are the ones that were read."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Stamp(NamedTuple):
    """When a file was written, in nanoseconds, its size in bytes, and its number on the disk."""

    written: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Return the stamp of an open file or of one that was looked at."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file; None when there is none."""
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116 - thousands of them, no Path is at hand
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class _Folder:
    written: int
    below: frozenset[str]


@dataclass(slots=True)
class SeenFolders:
    """Folders of a site, as they were when they were listed."""

    root: str
    _seen: dict[str, _Folder] = field(default_factory=dict)

    def see(self, folders: Iterable[str]) -> None:
        """Remember folders, paths from the root with ``/``, and no others."""
        self._seen = {folder: self._look(folder) for folder in folders}

    def changed(self) -> dict[str, bool]:
        """Return the folders with other entries than before: True where a folder was added."""
        found: dict[str, bool] = {}
        for folder, before in self._seen.items():
            if self._written(folder) != before.written:
                now = self._seen[folder] = self._look(folder)
                found[folder] = not now.below <= before.below
        return found

    def _look(self, folder: str) -> _Folder:
        written = self._written(folder)
        try:
            with os.scandir(f"{self.root}/{folder}") as entries:
                below = frozenset(entry.name for entry in entries if entry.is_dir())
        except OSError:
            below = frozenset()
        return _Folder(written, below)

    def _written(self, folder: str) -> int:
        stamp = stamp_of(f"{self.root}/{folder}")
        return 0 if stamp is None else stamp.written


def inodes_in(folder: str) -> dict[str, int]:
    """Return the names in a folder with their numbers on the disk; empty when it is not there."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry.inode() for entry in entries}
    except OSError:
        return {}


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders of files, and those above them, the root as an empty text."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
