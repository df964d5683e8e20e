"""What the tags and filters of a page get from its site."""

import datetime as dt
import posixpath
from collections.abc import Mapping

from liquid.template import BoundTemplate

from editor.errors import EditorError
from editor.post.scalars import Value
from editor.render.liquid.context import Context, template_path
from editor.render.liquid.errors import RenderError
from editor.render.liquid.values import to_s
from editor.render.published.build import Build
from editor.render.published.fidelity import Reason
from editor.render.published.posts import PostShelf
from editor.render.published.site_drop import SiteDrop
from editor.render.published.sources import Sources
from editor.render.styles.inline_sass import InlineSass
from editor.render.styles.sass_job import SassError

_LONGEST_KEPT_CHARACTERS = 2000
_MOST_KEPT = 5000


class PageServices:
    """The site of the present page."""

    def __init__(
        self, build: Build, sources: Sources, posts: PostShelf, site_drop: SiteDrop
    ) -> None:
        self._build = build
        self._sources = sources
        self._posts = posts
        self._site_drop = site_drop
        self._markdown: dict[str, str] = {}
        self._inline_sass: InlineSass | None = None

    @property
    def now(self) -> dt.datetime:
        """The moment of the build, in the zone of the site."""
        return self._build.now

    @property
    def build(self) -> Build:
        """The site and its settings, for plugins."""
        return self._build

    def setting(self, name: str) -> Value:
        """Return what ``_config.yml`` says under ``name``, or nil."""
        return self._build.settings.get(name)

    def markdown(self, text: str) -> str:
        """Return the HTML of markdown; short texts are remembered."""
        if len(text) > _LONGEST_KEPT_CHARACTERS:
            return self._converted(text)
        found = self._markdown.get(text)
        if found is None:
            if len(self._markdown) > _MOST_KEPT:
                self._markdown.clear()
            found = self._markdown[text] = self._converted(text)
        return found

    def _converted(self, text: str) -> str:
        try:
            return self._build.convert(text)
        except EditorError as error:
            raise RenderError(str(error)) from error

    def sass(self, text: str, context: Context, *, indented: bool) -> str:
        """Return the CSS of Sass; raises RenderError for what cannot be compiled."""
        if self._inline_sass is None:
            self._inline_sass = InlineSass(self._build.site, self._sources.theme)
        try:
            css, reason = self._inline_sass.convert(text, indented=indented)
        except SassError as error:
            raise RenderError(error.sentence) from error
        if reason:
            self.remark(reason, context)
        return css

    def include(self, name: str) -> BoundTemplate | None:
        """Return the include of that name; None when no folder of includes has it."""
        return self._sources.include(name)

    def include_folders(self) -> list[str]:
        """Return the folders of includes, for messages."""
        site, *themes = self._sources.folders()
        return [
            str(site.root / self._sources.includes_dir),
            *(str(one.root / "_includes") for one in themes),
        ]

    def include_relative(self, name: str, context: Context) -> BoundTemplate | None:
        """Return the file beside the page; None when there is none that may be read."""
        relative = posixpath.normpath(posixpath.join(self._beside(context), name))
        text = None if relative.startswith("..") else self._build.folder.text(relative)
        return None if text is None else self._sources.read_include(text, relative)

    def page_folder(self, context: Context) -> str:
        """Return the folder of the page, for messages."""
        return str(self._build.site.root / self._beside(context))

    def _beside(self, context: Context) -> str:
        page = context.payload.get("page")
        path = to_s(page.get("path")) if isinstance(page, Mapping) else ""
        above = posixpath.dirname(path.removesuffix("/#excerpt"))
        return posixpath.join(self._build.site.config.collections_dir.strip("/"), above)

    def file_url(self, path: str) -> str | None:
        """Return the address of the file ``path`` of the site, without the site's base.

        With ``/`` before it only a file is found that is copied as it is.
        """
        relative = path.removeprefix("/")
        if path != relative:
            found = any(one.relative == relative for one in self._site_drop.files.static_files())
            return f"/{relative}" if found else None
        post = self._posts.find(relative)
        if post is not None:
            return post.data.url
        for page in self._site_drop.files.pages():
            if page.path == relative:
                return page.url
        for file in self._site_drop.files.static_files():
            if file.relative == relative:
                return f"/{relative}"
        label = relative.partition("/")[0].removeprefix("_")
        collection = self._site_drop.collection(label)
        for document in collection.documents() if collection else ():
            if document.data.path == relative:
                return document.data.url
        return None

    def post_url(self, name: str) -> str | None:
        """Return the address of the post that is called ``name`` in ``post_url``."""
        post = self._posts.find_by_name(name)
        return None if post is None else post.data.url

    def remark(self, text: str, context: Context) -> None:
        """Keep a reason why the page is not exactly the published one."""
        self._build.remark(Reason(text, template_path(context)))
