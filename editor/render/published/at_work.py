"""What the file at work is to Jekyll: a post, a document of a collection, or a plain page."""

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from editor.post.document import Document
from editor.render.liquid.values import truthy
from editor.render.published.build import Build
from editor.render.published.documents import DocumentData, DocumentDrop
from editor.render.published.fidelity import Reason
from editor.render.published.pages import PageFile
from editor.render.published.posts import PostShelf
from editor.render.published.site_drop import SiteDrop
from editor.site.layout import kind_of
from editor.site.reading import read_post

_SYMBOL = re.compile(r"^[ ]*(?:-[ ]+|[^\s#:][^:\n]*:[ ]+):[A-Za-z_]", re.MULTILINE)
_ONLY_IN_DEBIAN = (
    "a value that begins with a colon is text to most Jekylls; Debian's ignores the front matter"
)


class PageDrop(DocumentDrop):
    """A page of the site: no document, and so without a date, an id or neighbours."""

    def __init__(self, build: Build, page: PageFile, body: str) -> None:
        values = page.liquid()
        data = DocumentData(page.path, "", values, body, page.url, build.now, problem=page.problem)
        super().__init__(build, lambda: data, page.path)

    def lists_posts(self) -> bool:
        """Whether ``jekyll-paginate`` or its second version makes pages of it that list posts."""
        own = self.data.values.get("pagination")
        if isinstance(own, Mapping) and truthy(own.get("enabled")):
            return True
        is_index = posixpath.basename(self.path) == "index.html"
        return is_index and truthy(self._build.settings.get("paginate"))

    getters: Mapping[str, Callable[..., object]] = {}


class AtWork:
    """Puts the file that is being written into its place in the site."""

    def __init__(self, build: Build, posts: PostShelf, site_drop: SiteDrop) -> None:
        self._build = build
        self._posts = posts
        self._site_drop = site_drop

    def place(self, path: Path, document: Document, modified: dt.datetime) -> DocumentDrop:
        """Return the file as templates see it; raises EditorError.

        ``modified`` is when it was written last.
        """
        site = self._build.site
        relative = site.relative(path)
        if _SYMBOL.search(document.front_matter):
            self._build.remark(Reason(_ONLY_IN_DEBIAN, relative))
        collection, below = self._site_drop.collection_of(relative)
        for other in self._site_drop.own_collections():
            if other is not collection:
                other.leave_current()
        if kind_of(site, path) is None and collection is not None:
            self._posts.leave_current()
            return collection.place_current(below, document)
        if kind_of(site, path) is None and document.has_front_matter and _is_page(relative):
            self._posts.leave_current()
            page = PageFile(self._build, relative)
            page.take(document)
            return PageDrop(self._build, page, document.body)
        post = read_post(site, path, document, now=self._build.now, modified=modified)
        return self._posts.place_current(path, post)


def _is_page(relative: str) -> bool:
    return not any(name.startswith("_") for name in relative.split("/")[:-1])
