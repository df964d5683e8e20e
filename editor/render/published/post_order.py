"""The published posts in their order, and where to find each of them."""

from collections import defaultdict
from collections.abc import Iterable

from editor.render.published.documents import DocumentDrop, Neighbours


class PostOrder:
    """The posts in their order, and where to find them.

    ``newest`` are the posts as ``site.posts`` has them, where that is not the same order backwards.
    """

    def __init__(
        self, documents: list[DocumentDrop], newest: list[DocumentDrop] | None = None
    ) -> None:
        self.documents = documents
        self.newest = newest
        self.neighbours = Neighbours(documents)
        self._by_path: dict[str, DocumentDrop] | None = None
        self._by_stem: dict[str, list[DocumentDrop]] | None = None

    def swap(self, before: DocumentDrop, drop: DocumentDrop) -> bool:
        """Put a post in the place of its former self; False when that is not here."""
        place = self.neighbours.place(before)
        if place is None or self.newest is not None:
            return False
        self.neighbours.swap(place, drop)
        if self._by_path is not None:
            self._by_path[drop.path] = drop
        if self._by_stem is not None:
            same = self._by_stem[stem_of(drop.path)]
            same[same.index(before)] = drop
        return True

    def by_path(self) -> dict[str, DocumentDrop]:
        """Return the posts by their paths."""
        if self._by_path is None:
            self._by_path = {drop.path: drop for drop in self.documents}
        return self._by_path

    def by_stem(self) -> dict[str, list[DocumentDrop]]:
        """Return the posts by the beginnings of their names."""
        if self._by_stem is None:
            self._by_stem = _grouped(self.documents)
        return self._by_stem


def _grouped(documents: Iterable[DocumentDrop]) -> dict[str, list[DocumentDrop]]:
    found: dict[str, list[DocumentDrop]] = defaultdict(list)
    for drop in documents:
        found[stem_of(drop.path)].append(drop)
    return dict(found)


def stem_of(path: str) -> str:
    """The name of a file up to its first dot."""
    return path.rpartition("/")[2].partition(".")[0]
