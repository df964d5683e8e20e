"""From a post to the page that is published: Liquid, markdown, then one layout in the other."""

import datetime as dt
import html
import os
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from liquid.exceptions import LiquidError

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.scalars import Value
from editor.render.liquid.context import Filter
from editor.render.liquid.environment import JekyllEnvironment
from editor.render.liquid.filters.table import JEKYLL_FILTERS
from editor.render.liquid.values import to_s, truthy
from editor.render.published.at_work import AtWork, PageDrop
from editor.render.published.build import MOST_CONVERTED, Build, Convert
from editor.render.published.documents import DocumentDrop, ExcerptDrop
from editor.render.published.faults import error_box, error_sentence
from editor.render.published.fidelity import Fidelity, PublishedPage, Reason
from editor.render.published.files import Folder
from editor.render.published.gems import JEKYLL_WHEN_UNKNOWN, Gems
from editor.render.published.markdown_settings import liquid_reasons, markdown_reasons
from editor.render.published.page_services import PageServices
from editor.render.published.plugins.plugin import PagePart
from editor.render.published.posts import PostShelf
from editor.render.published.settings import site_settings, theme_name
from editor.render.published.shell import SLOW_LAYOUT_SECONDS, Shell
from editor.render.published.site_drop import SiteDrop
from editor.render.published.site_markdown import SiteMarkdown, kramdown_options
from editor.render.published.site_plugins import SitePlugins
from editor.render.published.sources import Layout, Sources
from editor.render.published.templating import Templating
from editor.render.published.text_payload import TextPayload
from editor.site.defaults import merge_values
from editor.site.layout import PostKind, kind_of
from editor.site.site import Site

MOST_LAYOUTS = 20
_DEEPEST_TEXTS = 8


class TemplateError(EditorError):
    """A template of the site cannot be carried out; in Jekyll's words."""


