"""All posts of the site in Jekyll's order, each read when a template asks for it."""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from editor.errors import EditorError
from editor.post.document import Document
from editor.render.published.build import Build
from editor.render.published.documents import DocumentData, DocumentDrop, Neighbours
from editor.render.published.fidelity import Reason
from editor.render.published.glances import glance
from editor.render.published.post_changes import PostChanges
from editor.render.published.post_heads import DayStarts, date_of, read_head
from editor.render.published.post_order import PostOrder, stem_of
from editor.render.published.ruby_order import dates_then_paths, sorted_as_ruby
from editor.render.published.stamps import Stamp, stamp_of
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
_AMBIGUOUS = (
    "with “future: true” Jekyll has no date for posts and drafts that say none when it orders "
    "them; where they stand may differ"
)
_POST_URL = re.compile(r"^(.+/)*(\d+-\d+-\d+)-(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file: its order, whether it asks to be published, and what templates see of it.

    ``seconds`` is its date, counted since 1970, ``dated`` whether Jekyll orders it by that.
    """

    seconds: float
    relative: str
    published: bool
    drop: DocumentDrop
    dated: bool = True


class PostShelf:
    """The posts that Jekyll would publish, and the one that is being written among them."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._site = build.site
        self._below = f"{build.site.config.collections_dir.strip('/')}/"
        self._entries: dict[str, _Entry | None] | None = None
        self._current: _Entry | None = None
        self._stamps: dict[str, Stamp | None] = {}
        self._changes = PostChanges(
            str(build.site.root), lambda: (name for name, _ in self._names()), self._is_post
        )
        self._order = PostOrder([])
        self._ordered = False
        self._starts = DayStarts(build.site.config.timezone)
        self._quick = not any(
            key in str(build.settings.get("defaults")) for key in ("date", "published")
        )

    # --- what there is ---------------------------------------------------------------------

    def documents(self) -> list[DocumentDrop]:
        """Return the published posts, oldest first."""
        now = self._now()
        if now.newest is not None:
            self._build.remark(Reason(_AMBIGUOUS, "_config.yml"))
        return now.documents

    def newest_first(self) -> list[DocumentDrop]:
        """Return the posts as ``site.posts`` has them."""
        documents, newest = self.documents(), self._now().newest
        return documents[::-1] if newest is None else newest

    def neighbours(self) -> Neighbours:
        """Return the order of the posts."""
        return self._now().neighbours

    def _now(self) -> "PostOrder":
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
            self._order = _in_order(kept, self._site.config.limit_posts)
            self._ordered = True
        return self._order

    # --- the post that is being written ----------------------------------------------------

    def place_current(self, path: Path, post: PostData) -> DocumentDrop:
        """Let ``post`` stand at its place among the others, whatever its file says."""
        data = document_data(self._site.config.collections_dir, post)
        drop = self._drop(lambda: data, data.path)
        before = self._current
        self._current = _Entry(post.date.timestamp(), post.path, True, drop, self._orders(post))
        stays = before is not None and (before.seconds, before.relative, before.dated) == (
            self._current.seconds,
            post.path,
            self._current.dated,
        )
        if not (stays and before and self._ordered and self._order.swap(before.drop, drop)):
            self._ordered = False
        return drop

    def leave_current(self) -> None:
        """No post is being written: what the files say holds."""
        if self._current is not None:
            self._current = None
            self._ordered = False

    def forget(self, path: Path) -> None:
        """Read a file again that was changed, made or removed."""
        self._ordered = False
        if self._entries is None:
            return
        try:
            relative = self._site.relative(path)
        except OutsideSiteError:
            return
        self._read_again(relative)

    def refresh(self) -> bool:
        """Read again what changed on disk; whether anything did but the post at work."""
        if self._entries is None:
            return False
        read = (name for name, one in self._entries.items() if one and one.drop.is_read)
        found = self._changes.find(self._stamps, read)
        for relative in found:
            self._read_again(relative)
        others = found - {self._current.relative if self._current else ""}
        if others:
            self._ordered = False
        return bool(others)

    def _read_again(self, relative: str) -> None:
        assert self._entries is not None
        path = self._site.root / relative
        self._entries.pop(relative, None)
        self._stamps.pop(relative, None)
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
        for drop in self._now().by_stem().get(stem_of(f"{day}-{slug}"), ()):
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
            self._entries = {
                relative: self._entry(relative, kind) for relative, kind in self._names()
            }
            self._changes.see(self._entries)
        return self._entries

    def _is_post(self, relative: str) -> bool:
        kind = kind_of(self._site, self._site.root / relative)
        return kind is PostKind.POST or (kind is not None and bool(self._site.config.show_drafts))

    def _names(self) -> Iterator[tuple[str, PostKind]]:
        drafts = self._site.config.show_drafts
        for relative, kind in iter_post_names(self._site):
            if drafts or kind is PostKind.POST:
                yield relative, kind

    def _entry(self, relative: str, kind: PostKind) -> _Entry | None:
        if kind is PostKind.DRAFT and not self._site.config.show_drafts:
            return None
        path = f"{self._site.root}/{relative}"
        below = relative.removeprefix(self._below)
        drop = self._drop(lambda: self._read(path, kind), below)
        head, stamp = read_head(path)
        self._stamps[relative] = stamp or stamp_of(path)
        if not self._quick or kind is not PostKind.POST:
            head = None
        seconds = None if head is None else self._seconds(head, relative)
        if head is not None and seconds is not None:
            drop.glance = partial(self._glance, below, head, seconds)
            return _Entry(seconds, relative, True, drop)
        try:
            post = self._read_post(path, kind)
        except (OSError, EditorError):
            return None
        return _Entry(post.date.timestamp(), relative, post.published, drop, self._orders(post))

    def _orders(self, post: PostData) -> bool:
        """Whether Jekyll knows a date when it orders the posts.

        Where it looks for posts of the future, it has given every post a date by then.
        """
        return post.dated or not self._site.config.future

    def _drop(self, read: object, path: str) -> DocumentDrop:
        drop = DocumentDrop(self._build, read, path)  # type: ignore[arg-type]
        drop.neighbours = self.neighbours
        return drop

    def _seconds(self, head: bytes, relative: str) -> int | None:
        try:
            return date_of(head, relative.rpartition("/")[2], self._starts)
        except (EditorError, ValueError, OverflowError):
            return None

    def _glance(self, below: str, head: bytes, seconds: int) -> Mapping[str, object] | None:
        date = dt.datetime.fromtimestamp(seconds, self._site.config.timezone)
        return glance(self._site.config, below, head, date)

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


def _in_order(entries: list[_Entry], limit: int) -> PostOrder:
    """Return the last ``limit`` entries in Jekyll's order, all of them where it is 0."""
    if all(entry.dated for entry in entries):
        kept = sorted(entries, key=lambda entry: (entry.seconds, entry.relative))[-limit:]
        return PostOrder([entry.drop for entry in kept])
    found = sorted(entries, key=lambda entry: _found_at(entry.relative))
    kept = sorted_as_ruby(found, _compare)[-limit:]
    newest = sorted_as_ruby(kept, lambda one, other: _compare(other, one))
    return PostOrder([entry.drop for entry in kept], [entry.drop for entry in newest])


def _compare(one: _Entry, other: _Entry) -> int:
    date = one.seconds if one.dated else None
    return dates_then_paths(
        date, one.relative, other.seconds if other.dated else None, other.relative
    )


def _found_at(relative: str) -> tuple[list[str], bool, list[str]]:
    """When Jekyll comes upon a post: folder by folder, in each the posts before the drafts."""
    folders = relative.split("/")
    place = next((at for at, name in enumerate(folders) if name in ("_posts", "_drafts")), 0)
    return folders[:place], folders[place] == "_drafts", folders[place:]


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
    return DocumentData(
        path, "posts", values, post.body, post.url, post.date, post.dated, post.problem
    )
