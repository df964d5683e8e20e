"""Posts and the documents of collections as templates see them, read when they are asked for."""

import datetime as dt
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from editor.render.liquid.drop import Drop
from editor.render.liquid.values import to_s, truthy
from editor.render.published.build import Build
from editor.render.published.fidelity import Reason
from editor.site.excerpts import extract_excerpt

_LEFT_OUT_OF_JSON = ("content", "output", "excerpt", "next", "previous")


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What was read of one document. ``path`` is relative to ``collections_dir``."""

    path: str
    collection: str
    values: Mapping[str, object]
    body: str
    url: str
    date: dt.datetime
    dated: bool = True
    """Whether the file or its name says the date; else it is the moment of the build."""
    problem: str | None = None
    """Why Jekyll ignores the front matter; it then makes no excerpt either."""

    @property
    def extension(self) -> str:
        """The extension of the file, with its dot."""
        return posixpath.splitext(self.path)[1]


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that was rendered, and what was remarked upon meanwhile."""

    text: str
    reasons: tuple[Reason, ...] = ()

    def again(self, build: Build) -> str:
        """Return the text for another page, which is no nearer for it."""
        for reason in self.reasons:
            build.remark(reason)
        return self.text


class Neighbours:
    """The documents of one collection in their order, for ``previous`` and ``next``.

    ``rank`` is the collection's own place: Jekyll renders one collection after the other.
    """

    def __init__(self, documents: list["DocumentDrop"], rank: int = 0) -> None:
        self._documents = documents
        self.rank = rank
        self._places = {id(document): place for place, document in enumerate(documents)}

    def swap(self, place: int, document: "DocumentDrop") -> None:
        """Let another document stand at a place."""
        del self._places[id(self._documents[place])]
        self._documents[place] = document
        self._places[id(document)] = place

    def place(self, document: "DocumentDrop") -> int | None:
        """Return where a document stands; None when it is not one of them."""
        return self._places.get(id(document))

    def beside(self, document: "DocumentDrop", step: int) -> "DocumentDrop | None":
        """Return the document so many places further, if there is one."""
        place = self._places.get(id(document))
        if place is None or not 0 <= place + step < len(self._documents):
            return None
        return self._documents[place + step]


