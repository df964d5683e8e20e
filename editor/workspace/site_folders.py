"""The files of a site as they were last seen, and which of them came, went or changed since."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from editor.site.config_file import CONFIG_NAMES
from editor.site.entry_filter import EntryFilter
from editor.site.site import Site
from editor.workspace.watched_file import Stamp, stamp_of

MOST_WATCHED_FILES = 400
"""Files that are watched one by one for writing in place; in the others it is seen when the
window is come back to."""
MOST_WATCHED_FOLDERS = 4_000

_Names = dict[str, Stamp]


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look through folders found: files that ``changed``, and what is to be watched."""

    changed: tuple[Path, ...] = ()
    watch: tuple[str, ...] = ()


@dataclass(slots=True)
class SiteFolders:
    """The files that a site is made of: not what Jekyll builds, and nothing in dot folders."""

    site: Site | None
    _folders: dict[str, _Names] | None = field(default=None, init=False)

    def scan_all(self) -> Scan:
        """Look through the whole site; the first time nothing counts as changed."""
        if self.site is None:
            return Scan()
        before, now = self._folders, dict(self._read(str(self.site.root)))
        self._folders = now
        if before is None:
            return Scan((), self._to_watch(now))
        folders = {**before, **now}
        return Scan(tuple(_changes(before, now, folders)), self._to_watch(now))

    def scan(self, folders: Iterable[str]) -> Scan:
        """Look through ``folders`` alone, and through what is new below them."""
        if self.site is None or self._folders is None:
            return Scan()
        before = self._folders
        now = dict(before)
        touched: set[str] = set()
        for folder in folders:
            known = folder in before or folder == str(self.site.root)
            if known or os.path.dirname(folder) in before:  # noqa: PTH120 - plain strings here
                touched |= self._scan_one(folder, now)
        self._folders = now
        found = {folder: now[folder] for folder in touched if folder in now}
        return Scan(tuple(_changes(before, now, touched)), self._to_watch(found))

    def _scan_one(self, folder: str, now: dict[str, _Names]) -> set[str]:
        """Read ``folder`` anew into ``now``; return every folder that this touched."""
        names, below = self._entries(folder)
        touched = {folder}
        gone = [other for other in now if _is_gone(other, folder, set(below))]
        for other in gone:
            del now[other]
            touched.add(other)
        if names is None:
            now.pop(folder, None)
            return touched
        now[folder] = names
        for other in below:
            if other not in now:
                new = dict(self._read(other))
                now.update(new)
                touched.update(new)
        return touched

    def _read(self, top: str) -> Iterator[tuple[str, _Names]]:
        pending = [top]
        while pending:
            folder = pending.pop()
            names, below = self._entries(folder)
            if names is not None:
                yield folder, names
                pending.extend(below)

    def _entries(self, folder: str) -> tuple[_Names | None, list[str]]:
        """Return the files of ``folder`` with their stamps, None when it is gone; its folders."""
        assert self.site is not None
        names: _Names = {}
        below: list[str] = []
        base = os.path.relpath(folder, self.site.root)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if self._enters("" if base == "." else base, entry):
                            below.append(entry.path)
                    else:
                        names[entry.name] = stamp_of(entry.path)
        except OSError:  # gone, or not to be read: nothing is seen there
            return None, []
        return names, below

    def _enters(self, base: str, entry: os.DirEntry[str]) -> bool:
        assert self.site is not None
        config = self.site.config
        if os.path.normpath(self.site.root / config.destination) == entry.path:
            return False
        own = entry.name.startswith("_")  # ``_layouts``, ``_data`` and their like
        return own or EntryFilter.of(config).accepts(base, entry.name, is_folder=True)

    def _to_watch(self, folders: dict[str, _Names]) -> tuple[str, ...]:
        files = (
            f"{folder}/{name}" for folder in sorted(folders, key=self._rank)
            for name in sorted(folders[folder], key=lambda name: name not in CONFIG_NAMES)
        )  # fmt: skip
        return (
            *islice(folders, MOST_WATCHED_FOLDERS),
            *islice(files, MOST_WATCHED_FILES),
        )

    def _rank(self, folder: str) -> tuple[int, str]:
        """Sort the root and what every page depends on before the posts."""
        assert self.site is not None
        first = os.path.relpath(folder, self.site.root)
        return (0 if first.startswith(("_layouts", "_includes", "_data", ".")) else 1, folder)


def _changes(
    before: dict[str, _Names], now: dict[str, _Names], folders: Iterable[str]
) -> Iterator[Path]:
    for folder in folders:
        old, new = before.get(folder, {}), now.get(folder, {})
        for name in {**old, **new}:
            if name not in old or name not in new or old[name] != new[name]:
                yield Path(folder, name)


def _is_gone(other: str, folder: str, below: set[str]) -> bool:
    """Whether ``other`` was in a folder of ``folder`` that is not among those ``below`` it now."""
    if not other.startswith(folder + os.sep):
        return False
    return folder + os.sep + other[len(folder) + 1 :].partition(os.sep)[0] not in below
