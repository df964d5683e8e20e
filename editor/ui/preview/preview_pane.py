"""The pane beside the text: the web preview, or a plain one where the browser engine cannot run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QPageLayout, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.render.exchange import Article
from editor.render.site_files import SiteFiles
from editor.ui.preview.fidelity_line import FidelityLine
from editor.ui.preview.page_stage import PageStage
from editor.ui.preview.plain_preview import PlainPreview
from editor.ui.preview.preview_bar import PreviewBar
from editor.ui.preview.remote_images_bar import RemoteImagesBar
from editor.ui.preview.sandbox import sandbox_problem_here
from editor.workspace.settings import PageWidth

USUAL_SIZE = QSize(560, 640)
LEAST_SIZE = QSize(220, 120)

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from editor.ui.preview.first_page import FirstPage
    from editor.ui.preview.web_preview import WebPreview

    AnyPreview = WebPreview | PlainPreview


class PreviewPane(QWidget):
    """Shows the article of the open post. The preview itself is made after the first paint.

    **Signals:**

    - ``link_activated(QUrl)``: a link to open in the system's browser (http, https, mailto).
    - ``link_hovered(str)``: the address under the pointer, empty when there is none.
    - ``article_shown()``: the newest article can be seen.
    - ``reader_scrolled()``: the reader scrolled the page, and nobody else.
    - ``line_chosen(int, bool)``: what comes from this line was clicked; True to write there.
    - ``place_lost()``: the page was made anew and stands at its top.
    - ``became_plain()``: the browser engine cannot run here; only an article alone can be shown.
    - ``zoom_requested(int)``: the wheel asks for it; steps to zoom in by, or out below 0.
    """

    link_activated = Signal(QUrl)
    link_hovered = Signal(str)
    article_shown = Signal()
    zoom_requested = Signal(int)
    reader_scrolled = Signal()
    line_chosen = Signal(int, bool)
    place_lost = Signal()
    became_plain = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        engine_problem: Callable[[], str | None] = sandbox_problem_here,
        first_page: FirstPage | None = None,
    ) -> None:
        """``engine_problem`` says why the browser engine cannot run here, or None.

        ``first_page`` is shown already; without one, a preview is made after the first paint.
        """
        super().__init__(parent)
        self._first_page = first_page
        self._engine_problem = engine_problem
        self._article = Article(())
        self._files = SiteFiles(None)
        self._published_url = ""
        self._dark = False
        self._painted = self._released = False
        self._preview: AnyPreview | None = None
        self._reason = self._line(self.tr("Why this is a plain preview"))
        self._notice = self._line(self.tr("Notice of the preview"))
        self.bar = PreviewBar(self)
        self.remote_images = RemoteImagesBar(self)
        self.remote_images.load_requested.connect(self._load_remote_images)
        self._remote_allowed = False
        self._stage = PageStage(self)
        self._stage.zoom_changed.connect(self.bar.show_zoom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.bar, self._reason, self._notice, self.remote_images):
            layout.addWidget(part)
        layout.addWidget(self._stage, 1)
        self.fidelity = FidelityLine(self)
        layout.addWidget(self.fidelity)

    def _line(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setAccessibleName(name)
        label.setProperty("role", "hint")
        label.setContentsMargins(12, 6, 12, 6)
        label.hide()
        return label

    @property
    def preview(self) -> AnyPreview | None:
        """The preview at work, None until the first paint."""
        return self._preview

    @property
    def notice(self) -> str:
        """The sentence above the preview, empty when there is none."""
        return self._notice.text()

    @property
    def reason(self) -> str:
        """Why the preview is a plain one, empty when it is not."""
        return self._reason.text()

    @property
    def is_current(self) -> bool:
        """Whether the last article given can be seen."""
        return self._preview is not None and self._preview.is_current

    def scroll_to_line(self, line: float, end: int) -> None:
        """Show ``line`` of a text that ends before line ``end`` where the text pane shows it.

        Lines count from 1; the fraction is the way through the line.
        """
        if self._preview is not None:
            self._preview.scroll_to_line(line, end)

    def reveal_line(self, line: float, end: int, at: float) -> None:
        """Bring ``line`` into sight if it is out of it, to the share ``at`` of the height."""
        if self._preview is not None:
            self._preview.reveal_line(line, end, at)

    def ask_line(self, end: int, answer: Callable[[float | None], None]) -> None:
        """Have ``answer`` told the line in sight, None where there is nothing to scroll."""
        if self._preview is not None:
            self._preview.ask_line(end, answer)

    def print_on(self, printer: QPrinter, done: Callable[[bool], None]) -> None:
        """Print the page, light on white; ``done`` hears whether that worked."""
        assert self._preview is not None
        self._preview.print_on(printer, done)

    def print_to_pdf(self, paper: QPageLayout, done: Callable[[bytes], None]) -> None:
        """Make a PDF of the page, light on white; ``done`` gets it, empty if that failed."""
        assert self._preview is not None
        self._preview.print_to_pdf(paper, done)

    @Slot(object)
    def show_article(self, article: Article) -> None:
        """Show an article; a notice about the last failure goes away."""
        self._article = article
        self.show_notice("")
        self._show_remote_images()
        if self._preview is not None:
            self._preview.show_article(article)

    def give_first(self, post: Path | None) -> Article | None:
        """Return what was shown of ``post`` before there was this pane, once; None otherwise."""
        return None if self._first_page is None else self._first_page.give(post)

    def clear(self) -> None:
        """Show no text; the next article starts at its top. For when another post is opened."""
        self._article = Article((), published=self._article.published)
        self.show_notice("")
        self._remote_allowed = False
        self._show_remote_images()
        if self._preview is not None:
            self._preview.clear()

    @Slot()
    def _load_remote_images(self) -> None:
        if self._preview is not None:
            self._remote_allowed = True
            self._preview.load_remote_images()
        self._show_remote_images()

    def _show_remote_images(self) -> None:
        can_load = not self._remote_allowed and not self.reason
        self.remote_images.show_count(self._article.remote_images if can_load else 0)

    def set_site_root(self, root: Path | None, baseurl: str = "", published_url: str = "") -> None:
        """Read images from the site at ``root``.

        ``baseurl`` and ``published_url`` are ``baseurl`` and ``url`` of _config.yml: the first may
        begin an image's address, at the second a link to the site's own pages is opened.
        """
        self._files = SiteFiles(root, baseurl)
        self._published_url = published_url
        if self._preview is not None:
            self._preview.set_site(self._files, published_url)

    @Slot(str)
    def show_notice(self, text: str) -> None:
        """Show a sentence above the preview, which stays as it is; an empty one takes it away."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_dark(self, dark: bool) -> None:
        """Show light letters on dark paper, or the other way round."""
        self._dark = dark
        if self._preview is not None:
            self._preview.set_dark(dark)

    @property
    def zoom(self) -> float:
        """How large the page is shown; 1.0 is as written."""
        return self._stage.zoom

    def set_zoom(self, factor: float) -> None:
        """Show the page ``factor`` times as large, or as large as fits at its chosen width."""
        self._stage.set_zoom(factor)

    def set_page_width(self, width: PageWidth) -> None:
        """Lay the page out at ``width``, smaller than written where the pane is narrower."""
        self._stage.set_width(width)

    @property
    def page_area(self) -> QWidget:
        """What the page stands in."""
        return self._stage

    def release(self) -> None:
        """Let go of the browser engine. Call before the window and the application go away."""
        self._released = True
        if self._first_page is not None:
            self._first_page.release()
        if self._preview is not None:
            self._preview.release()

    def sizeHint(self) -> QSize:
        """The size of a page to read."""
        return USUAL_SIZE

    def minimumSizeHint(self) -> QSize:
        """The least in which a line can be read; without it an empty pane would never be seen."""
        return LEAST_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the preview once the window has been seen: it takes a while."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._make_preview)

    @Slot()
    def _make_preview(self) -> None:
        if self._released:
            return
        if self._first_page is not None and self._first_page.preview is not None:
            self._use_web(self._first_page.preview)
            return
        problem = self._engine_problem()
        if problem is None:
            problem = self._use_web_preview()
        if problem is not None:
            self._use_plain_preview(problem)

    def _use_web_preview(self) -> str | None:
        try:
            # only here: loading the engine costs more than the rest of the window
            from editor.ui.preview.web_preview import WebPreview  # noqa: PLC0415
        except ImportError as error:
            return self.tr(
                "This is a plain preview: the browser engine could not be loaded ({reason})."
                " Install what it asks for, then start again; writing and saving work without it."
            ).format(reason=error)
        self._use_web(WebPreview(self._stage))
        return None

    def _use_web(self, preview: WebPreview) -> None:
        preview.setParent(self._stage)
        preview.restarted.connect(self.show_notice)
        # queued: the page must not be deleted while it is telling that it ended
        preview.gave_up.connect(self._on_gave_up, Qt.ConnectionType.QueuedConnection)
        self._use(preview)

    @Slot(str)
    def _on_gave_up(self, reason: str) -> None:
        web = self._preview
        if web is None:
            return
        web.hide()
        web.release()
        web.deleteLater()
        self.show_notice("")
        self._use_plain_preview(reason)

    def _use_plain_preview(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.show()
        self._show_remote_images()
        self._use(PlainPreview(self._stage))
        self.became_plain.emit()

    def _use(self, preview: AnyPreview) -> None:
        preview.link_activated.connect(self.link_activated)
        preview.link_hovered.connect(self.link_hovered)
        preview.article_shown.connect(self.article_shown)
        preview.zoom_requested.connect(self.zoom_requested)
        preview.reader_scrolled.connect(self.reader_scrolled)
        preview.line_chosen.connect(self.line_chosen)
        preview.place_lost.connect(self.place_lost)
        self._stage.set_page(preview)
        self.setFocusProxy(preview)
        self._preview = preview
        preview.set_site(self._files, self._published_url)
        preview.set_dark(self._dark)
        preview.show_article(self._article)
        preview.show()
