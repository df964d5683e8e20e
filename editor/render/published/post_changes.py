"""Which posts changed on disk since they were read, found without reading any."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from editor.render.published.stamps import SeenFolders, Stamp, folders_of, inodes_in, stamp_of

LOOKED_AT = 4000
"""Posts that one look covers, beside those whose text was read; the next look goes on behind."""

Stamps = Mapping[str, Stamp | None]
"""Paths from the site with ``/``, and the files as they were when they were read."""


@dataclass(slots=True)
class PostChanges:
    """Looks at the folders first: a file that was put in place of another changes its folder.

    ``list_all`` lists the site's posts anew, ``is_post`` tells whether a path is one of them.
    """

    root: str
    list_all: Callable[[], Iterable[str]]
    is_post: Callable[[str], bool]
    _folders: SeenFolders = field(init=False)
    _next: int = 0

    def __post_init__(self) -> None:
        self._folders = SeenFolders(self.root)

    def see(self, paths: Iterable[str]) -> None:
        """Begin with these files."""
        self._folders.see(folders_of(paths))

    def find(self, known: Stamps, read: Iterable[str]) -> set[str]:
        """Return the paths of files that were changed, made or removed.

        ``read`` are those whose text was used: every one of them is looked at.
        """
        found: set[str] = set()
        changed = self._folders.changed()
        if any(changed.values()):
            now = set(self.list_all())
            found = now ^ known.keys()
            self.see({*now, *known})
        for folder in changed:
            found.update(self._in_folder(folder, known))
        for path in {*read, *self._next_ones(known)}:
            if stamp_of(f"{self.root}/{path}") != known[path]:
                found.add(path)
        return found

    def _in_folder(self, folder: str, known: Stamps) -> Iterator[str]:
        above = f"{folder}/" if folder else ""
        now = inodes_in(f"{self.root}/{folder}")
        for name, inode in now.items():
            path = f"{above}{name}"
            before = known.get(path)
            if before is not None:
                if before.inode != inode:
                    yield path
            elif path not in known and self.is_post(path):
                yield path
        for path in known:
            name = path.removeprefix(above)
            if path.startswith(above) and "/" not in name and name not in now:
                yield path

    def _next_ones(self, known: Stamps) -> Iterator[str]:
        start = self._next if self._next < len(known) else 0
        self._next = start + LOOKED_AT
        return islice(known, start, self._next)
