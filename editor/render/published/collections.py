"""The documents of a site's own collections."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping
from functools import partial

from editor.errors import EditorError
from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document
from editor.post.scalars import Value
from editor.render.liquid.drop import Drop
from editor.render.liquid.values import compare, truthy
from editor.render.published.build import Build
from editor.render.published.documents import DocumentData, DocumentDrop, Neighbours
from editor.render.published.files import has_front_matter
from editor.render.published.ruby_order import dates_then_paths, sorted_as_ruby
from editor.render.published.stamps import SeenFolders, Stamp, stamp_of
from editor.site.address_escapes import escape_path
from editor.site.defaults import defaults_for
from editor.site.entry_filter import EntryFilter
from editor.site.errors import IgnoredFrontMatterError
from editor.site.layout import parse_draft_name
from editor.site.merging import (
    categories_from_path,
    merge_data,
    read_categories,
    read_tags,
    title_from_slug,
)
from editor.site.quick_values import front_matter_values
from editor.site.urls import UrlSource, output_extension, url_for

_SUFFIXES = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext", "none": ":output_ext"}
_OWN_PLACEHOLDER = re.compile(r":(collection|path)\b")


class Collection(Drop):
    """One collection: its documents and what ``_config.yml`` says of it.

    ``rank`` counts the collections that Jekyll renders before it, the posts among them.
    """

    def __init__(
        self, build: Build, label: str, metadata: Mapping[str, Value], rank: int = 1
    ) -> None:
        self._build = build
        self.label = label
        self._rank = rank
        self.metadata = metadata
        self._documents: list[DocumentDrop] | None = None
        self._at_work: tuple[str, Document] | None = None
        self._folders = SeenFolders(str(build.site.root))
        self._stamps: dict[str, Stamp | None] = {}

    @property
    def fallback(self) -> Mapping[str, object]:
        """What ``_config.yml`` says of the collection."""
        return self.metadata

    @property
    def directory(self) -> str:
        """The folder, relative to the site."""
        base = self._build.site.config.collections_dir.strip("/")
        return f"{base}/_{self.label}" if base else f"_{self.label}"

    def documents(self) -> list[DocumentDrop]:
        """Return the documents in their order."""
        if self._documents is None:
            self._documents = self._in_order(self._find())
        return self._documents

    def _in_order(self, documents: list[DocumentDrop]) -> list[DocumentDrop]:
        as_read = sorted(documents, key=lambda one: one.path.split("/"))
        ordered = self._sorted(as_read)
        neighbours = Neighbours(ordered, self._rank)
        for document in ordered:
            document.neighbours = lambda: neighbours
        return ordered

    def place_current(self, relative: str, document: Document) -> DocumentDrop:
        """Let the document that is being written stand at its place, whatever its file says."""
        self._at_work = (relative, document)
        data = self._read(relative)
        drop = DocumentDrop(self._build, lambda: data, relative)
        others = [one for one in self.documents() if one.path != relative]
        self._documents = self._in_order([*others, drop])
        return drop

    def leave_current(self) -> None:
        """No document is being written: what the files say holds."""
        if self._at_work is not None:
            self._at_work = None
            self.forget()

    def forget(self) -> None:
        """Look again when they are asked for next."""
        self._documents = None

    def refresh(self) -> bool:
        """Forget them if any was changed, made or removed; whether that is so."""
        if self._documents is None:
            return False
        changed = bool(self._folders.changed()) or any(
            stamp_of(path) != stamp for path, stamp in self._stamps.items()
        )
        if changed:
            self.forget()
        return changed

    def _find(self) -> list[DocumentDrop]:
        folder = self._build.folder
        accepts = EntryFilter.of(self._build.site.config)
        found: list[DocumentDrop] = []
        self._stamps.clear()
        folders = {self.directory}
        for below in folder.walk(self.directory):
            folders.add(f"{self.directory}/{below}".rpartition("/")[0])
            path = folder.file(f"{self.directory}/{below}")
            relative = f"_{self.label}/{below}"
            if path is None or not accepts.accepts(f"_{self.label}", below, is_folder=False):
                continue
            if has_front_matter(path):
                self._stamps[str(path)] = stamp_of(str(path))
                document = self._document(relative)
                if document is not None:
                    found.append(document)
        self._folders.see(folders)
        return found

    def _document(self, relative: str) -> DocumentDrop | None:
        data = self._read(relative)
        config = self._build.site.config
        if not config.unpublished and data.values.get("published") is False:
            return None
        return DocumentDrop(self._build, lambda: data, relative)

    def _read(self, relative: str) -> DocumentData:
        site = self._build.site
        base = site.config.collections_dir.strip("/")
        if self._at_work is not None and self._at_work[0] == relative:
            document: Document | None = self._at_work[1]
        else:
            document = self._build.folder.document(f"{base}/{relative}" if base else relative)
        data: dict[str, Value] = {
            "draft": False,
            "categories": categories_from_path(relative, f"_{self.label}"),
        }
        body = document.body if document else ""
        problem: str | None = None
        try:
            data = merge_data(data, defaults_for(site.config, relative, self.label))
            written = front_matter_values(document.front_matter) if document else {}
            data = merge_data(data, written)
            self._populate(data, relative)
        except (EditorError, IgnoredFrontMatterError) as error:
            problem = str(error)
            data.setdefault("title", None)
        date = self._date(data)
        url = self._url(data, relative, date)
        dated = data.get("date") is not None
        values = {**data, "date": date}
        return DocumentData(relative, self.label, values, body, url, date, dated, problem)

    def _populate(self, data: dict[str, Value], relative: str) -> None:
        name = parse_draft_name(relative)
        slug = name.slug if name else posixpath.basename(relative)
        if name and name.date and data.get("date") is None:
            data["date"] = name.date
        if not truthy(data.get("title")):
            data["title"] = title_from_slug(slug)
        if not truthy(data.get("slug")):
            data["slug"] = slug
        if name and not truthy(data.get("ext")):
            data["ext"] = name.extension
        data["categories"] = read_categories(data)
        data["tags"] = read_tags(data)

    def _date(self, data: Mapping[str, Value]) -> dt.datetime:
        now = self._build.now
        written = data.get("date")
        if written is None or now.tzinfo is None:
            return now
        try:
            return meaning(written, now.tzinfo, now=now)
        except (InvalidDateError, OverflowError):
            return now

    def _url(self, data: Mapping[str, Value], relative: str, date: dt.datetime) -> str:
        own = data.get("permalink")
        permalink = own if isinstance(own, str) and own else None
        extension = output_extension(
            relative, permalink, self._build.site.config.markdown_extensions
        )
        categories = data.get("categories")
        source = UrlSource(
            relative,
            data.get("slug"),
            categories if isinstance(categories, list) else [],
            date,
            extension,
        )
        below = posixpath.splitext(relative)[0].removeprefix(f"_{self.label}").rstrip(".")
        parts = {"collection": self.label, "path": below}
        template = permalink or self._url_template()
        filled = _OWN_PLACEHOLDER.sub(lambda found: escape_path(parts[found[1]]), template)
        try:
            return url_for(filled, source)
        except EditorError:
            return f"/{relative}"

    def _url_template(self) -> str:
        own = self.metadata.get("permalink")
        if isinstance(own, str):
            return own
        style = str(self._build.settings.get("permalink") or "")
        suffix = _SUFFIXES.get(style)
        if suffix is None:
            suffix = "/" if style.endswith("/") else ""
            suffix = ":output_ext" if style.endswith(":output_ext") else suffix
        return f"/:collection/:path{suffix}"

    def _sorted(self, documents: list[DocumentDrop]) -> list[DocumentDrop]:
        order, key = self.metadata.get("order"), self.metadata.get("sort_by")
        if isinstance(order, list):
            wanted = {f"_{self.label}/{name}": place for place, name in enumerate(order)}
            last = len(wanted)
            by_date = sorted_as_ruby(documents, _by_date)
            return sorted(by_date, key=lambda one: wanted.get(one.data.path, last))
        return sorted_as_ruby(
            documents, partial(_by_key, key) if isinstance(key, str) else _by_date
        )

    getters: Mapping[str, Callable[["Collection"], object]] = {
        "label": lambda drop: drop.label,
        "docs": lambda drop: drop.documents(),
        "files": lambda _: [],
        "directory": lambda drop: str(drop._build.site.root / drop.directory),  # noqa: SLF001
        "relative_directory": lambda drop: f"_{drop.label}",
        "output": lambda drop: truthy(drop.metadata.get("output")),
    }


def _by_key(key: str, one: DocumentDrop, other: DocumentDrop) -> int:
    left, right = one.data.values.get(key), other.data.values.get(key)
    if (left is None) != (right is None):
        return 1 if left is None else -1
    return compare(left, right) or _by_date(one, other)


def _by_date(one: DocumentDrop, other: DocumentDrop) -> int:
    left, right = one.data, other.data
    return dates_then_paths(
        left.date if left.dated else None,
        left.path,
        right.date if right.dated else None,
        right.path,
    )
