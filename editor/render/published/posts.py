"""All posts of the site in Jekyll's order, each read when a template asks for it."""

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document
from editor.post.scalars import read_plain
from editor.render.published.build import Build
from editor.render.published.documents import DocumentData, DocumentDrop, Neighbours
from editor.site.layout import PostKind, iter_posts, kind_of, parse_draft_name, parse_post_name
from editor.site.reading import PostData, read_post
from editor.site.ruby_text import truthy

_HEAD_BYTES = 16 * 1024
_MOST_BYTES = 16 * 1024 * 1024
_DATE_LINE = re.compile(r"^date:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_TOLD_APART = re.compile(r"^(?:published|<<|\"|'|\?|draft)", re.MULTILINE)
_PLAIN_DATE = re.compile(r"[0-9][0-9T:+\-. Z]*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file: its order, whether it is published, and what templates see of it."""

    date: dt.datetime
    relative: str
    published: bool
    drop: DocumentDrop


class PostShelf:
    """The posts that Jekyll would publish, and the one that is being written among them."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._site = build.site
        self._entries: dict[Path, _Entry | None] | None = None
        self._paths: dict[int, str] = {}
        self._current: tuple[Path, _Entry] | None = None
        self._ordered: list[DocumentDrop] | None = None
        self._neighbours: Neighbours | None = None
        self._current_place: int | None = None
        dated_by_default = any(
            key in str(build.settings.get("defaults")) for key in ("date", "published")
        )
        self._quick = not dated_by_default

    # --- what there is ---------------------------------------------------------------------

    def documents(self) -> list[DocumentDrop]:
        """Return the published posts, oldest first."""
        if self._ordered is None:
            entries = dict(self._all())
            if self._current is not None:
                entries[self._current[0]] = self._current[1]
            kept = [entry for entry in entries.values() if entry and entry.published]
            kept.sort(key=lambda entry: (entry.date, entry.relative))
            limit = self._site.config.limit_posts
            self._ordered = [entry.drop for entry in (kept[-limit:] if limit else kept)]
            self._neighbours = Neighbours(self._ordered)
            current = self._current[1].drop if self._current else None
            self._current_place = self._neighbours.place(current) if current else None
        return self._ordered

    def neighbours(self) -> Neighbours:
        """Return the order of the posts."""
        self.documents()
        assert self._neighbours is not None
        return self._neighbours

    def is_earlier(self, drop: DocumentDrop) -> bool:
        """Whether Jekyll has rendered a post before the one that is being written."""
        place = self.neighbours().place(drop)
        return place is not None and (self._current_place is None or place < self._current_place)

    # --- the post that is being written ----------------------------------------------------

    def place_current(self, path: Path, post: PostData) -> DocumentDrop:
        """Let ``post`` stand at its place among the others, whatever its file says."""
        data = document_data(self._site.config.collections_dir, post)
        drop = self._drop(lambda: data)
        entry = _Entry(post.date, post.path, True, drop)
        changed = self._current is None or self._moves(path, entry)
        self._current = (path, entry)
        if changed or self._ordered is None:
            self._ordered = None
        else:
            self._swap(drop)
        return drop

    def _moves(self, path: Path, entry: _Entry) -> bool:
        assert self._current is not None
        before = self._current
        return before[0] != path or (before[1].date, before[1].relative) != (
            entry.date,
            entry.relative,
        )

    def _swap(self, drop: DocumentDrop) -> None:
        assert self._ordered is not None
        if self._current_place is None:
            self._ordered = None
            return
        self._ordered[self._current_place] = drop
        self._neighbours = Neighbours(self._ordered)

    def forget(self, path: Path) -> None:
        """Read a file again that was changed, made or removed."""
        if self._entries is not None:
            kind = kind_of(self._site, path)
            self._entries.pop(path, None)
            if kind is not None and path.is_file():
                self._entries[path] = self._entry(path, kind)
        self._ordered = None

    # --- finding ---------------------------------------------------------------------------

    def find(self, relative: str) -> DocumentDrop | None:
        """Return the published post at a path from ``collections_dir``."""
        return next((drop for drop in self.documents() if self._path(drop) == relative), None)

    def find_by_name(self, name: str) -> DocumentDrop | None:
        """Return the post that ``post_url`` means by ``name``."""
        found = re.match(r"^(.+/)*(\d+-\d+-\d+)-(.*)$", name.removeprefix("/"), re.DOTALL)
        if found is None:
            return None
        folder, day, slug = found[1] or "", found[2], found[3]
        base = f"{re.escape(f'{day}-{slug}')}\\.[^.]+"
        wanted = re.compile(f"^_posts/{re.escape(folder)}{base}|^{re.escape(folder)}_posts/?{base}")
        for drop in self.documents():
            if slug in self._path(drop) and wanted.search(self._path(drop)):
                return drop
        return self._by_slug_and_day(slug, day)

    def _by_slug_and_day(self, slug: str, day: str) -> DocumentDrop | None:
        name = parse_post_name(f"{day}-{slug}.md")
        for drop in self.documents():
            if slug not in self._path(drop) or drop.data.values.get("slug") != slug:
                continue
            if name and name.date == drop.data.date.date():
                return drop
        return None

    def _path(self, drop: DocumentDrop) -> str:
        return self._paths.get(id(drop)) or drop.data.path

    # --- reading ---------------------------------------------------------------------------

    def _all(self) -> dict[Path, _Entry | None]:
        if self._entries is None:
            self._entries = {}
            for path, kind in iter_posts(self._site):
                if kind is PostKind.POST or self._site.config.show_drafts:
                    self._entries[path] = self._entry(path, kind)
        return self._entries

    def _entry(self, path: Path, kind: PostKind) -> _Entry | None:
        if kind is PostKind.DRAFT and not self._site.config.show_drafts:
            return None
        relative = self._site.relative(path)
        drop = self._drop(lambda: self._read(path, kind))
        self._paths[id(drop)] = relative.removeprefix(
            f"{self._site.config.collections_dir.strip('/')}/"
        )
        date = self._quick_date(path) if self._quick and kind is PostKind.POST else None
        if date is not None:
            published = self._site.config.future or date <= self._build.now
            return _Entry(date, relative, published, drop)
        try:
            post = self._read_post(path, kind)
        except (OSError, EditorError):
            return None
        published = post.published and not post.scheduled(self._build.now)
        return _Entry(post.date, relative, published, drop)

    def _drop(self, read: object) -> DocumentDrop:
        drop = DocumentDrop(self._build, read)  # type: ignore[arg-type]
        drop.neighbours = self.neighbours
        drop.is_earlier = self.is_earlier
        return drop

    def _quick_date(self, path: Path) -> dt.datetime | None:
        """Return the date if it is written plainly; None for what wants reading."""
        head = _head(path)
        if head is None or _TOLD_APART.search(head):
            return None
        dates = _DATE_LINE.findall(head)
        zone = self._build.now.tzinfo
        assert zone is not None
        try:
            if not dates:
                name = parse_draft_name(path.name)
                day = name.date if name else None
                return None if day is None else meaning(day, zone)
            if len(dates) > 1 or not _PLAIN_DATE.fullmatch(dates[0]):
                return None
            return meaning(read_plain(dates[0]), zone, now=self._build.now)
        except (InvalidDateError, EditorError, OverflowError):
            return None

    def _read_post(self, path: Path, kind: PostKind) -> PostData:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
            modified = dt.datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, dt.UTC)
        document = Document.decode(data)
        return read_post(
            self._site, path, document, now=self._build.now, modified=modified, kind=kind
        )

    def _read(self, path: Path, kind: PostKind) -> DocumentData:
        directory = self._site.config.collections_dir
        try:
            return document_data(directory, self._read_post(path, kind))
        except (OSError, EditorError):
            relative = self._site.relative(path)
            return DocumentData(relative, "posts", {}, "", f"/{relative}", self._build.now)


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


def _head(path: Path) -> str | None:
    """Return the front matter of a file as text; None when it has to be read with care."""
    try:
        with path.open("rb", buffering=0) as file:
            data = file.read(_HEAD_BYTES) or b""
    except OSError:
        return None
    if not data.startswith(b"---"):
        return None if data.startswith(b"\xef") else ""
    if not data[3:].lstrip(b" \t\r").startswith(b"\n"):
        return None
    end = data.find(b"\n---", 3)
    if end < 0:
        return None
    return data[:end].decode("utf-8", "replace").replace("\r\n", "\n")
