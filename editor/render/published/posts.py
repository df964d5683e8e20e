"""All posts of the site in Jekyll's order, each read when a template asks for it."""

import datetime as dt
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document
from editor.render.published.build import Build
from editor.render.published.documents import DocumentData, DocumentDrop, Neighbours
from editor.render.published.post_heads import DayStarts, date_of, read_head
from editor.site.layout import (
    PostKind,
    iter_post_names,
    kind_of,
    parse_draft_name,
    parse_post_name,
)
from editor.site.reading import PostData, read_post
from editor.site.ruby_text import truthy
from editor.site.site import OutsideSiteError

_MOST_BYTES = 16 * 1024 * 1024
_POST_URL = re.compile(r"^(.+/)*(\d+-\d+-\d+)-(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file: its order, whether it asks to be published, and what templates see of it.

    ``seconds`` is its date, counted since 1970.
    """

    seconds: float
    relative: str
    published: bool
    drop: DocumentDrop


class PostShelf:
    """The posts that Jekyll would publish, and the one that is being written among them."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._site = build.site
        self._below = f"{build.site.config.collections_dir.strip('/')}/"
        self._entries: dict[str, _Entry | None] | None = None
        self._current: _Entry | None = None
        self._order = _Order([])
        self._ordered = False
        self._starts = DayStarts(build.site.config.timezone)
        self._quick = not any(
            key in str(build.settings.get("defaults")) for key in ("date", "published")
        )

    # --- what there is ---------------------------------------------------------------------

    def documents(self) -> list[DocumentDrop]:
        """Return the published posts, oldest first."""
        return self._now().documents

    def neighbours(self) -> Neighbours:
        """Return the order of the posts."""
        return self._now().neighbours

    def is_earlier(self, drop: DocumentDrop) -> bool:
        """Whether Jekyll has rendered a post before the one that is being written."""
        neighbours = self.neighbours()
        place = neighbours.place(drop)
        current = neighbours.place(self._current.drop) if self._current else None
        return place is not None and (current is None or place < current)

    def _now(self) -> "_Order":
        if not self._ordered:
            entries = dict(self._all())
            if self._current is not None:
                entries[self._current.relative] = self._current
            latest = int(self._build.now.timestamp())
            shows_future = self._site.config.future
            kept = [
                entry
                for entry in entries.values()
                if entry is not None
                and (
                    entry is self._current
                    or (entry.published and (shows_future or int(entry.seconds) <= latest))
                )
            ]
            kept.sort(key=lambda entry: (entry.seconds, entry.relative))
            limit = self._site.config.limit_posts
            self._order = _Order([entry.drop for entry in (kept[-limit:] if limit else kept)])
            self._ordered = True
        return self._order

    # --- the post that is being written ----------------------------------------------------

    def place_current(self, path: Path, post: PostData) -> DocumentDrop:
        """Let ``post`` stand at its place among the others, whatever its file says."""
        data = document_data(self._site.config.collections_dir, post)
        drop = self._drop(lambda: data, data.path)
        before = self._current
        self._current = _Entry(post.date.timestamp(), post.path, True, drop)
        stays = before is not None and (before.seconds, before.relative) == (
            self._current.seconds,
            post.path,
        )
        if not (stays and before and self._ordered and self._order.swap(before.drop, drop)):
            self._ordered = False
        return drop

    def forget(self, path: Path) -> None:
        """Read a file again that was changed, made or removed."""
        self._ordered = False
        if self._entries is None:
            return
        try:
            relative = self._site.relative(path)
        except OutsideSiteError:
            return
        self._entries.pop(relative, None)
        kind = kind_of(self._site, path)
        if kind is not None and path.is_file():
            self._entries[relative] = self._entry(relative, kind)

    # --- finding ---------------------------------------------------------------------------

    def find(self, relative: str) -> DocumentDrop | None:
        """Return the published post at a path from ``collections_dir``."""
        return self._now().by_path().get(relative)

    def find_by_name(self, name: str) -> DocumentDrop | None:
        """Return the post that ``post_url`` means by ``name``."""
        found = _POST_URL.match(name.removeprefix("/"))
        if found is None:
            return None
        folder, day, slug = found[1] or "", found[2], found[3]
        base = f"{re.escape(f'{day}-{slug}')}\\.[^.]+"
        wanted = re.compile(f"^_posts/{re.escape(folder)}{base}|^{re.escape(folder)}_posts/?{base}")
        for drop in self._now().by_stem().get(_stem(f"{day}-{slug}"), ()):
            if wanted.search(drop.path):
                return drop
        return self._by_slug_and_day(slug, day)

    def _by_slug_and_day(self, slug: str, day: str) -> DocumentDrop | None:
        name = parse_post_name(f"{day}-{slug}.md")
        for drop in self.documents():
            if slug not in drop.path or drop.data.values.get("slug") != slug:
                continue
            if name and name.date == drop.data.date.date():
                return drop
        return None

    # --- reading ---------------------------------------------------------------------------

    def _all(self) -> dict[str, _Entry | None]:
        if self._entries is None:
            drafts = self._site.config.show_drafts
            self._entries = {
                relative: self._entry(relative, kind)
                for relative, kind in iter_post_names(self._site)
                if drafts or kind is PostKind.POST
            }
        return self._entries

    def _entry(self, relative: str, kind: PostKind) -> _Entry | None:
        if kind is PostKind.DRAFT and not self._site.config.show_drafts:
            return None
        path = f"{self._site.root}/{relative}"
        drop = self._drop(lambda: self._read(path, kind), relative.removeprefix(self._below))
        seconds = self._seconds(path, relative) if kind is PostKind.POST else None
        if seconds is not None:
            return _Entry(seconds, relative, True, drop)
        try:
            post = self._read_post(path, kind)
        except (OSError, EditorError):
            return None
        return _Entry(post.date.timestamp(), relative, post.published, drop)

    def _drop(self, read: object, path: str) -> DocumentDrop:
        drop = DocumentDrop(self._build, read, path)  # type: ignore[arg-type]
        drop.neighbours = self.neighbours
        drop.is_earlier = self.is_earlier
        return drop

    def _seconds(self, path: str, relative: str) -> float | None:
        head = read_head(path) if self._quick else None
        if head is None:
            return None
        try:
            return date_of(head, relative.rpartition("/")[2], self._starts)
        except (EditorError, ValueError, OverflowError):
            return None

    def _read_post(self, path: str, kind: PostKind) -> PostData:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES)
            modified = dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC)
        document = Document.decode(data)
        return read_post(
            self._site, Path(path), document, now=self._build.now, modified=modified, kind=kind
        )

    def _read(self, path: str, kind: PostKind) -> DocumentData:
        directory = self._site.config.collections_dir
        try:
            return document_data(directory, self._read_post(path, kind))
        except (OSError, EditorError):
            relative = self._site.relative(Path(path))
            return DocumentData(relative, "posts", {}, "", f"/{relative}", self._build.now)