class SiteRenderer:
    """Renders the posts of one site; keeps what it has read until it is told to forget.

    ``convert`` turns markdown into HTML in place of the site's own kramdown. Not for several
    threads.
    """

    def __init__(self, site: Site, *, convert: Convert | None = None) -> None:
        self._site = site
        gems = Gems(site.root)
        theme = theme_name(site)
        self._theme = gems.folder(theme) if theme else None
        zone = site.config.timezone
        settings = site_settings(site, self._theme)
        self.markdown = SiteMarkdown(kramdown_options(settings, gems.locked.get("kramdown")))
        self._convert_post = convert or self.markdown.convert_post
        self._build = Build(
            site,
            settings,
            gems,
            Folder.of(site.root),
            convert or self.markdown.convert,
            dt.datetime.now(zone).replace(microsecond=0),
        )
        self._build.settings["gp_seo_version"] = gems.version("jekyll-seo-tag", "2.8.0")
        self._build.render_text = self._render_text
        self._plugins = SitePlugins.of(self._build)
        env = JekyllEnvironment(tag for plugin in self._plugins.usable for tag in plugin.tags)
        self._sources = Sources(site, env, self._theme)
        filters: dict[str, Filter] = dict(JEKYLL_FILTERS)
        for plugin in self._plugins.usable:
            filters.update(plugin.filters)
        self._posts = PostShelf(self._build)
        self._site_drop = SiteDrop(self._build, self._posts)
        self._site_drop.adding = self._plugins.adding
        for plugin in self._plugins.active:
            if plugin.pages is not None:
                self._site_drop.more_pages.extend(plugin.pages(self._build))
            if plugin.paged is not None:
                self._site_drop.paged = partial(plugin.paged, self._build)
            if plugin.site_values is not None:
                self._site_drop.more_values.update(plugin.site_values(self._build))
        self._at_work = AtWork(self._build, self._posts, self._site_drop)
        self._services = PageServices(self._build, self._sources, self._posts, self._site_drop)
        self._templating = Templating(self._build, env, filters, self._services, self._plugins)
        self._depth = 0
        self._shell: Shell | None = None
        self._rendering = ""
        self._jekyll = {
            "version": gems.version("jekyll", JEKYLL_WHEN_UNKNOWN),
            "environment": os.environ.get("JEKYLL_ENV", "development"),
        }

    @property
    def has_layouts(self) -> bool:
        """Whether the site, or its theme, has any layout."""
        return self._sources.has_layouts

    @property
    def theme(self) -> Path | None:
        """The folder of the site's theme; None without one, or where it is not installed."""
        return self._theme

    def newest_posts(self, count: int, *, now: dt.datetime) -> tuple[Path, ...]:
        """Return the last posts that a build at ``now`` (aware) publishes, the newest first.

        Drafts are none of them, also where the site's settings have them shown.
        """
        self._set_moment(now)
        self._posts.leave_current()
        folder = self._site.root / self._site.config.collections_dir.strip("/")
        paths = (folder / drop.path for drop in reversed(self._posts.documents()))
        posts = (path for path in paths if kind_of(self._site, path) is PostKind.POST)
        return tuple(islice(posts, count))

    def render_asset(self, source: str, path: str) -> str:
        """Return a file of the site with its Liquid carried out; raises TemplateError.

        ``path`` is relative to the site and names the file in messages.
        """
        try:
            return self._templating.text(source, path, self._payload({"path": path}, None))
        except LiquidError as fault:
            raise TemplateError(error_sentence(fault, path, {})) from fault

    def forget(self, path: Path) -> None:
        """Read a file again that was changed, made or removed."""
        self._shell = None
        self._posts.forget(path)
        self._site_drop.forget_order()
        self._site_drop.forget_files()
        self._sources.forget()

    def refresh(self) -> bool:
        """Find by a look at the disk which posts, pages and documents changed since they were read.

        Whether anything did: a page may then look otherwise. Layouts, includes, ``_data`` and
        ``_config.yml`` are not looked at.
        """
        changed = self._site_drop.refresh()
        if changed:
            self._shell = None
        return changed

    def render(
        self,
        path: Path,
        document: Document,
        *,
        now: dt.datetime,
        fresh: bool = True,
        typing: bool = False,
    ) -> PublishedPage:
        """Return the post in ``path`` as it would be published at ``now`` (aware).

        With ``fresh`` false a slow layout is kept as long as only the text has changed, while
        ``typing`` any layout is. Never raises for what a post or a template holds: see
        ``PublishedPage.error``.
        """
        try:
            drop = self._prepare(path, document, now)
            article, error = self._article(drop)
        except EditorError as fault:
            return self._unreadable(document, str(fault))
        drop.place_html(article)
        own = tuple(self._build.reasons)
        kept = self._shell
        usable = kept is not None and (typing or (kept.slow and not fresh))
        if kept and usable and error is None and kept.fits(path, document):
            return kept.around(article, own, self._templating.stop)
        started = time.monotonic()
        page = self._in_layouts(drop, article, error)
        slow = time.monotonic() - started > SLOW_LAYOUT_SECONDS
        self._shell = Shell.of(path, document, page, own, slow=slow)
        return page

    def render_body(self, path: Path, document: Document, *, now: dt.datetime) -> PublishedPage:
        """Return the text alone, as markdown with its Liquid carried out: no layout."""
        try:
            article, error = self._article(self._prepare(path, document, now))
        except EditorError as fault:
            return self._unreadable(document, str(fault))
        return PublishedPage(
            article,
            article,
            Fidelity.ARTICLE_ONLY,
            tuple(self._build.reasons),
            error or self._templating.stop,
            broken=error is not None,
        )

    # --- the post itself -------------------------------------------------------------------

    def _prepare(self, path: Path, document: Document, now: dt.datetime) -> DocumentDrop:
        """Let the post stand at its place in a build at ``now``; raises EditorError."""
        build = self._build
        build.reasons.clear()
        build.conversions_left = MOST_CONVERTED
        self._set_moment(now)
        drop = self._at_work.place(path, document, _modified(path, build.now))
        head = document.opening + document.front_matter + document.closing
        self._templating.begin(drop.data.path, head.count("\n"))
        self._site_drop.forget_order()
        self._site_drop.current = drop
        build.vantage = None if isinstance(drop, PageDrop) else drop
        if isinstance(drop, PageDrop) and drop.lists_posts():
            build.remark(Reason("this page lists posts; the list is empty here", drop.path))
        for plugin in self._plugins.active:
            if plugin.values is not None:
                drop.add(plugin.values(self._build, drop))
        return drop

    def _set_moment(self, now: dt.datetime) -> None:
        self._build.now = now.astimezone(self._site.config.timezone).replace(microsecond=0)

    def _article(self, drop: DocumentDrop) -> tuple[str, str | None]:
        """Return the converted text, and what Jekyll would stop with."""
        source = self._changed(drop.data.body, drop, "before_liquid")
        error: str | None = None
        box = ""
        if _has_liquid(source) and drop.data.values.get("render_with_liquid") is not False:
            try:
                payload = TextPayload(self._payload(drop, None), self._build, drop.data.path)
                source = self._templating.text(source, drop.data.path, payload)
            except LiquidError as fault:
                error = error_sentence(fault, drop.data.path, self._templating.first_lines)
                box = error_box(error)
        if self._build.is_markdown(drop.data.path):
            source = self._convert_post(source)
        return box + source, error

    def _converted(self, source: str, path: str) -> str:
        if not self._build.is_markdown(path):
            return source
        return self._build.convert(source)

    def _render_text(self, source: str, page: object, path: str) -> str:
        """Return another document's text as HTML; its faults leave it as it is written."""
        self._depth += 1
        try:
            if self._depth > _DEEPEST_TEXTS:
                return source
            plain = isinstance(page, Mapping) and page.get("render_with_liquid") is False
            if _has_liquid(source) and not plain:
                payload = self._payload(page, None)
                if not isinstance(page, ExcerptDrop):
                    payload = TextPayload(payload, self._build, path)
                source = self._templating.text(source, path, payload)
            return self._converted(source, path)
        except (LiquidError, EditorError):
            self._build.remark(Reason("the text of another post could not be rendered", path))
            return source
        finally:
            self._depth -= 1

    def _payload(self, page: object, layout: Layout | None) -> dict[str, object]:
        return {
            "site": self._site_drop,
            "page": page,
            "jekyll": self._jekyll,
            "layout": dict(layout.values) if layout else None,
            "theme": self._theme and {"root": str(self._theme)},
            "highlighter_prefix": "\n",
            "highlighter_suffix": "\n",
        }

    # --- layouts ---------------------------------------------------------------------------

    def _in_layouts(self, drop: DocumentDrop, article: str, error: str | None) -> PublishedPage:
        name = self._layout_name(drop)
        layout = self._sources.layout(name) if name else None
        further = (*markdown_reasons(self._build, article), *liquid_reasons(self._build))
        for reason in (*self._plugins.reasons(), *further):
            self._build.remark(reason)
        if layout is None:
            missing = (
                f"there is no layout “{name}” in this site or its theme"
                if name
                else "this post has no layout"
            )
            whole = self._changed(article, drop, "after_layouts")
            reasons = (Reason(missing), *self._without_theme(), *self._build.reasons)
            stop = error or self._templating.stop
            broken = error is not None
            ignored = _ignored(drop, "without a layout")
            return PublishedPage(
                whole, article, Fidelity.ARTICLE_ONLY, reasons, stop, broken, ignored
            )
        try:
            whole = self._chain(layout, drop, article)
        except LiquidError as fault:
            said = error_sentence(fault, self._rendering, self._templating.first_lines)
            failed = Reason("the layout could not be rendered")
            reasons = (failed, *self._without_theme(), *self._build.reasons)
            whole = error_box(said) + article
            return PublishedPage(
                whole, article, Fidelity.ARTICLE_ONLY, reasons, error or said, True
            )
        whole = self._changed(whole, drop, "after_layouts")
        reasons = tuple(self._build.reasons)
        nearly = reasons or error
        fidelity = Fidelity.NEARLY if nearly else Fidelity.EXACT
        stop = error or self._templating.stop
        ignored = _ignored(drop, f"with the layout “{name}” of the site's defaults")
        return PublishedPage(whole, article, fidelity, reasons, stop, error is not None, ignored)

    def _without_theme(self) -> Iterator[Reason]:
        theme = theme_name(self._site)
        if theme and self._theme is None:
            said = f"the theme “{theme}” is not installed on this computer"
            yield Reason(said, "_config.yml")

    def _layout_name(self, drop: DocumentDrop) -> str:
        written = drop.data.values.get("layout")
        if written is None:
            for plugin in self._plugins.active:
                found = plugin.layout and plugin.layout(
                    lambda name: self._sources.layout(name) is not None
                )
                if found:
                    return found
        return "" if written == "none" else to_s(written)

    def _chain(self, first: Layout, drop: DocumentDrop, article: str) -> str:
        payload = self._payload(drop, None)
        output = article
        merged: dict[str, Value] = {}
        layout: Layout | None = first
        used: set[str] = set()
        while layout is not None and layout.path not in used and len(used) < MOST_LAYOUTS:
            used.add(layout.path)
            self._templating.first_lines[layout.path] = layout.first_line
            merged = merge_values(layout.values, merged)
            payload["layout"] = merged
            payload["content"] = output
            self._rendering = layout.path
            output = self._templating.rendered(self._sources.layout_template(layout), payload)
            following = layout.values.get("layout")
            layout = self._sources.layout(to_s(following)) if truthy(following) else None
        return output

    # --- plugins and faults ------------------------------------------------------------------

    def _changed(self, text: str, drop: DocumentDrop, when: str) -> str:
        part = PagePart(self._build, drop, self._services.file_url)
        for plugin in self._plugins.active:
            change: Callable[[str, PagePart], str] | None = getattr(plugin, when)
            if change is not None:
                text = change(text, part)
        return text

    def _unreadable(self, document: Document, error: str) -> PublishedPage:
        try:
            text = self._build.convert(document.body)
        except EditorError:
            text = f"<pre>{html.escape(document.body, quote=False)}</pre>"
        article = error_box(error) + text
        reason = Reason("this post cannot be read")
        return PublishedPage(article, article, Fidelity.ARTICLE_ONLY, (reason,), error, True)


def _ignored(drop: DocumentDrop, layout: str) -> str:
    """What Jekyll does with a post whose front matter it cannot read; empty where it can."""
    problem = drop.data.problem
    return f"{problem}; Jekyll ignores it and publishes the text {layout}" if problem else ""


def _has_liquid(source: str) -> bool:
    return "{%" in source or "{{" in source


def _modified(path: Path, now: dt.datetime) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError):
        return now
