"""Which files a site's pages are made of beside its posts, so that a change of them is noticed."""

import os
from collections.abc import Iterator
from pathlib import Path

TEMPLATE_FOLDERS = (
    ("layouts_dir", "_layouts"),
    ("includes_dir", "_includes"),
    ("data_dir", "_data"),
)
"""Settings that name the folders of templates, and Jekyll's own names for them."""

MOST_FILES = 5_000
"""Files whose times are looked at; a site's templates are far fewer."""

Stamp = frozenset[tuple[str, int, int]]


def template_stamp(root: Path, folders: tuple[str, ...]) -> Stamp:
    """Return what changes when a file below one of the site's ``folders`` does.

    That is: its path, the time of its last change in nanoseconds, and its size in bytes.
    """
    found: set[tuple[str, int, int]] = set()
    for folder in folders:
        for entry in _files(root / folder):
            if len(found) >= MOST_FILES:
                break
            status = entry.stat()
            found.add((entry.path, status.st_mtime_ns, status.st_size))
    return frozenset(found)


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # the site has no such folder
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif entry.is_file():
                yield entry
        except OSError:  # gone since it was listed
            continue