class _Order:
    """The posts in their order, and where to find them."""

    def __init__(self, documents: list[DocumentDrop]) -> None:
        self.documents = documents
        self.neighbours = Neighbours(documents)
        self._by_path: dict[str, DocumentDrop] | None = None
        self._by_stem: dict[str, list[DocumentDrop]] | None = None

    def swap(self, before: DocumentDrop, drop: DocumentDrop) -> bool:
        """Put a post in the place of its former self; False when that is not here."""
        place = self.neighbours.place(before)
        if place is None:
            return False
        self.neighbours.swap(place, drop)
        if self._by_path is not None:
            self._by_path[drop.path] = drop
        if self._by_stem is not None:
            same = self._by_stem[_stem(drop.path)]
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
        found[_stem(drop.path)].append(drop)
    return dict(found)


def _stem(path: str) -> str:
    """The name of a file up to its first dot."""
    return path.rpartition("/")[2].partition(".")[0]


def document_data(collections_dir: str, post: PostData) -> DocumentData:
    """Return a post as templates see it."""
    path = post.path.removeprefix(f"{collections_dir.strip('/')}/")
    name = parse_draft_name(path)
    values: dict[str, object] = {"draft": post.draft, **post.values}
    values.update({
        "title": post.title,
        "slug": post.slug,
        "categories": [*post.categories],
        "date": post.date,
    })  # fmt: skip
    if post.tags is not None:
        values["tags"] = [*post.tags]
    if name is not None and not truthy(post.values.get("ext")):
        values["ext"] = name.extension
    if truthy(post.values.get("excerpt")):
        values["excerpt"] = post.values["excerpt"]
    return DocumentData(path, "posts", values, post.body, post.url, post.date)
