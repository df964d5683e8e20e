"""From every change of the open post to a request for its article, without one too many."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal, Slot

from editor.errors import EditorError
from editor.render.exchange import ArticleRequest, Publication
from editor.site.layout import PostKind
from editor.site.reading import PostData
from editor.site.site import Site
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.renderer import Renderer

GATHER_MS = 2
"""Changes that come within this time, such as the letters of a paste, are rendered once."""

SETTLE_MS = 700
"""Rest after which the layout is made anew: reading times and lists of contents follow then."""

_UNNAMED = "untitled"
"""The name under which a post without one is shown; no file gets it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What Jekyll would make of the post, or the sentence that says why it would stop."""

    data: PostData | None
    problem: str = ""


class PreviewFeed(QObject):
    """Asks the renderer for the article of the post that is open.

    The text is copied only when the renderer is free to take it, so typing never pays for
    renderings that nobody will see. While the text is being written the site's layout is kept as
    it stands; a rest brings it up to date.

    **Signals:**

    - ``reading_changed(Reading)``: the front matter or the place of the post changed, and with it
      what Jekyll would make of it.
    """

    reading_changed = Signal(object)

    def __init__(self, library: Library, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._renderer = renderer
        self._post: OpenPost | None = None
        self._reading = Reading(None)
        self._head = ArticleRequest("")
        self._stale = False
        self._active = True
        self._alone = self._typing = False
        self._gather = self._single_shot(GATHER_MS, self._ask)
        self._settle = self._single_shot(SETTLE_MS, self._note_rest)
        self._connect_signals()

    def _single_shot(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _connect_signals(self) -> None:
        self._renderer.rendered.connect(self._ask_again)
        self._renderer.failed.connect(self._ask_again)
        self._renderer.freed.connect(self._ask_again)

    @property
    def reading(self) -> Reading:
        """What Jekyll would make of the post as its front matter stands now."""
        return self._reading

    def request(self) -> ArticleRequest | None:
        """Return what to ask the renderer for the post as it stands; None while none is open."""
        if self._post is None:
            return None
        publication = self._head.publication
        if publication is None:
            return replace(self._head, body=self._post.shown_text)
        now = replace(publication, typing=self._typing, alone=self._alone)
        return replace(self._head, body=self._post.body, publication=now)

    @Slot(bool)
    def set_article_alone(self, alone: bool) -> None:
        """Show the article in our own typography, or on the site's own page."""
        self._alone = alone
        self._typing = False
        self._note_change()

    @Slot(bool)
    def set_active(self, active: bool) -> None:
        """Render, or stop rendering while nobody looks."""
        self._active = active
        self._note_change()

    @Slot()
    def follow_open_post(self) -> None:
        """Render the library's post from now on; what was asked for the one before is given up."""
        self._renderer.abandon()
        self._head = ArticleRequest("")
        self._post = self._library.post
        if self._post is None:
            return
        self._post.text_changed.connect(self._note_typing)
        self._post.front_matter_changed.connect(self.read_again)
        self._post.location_changed.connect(self.read_again)
        self.read_again()

    @Slot()
    def read_again(self) -> None:
        """Ask anew what Jekyll would make of the post, and render it."""
        if self._post is None:
            return
        try:
            self._reading = Reading(self._library.read(self._post))
        except EditorError as error:
            unnamed = not self._post.location.saved and not self._post.location.slug
            # A post that was only just begun has no name yet, and that is nobody's fault.
            self._reading = Reading(None, "" if unnamed else str(error))
        self._head = self._describe(self._post)
        self._typing = False
        self.reading_changed.emit(self._reading)
        self._note_change()

    @Slot()
    def look_again(self) -> None:
        """Render again: files that the page is made of may have changed."""
        self._typing = False
        self._note_change()

    @Slot()
    def _note_typing(self) -> None:
        self._typing = True
        self._settle.start()
        self._note_change()

    @Slot()
    def _note_rest(self) -> None:
        if self._head.publication is not None and not self._alone:
            self.look_again()

    @Slot()
    def _note_change(self) -> None:
        self._stale = True
        if not self._gather.isActive() and not self._renderer.busy:
            self._gather.start()

    @Slot()
    def _ask_again(self) -> None:
        if self._stale and not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _ask(self) -> None:
        if self._post is None or not self._active or self._renderer.busy:
            return
        request = self.request()
        assert request is not None
        self._stale = False
        self._renderer.submit(request)

    def _describe(self, post: OpenPost) -> ArticleRequest:
        site, data = self._library.site, self._reading.data
        if post.front_matter is None and self._head.title:
            return self._head  # while its YAML is being mended, a post keeps its last good head
        baseurl = site.config.baseurl if site else ""
        publication = self._publication(post)
        if data is None:
            values = post.front_matter.values() if post.front_matter else {}
            title = _text(values.get("title"))
            return ArticleRequest("", title=title, baseurl=baseurl, publication=publication)
        return ArticleRequest(
            "",
            title=_text(data.title),
            date=_day(data),
            image_url=_text(data.values.get("image")),
            # Outside any site a picture lies beside the file that names it.
            base_url=data.url if self._library.is_site else "/",
            baseurl=baseurl,
            publication=publication,
        )

    def _publication(self, post: OpenPost) -> Publication | None:
        site = self._library.site
        if site is None or not self._library.is_site:
            return None
        document = post.snapshot()
        head = document.opening + document.front_matter + document.closing
        now = self._library.next_build()
        return Publication(str(site.root), str(self._place(post, site)), head, now.isoformat())

    def _place(self, post: OpenPost, site: Site) -> Path:
        try:
            return self._library.planned_name(post).path
        except EditorError:  # it has no name yet, and may be seen all the same
            if post.location.kind is PostKind.DRAFT:
                return site.root / "_drafts" / f"{_UNNAMED}.md"
            day = self._library.next_build().date().isoformat()
            return site.root / "_posts" / f"{day}-{_UNNAMED}.md"


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def _day(data: PostData) -> str:
    date = QDate(data.date.year, data.date.month, data.date.day)
    return QLocale().toString(date, QLocale.FormatType.LongFormat)