class DocumentDrop(Drop):
    """A post or a document; ``read`` gives its data when something is asked of it."""

    def __init__(self, build: Build, read: Callable[[], DocumentData], path: str) -> None:
        self._build = build
        self._read = read
        self.path = path
        """Relative to ``collections_dir``, known before anything is read."""
        self._data: DocumentData | None = None
        self._html: Kept | None = None
        self._placed: str | None = None
        self._excerpt: Kept | None = None
        self._excerpting = False
        self._values: Mapping[str, object] | None = None
        self.glance: Callable[[], Mapping[str, object] | None] | None = None
        """Finds ``known`` without reading the whole file, where that is possible."""
        self.neighbours: Callable[[], Neighbours] | None = None

    @property
    def data(self) -> DocumentData:
        """What was read of the file."""
        if self._data is None:
            self._data = self._read()
        return self._data

    @property
    def is_read(self) -> bool:
        """Whether the whole file was read."""
        return self._data is not None

    @property
    def known(self) -> Mapping[str, object]:
        """What defaults and front matter say."""
        if self._data is not None:
            return self._data.values
        if self.glance is not None:
            self._values, self.glance = self.glance(), None
        return self.data.values if self._values is None else self._values

    @property
    def fallback(self) -> Mapping[str, object]:
        """What defaults and front matter say."""
        return self.known

    def add(self, values: Mapping[str, object]) -> None:
        """Know other values, as plugins find them."""
        data = self.data
        self._data = replace(data, values={**data.values, **values})

    def standing(self) -> tuple[int, int] | None:
        """Return when Jekyll renders the document, of all; None when it is not published."""
        neighbours = self.neighbours() if self.neighbours else None
        place = neighbours.place(self) if neighbours else None
        return None if neighbours is None or place is None else (neighbours.rank, place)

    def is_earlier(self) -> bool:
        """Whether Jekyll has rendered the document before the one that asks."""
        here = self.standing()
        if here is None or self._build.vantage is None:
            return here is not None
        there = self._build.vantage.standing()
        return there is None or here < there

    def place_html(self, html: str) -> None:
        """Know the document's own HTML, once it has been converted."""
        self._placed = html

    def content(self) -> str:
        """Return the HTML of a document that was rendered earlier, else its source."""
        known = self.html()
        if known is not None:
            return known
        if not self.is_earlier() or not self._build.may_convert():
            return self.data.body
        with self._build.seen_from(self):
            self._html = self._rendered(self.data.body, self)
        return self._html.text

    def html(self) -> str | None:
        """Return the HTML if it is known by now; which post is rendered tells what came earlier."""
        if self._build.vantage is self:
            return self._placed
        if self._html is None or not self.is_earlier():
            return None
        return self._html.again(self._build)

    def output(self) -> str | None:
        """Return the page of a document that was rendered earlier, here without its layout."""
        if not self.is_earlier():
            return None
        self._build.remark(
            Reason("the page shows whole pages of other documents; their layouts are left out")
        )
        return self.content()

    def excerpt(self) -> str:
        """Return the excerpt's HTML, or the text that the front matter gives."""
        if self._excerpt is not None:
            return self._excerpt.again(self._build)
        written = self.data.values.get("excerpt")
        return to_s(written) if truthy(written) else self._own_excerpt()

    def _own_excerpt(self) -> str:
        own = self.data.values.get("excerpt_separator")
        separator = to_s(own) if truthy(own) else self._build.site.config.excerpt_separator
        if not separator or self.data.problem is not None:
            return ""
        head = extract_excerpt(self.data.body, separator)
        if not self._build.may_convert():
            return head
        if self._excerpting:
            self._build.remark(
                Reason("this excerpt shows itself: Jekyll would stop the build", self.data.path)
            )
            return head
        self._excerpting = True
        try:
            self._excerpt = self._rendered(head, ExcerptDrop(self, head))
        finally:
            self._excerpting = False
        return self._excerpt.text

    def _rendered(self, source: str, page: Drop) -> "Kept":
        assert self._build.render_text is not None
        with self._build.remarks_apart() as reasons:
            text = self._build.render_text(source, page, self.data.path)
        return Kept(text, tuple(reasons))

    def identifier(self) -> str:
        """Return ``page.id``."""
        slug = self.data.values.get("slug")
        stem = posixpath.splitext(posixpath.basename(self.data.path))[0]
        folder = posixpath.dirname(self.data.url.rstrip("/"))
        return f"{folder.rstrip('/')}/{to_s(slug) if truthy(slug) else stem}"

    def beside(self, step: int) -> "DocumentDrop | None":
        """Return the document so many places further in its collection."""
        return self.neighbours().beside(self, step) if self.neighbours else None

    def text(self) -> str:
        """What ``{{ post }}`` writes."""
        return self.output() or self.content() or "NO CONTENT"

    def for_json(self, depth: int) -> object:
        """Return what ``jsonify`` writes: neighbours without their texts."""
        values: dict[str, object] = {}
        for key in self:
            value = self[key]
            if key in ("previous", "next") and isinstance(value, DocumentDrop):
                value = {name: value[name] for name in value if name not in _LEFT_OUT_OF_JSON}
            values[key] = value
        return values

    getters: Mapping[str, Callable[["DocumentDrop"], object]] = {
        "previous": lambda drop: drop.beside(-1),
        "next": lambda drop: drop.beside(1),
        "path": lambda drop: drop.path,
        "relative_path": lambda drop: drop.path,
        "id": lambda drop: drop.identifier(),
        "output": lambda drop: drop.output(),
        "content": lambda drop: drop.content(),
        "to_s": lambda drop: drop.text(),
        "url": lambda drop: drop.data.url,
        "date": lambda drop: drop.known.get("date") or drop.data.date,
        "title": lambda drop: drop.known.get("title"),
        "categories": lambda drop: drop.known.get("categories"),
        "tags": lambda drop: drop.known.get("tags"),
        "collection": lambda drop: drop.data.collection,
        "excerpt": lambda drop: drop.excerpt(),
        "name": lambda drop: drop.known.get("name") or posixpath.basename(drop.path),
    }


class ExcerptDrop(Drop):
    """The page that an excerpt sees while it is rendered."""

    def __init__(self, document: DocumentDrop, content: str) -> None:
        self._document = document
        self._content = content

    @property
    def fallback(self) -> Mapping[str, object]:
        """The document's own values."""
        return self._document.fallback

    def __getitem__(self, key: str) -> object:
        if key in ("path", "relative_path"):
            return f"{self._document['path']}/#excerpt"
        if key == "id":
            return f"{self._document.identifier()}#excerpt"
        if key == "excerpt":
            return None
        return self._content if key == "content" else self._document[key]

    def __contains__(self, key: object) -> bool:
        return key in self._document
