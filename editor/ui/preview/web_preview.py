"""The preview in the browser engine: one page loaded once, then patched block by block.

What keeps a post from doing anything: its HTML is sanitised before it comes here, the page has a
content security policy, and its scripts are off; besides, nothing but ``galleyproof:`` is loaded,
and the page never goes anywhere.
"""

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWebEngineCore import (
    QWebEngineScript,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.render.exchange import Article, Frame
from editor.render.site_files import SiteFiles
from editor.resources import resource_text
from editor.ui.preview.page_frame import frame_of
from editor.ui.preview.scheme_handler import (
    POLICY,
    POLICY_WITH_IMAGES,
    SiteSchemeHandler,
    make_scheme_known,
)
from editor.ui.preview.shown_page import ShownPage
from editor.ui.preview.site_scheme import SHELL_URL
from editor.ui.preview.web_links import WebLinks
from editor.ui.preview.web_page import OnlyOurs, PreviewPage, make_profile
from editor.ui.preview.web_paper import WebPaper
from editor.ui.preview.web_place import WebPlace
from editor.ui.preview.web_typesetting import WebTypesetting
from editor.ui.preview.web_view import PreviewView

HANG_LIMIT_MS = 3_000
"""Time for the page to take a change before it counts as hung."""

HANG_LIMIT_PER_MB_MS = 10_000
"""Time added for each megabyte of the change, which the page has to lay out."""

CHECK_AFTER_MS = 500
"""Time after a change at which the page is asked whether it still lives: an image can hang it."""

MAX_RESTARTS = 3
"""Restarts in a row after which the web preview gives up."""

_LAY_OUT = "document.documentElement.getBoundingClientRect();true"
"""Answered by a page that has its layout: on a busy machine it may not have begun with it."""

SCRIPTS = ("timers", "frame", "patch", "missing", "scroll")
"""Our own scripts, each building on those before it."""

LIGHT_PAPER = QColor("#fdfdfb")
DARK_PAPER = QColor("#191b1e")
SITE_PAPER = QColor("#ffffff")
"""What a browser paints behind a page that says nothing of it."""

_ShowScrollBars = QWebEngineSettings.WebAttribute.ShowScrollBars
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class WebPreview(QWidget):
    """Shows articles as a browser does.

    **Signals:**

    - ``link_activated(QUrl)``: a link to open in the system's browser.
    - ``link_hovered(str)``: the address under the pointer, empty when there is none.
    - ``restarted(str)``: the page hung or crashed and was loaded again; a sentence.
    - ``gave_up(str)``: it does so time and again; a sentence. Another preview should take over.
    - ``article_shown()``: the newest article is in the page.
    - ``zoom_requested(int)``: steps to zoom in by, or out below 0.
    - ``reader_scrolled()``: the reader scrolled the page.
    - ``line_chosen(int, bool)``: what comes from this line was clicked; True to write there.
    - ``place_lost()``: the page was loaded anew, or stands in another frame, anywhere in it.
    """

    link_activated = Signal(QUrl)
    link_hovered = Signal(str)
    restarted = Signal(str)
    gave_up = Signal(str)
    article_shown = Signal()
    zoom_requested = Signal(int)
    reader_scrolled = Signal()
    line_chosen = Signal(int, bool)
    place_lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_scheme_known()
        self._wanted = self._good = Article(())
        self._shown = ShownPage()
        self._typesetting = WebTypesetting()
        self._files = SiteFiles(None)
        self._zoom = 1.0
        self._dark = self._to_top = self._other_files = False
        self._ready = self._running = self._released = self._fresh = False
        self._restarts = self._change = 0
        self._watchdog = self._single_shot(self._on_hang)
        self._check = self._single_shot(self._on_check)
        self._make_view()
        self._connect_signals()
        self._page.load_shell()

    def _make_view(self) -> None:
        self._handler = SiteSchemeHandler()
        self._interceptor = OnlyOurs()
        self._profile = make_profile(self._interceptor, self._handler)
        self._view = PreviewView(self)
        script = "".join(resource_text(f"preview/{name}.js") for name in SCRIPTS)
        self._page = PreviewPage(self._profile, SHELL_URL, script)
        self._page.setParent(self._view)
        self._page.setBackgroundColor(LIGHT_PAPER)
        self._view.setPage(self._page)
        self._paper = WebPaper(self._view)
        self._place = WebPlace(self._page, self._view)
        self._links = WebLinks(self._page, self)
        # children die in the order of their birth: the view with its page before the profile
        for owned in (self._profile, self._handler, self._interceptor):
            owned.setParent(self)
        self.setFocusProxy(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)

    def _connect_signals(self) -> None:
        self._page.loadFinished.connect(self._on_loaded)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self._links.activated.connect(self.link_activated)
        self._links.hovered.connect(self.link_hovered)
        self._page.line_chosen.connect(self.line_chosen)
        self._view.zoom_requested.connect(self.zoom_requested)
        self._place.reader_scrolled.connect(self.reader_scrolled)
        application = QCoreApplication.instance()
        if application is not None:
            # the engine crashes a program that ends with the page still there
            application.aboutToQuit.connect(self.release)

    @property
    def view(self) -> QWebEngineView:
        """The browser engine's own widget."""
        return self._view

    def show_article(self, article: Article) -> None:
        """Show an article; only its blocks that differ from the shown ones touch the page."""
        self._wanted = article
        self._flush()

    def clear(self) -> None:
        """Show no text, from the top: another post comes next, likely on the same page."""
        self._to_top = True
        self._good = Article(())
        self._set_remote_images(allowed=False)
        self.show_article(Article((), published=self._wanted.published))

    def load_remote_images(self) -> None:
        """Load the images on other sites too, until ``clear``."""
        self._set_remote_images(allowed=True)

    def _set_remote_images(self, *, allowed: bool) -> None:
        """The policy came with the page, so another one comes with the page loaded anew."""
        if self._released or self._interceptor.images_allowed is allowed:
            return
        self._interceptor.images_allowed = allowed
        self._handler.policy = POLICY_WITH_IMAGES if allowed else POLICY
        self._ready = self._running = False
        self._place.stop()
        self._watchdog.stop()
        self._check.stop()
        self._page.load_shell()

    def set_site(self, files: SiteFiles, published_url: str) -> None:
        """Read images from these files from now on, and open the site's links at this address."""
        self._links.published_url = published_url
        if self._released:
            return
        if files != self._files:
            self._files = files
            self._handler.site_files = files
            self._other_files = True
            self._flush()

    def set_dark(self, dark: bool) -> None:
        """Show light letters on dark paper, or the other way round."""
        self._dark = dark
        if self._released:
            return
        self._show_paper()
        if self._ready:
            self._page.runJavaScript(f"galleyproof.setDark({json.dumps(dark)})", _WORLD)

    def set_zoom(self, factor: float) -> None:
        """Show everything ``factor`` times as large as written, from 0.25 to 5."""
        self._zoom = factor
        if not self._released:
            self._page.setZoomFactor(factor)

    def set_scroll_bar_shown(self, shown: bool) -> None:
        """Show the page's scroll bar, or have it take no room."""
        if not self._released:
            self._page.settings().setAttribute(_ShowScrollBars, shown)

    def scroll_to_line(self, line: float, end: int) -> None:
        """Show ``line`` of a text that ends before line ``end`` where the text pane shows it."""
        if not self._released:
            self._place.scroll_to_line(line, end)

    def reveal_line(self, line: float, end: int, at: float) -> None:
        """Bring ``line`` into sight if it is out of it, to the share ``at`` of the height."""
        if not self._released:
            self._place.reveal_line(line, end, at)

    def ask_line(self, end: int, answer: Callable[[float | None], None]) -> None:
        """Have ``answer`` told the line in sight, None where there is nothing to scroll."""
        if not self._released:
            self._place.ask_line(end, answer)

    @property
    def is_current(self) -> bool:
        """Whether the last article given is in the page."""
        waits = self._running or self._other_files or not self._shown.is_same(self._wanted)
        return self._ready and not waits

    @property
    def is_proven(self) -> bool:
        """Whether the page still answered some time after it was shown what it shows."""
        return self._good is self._wanted

    def print_on(self, printer: QPrinter, done: Callable[[bool], None]) -> None:
        """Print the page, light on white, when its images are there; ``done`` hears the end."""
        self._paper.print_on(printer, done)

    def print_to_pdf(self, paper: QPageLayout, done: Callable[[bytes], None]) -> None:
        """Make a PDF of the page, light on white; ``done`` gets it, empty if that failed."""
        self._paper.print_to_pdf(paper, done)

    @Slot()
    def release(self) -> None:
        """Let go of the browser engine, the page before its profile; the end of this preview."""
        if self._released:
            return
        self._released, self._ready = True, False
        self._watchdog.stop()
        self._check.stop()
        self._place.stop()  # a page that goes answers what it was asked, and then asks no more
        self._page.renderProcessTerminated.disconnect(self._on_terminated)
        self._page.loadFinished.disconnect(self._on_loaded)
        for owned in (self._page, self._view, self._profile, self._handler, self._interceptor):
            shiboken6.delete(owned)

    def _flush(self) -> None:
        if not self._ready or self._running:
            return
        calls = self._shown.changes(self._wanted, other_files=self._other_files)
        if not calls:
            return
        if self._to_top:
            calls.append("scrollToTop()")
        self._place.note_patch()
        own_before = self._shown.in_own_frame
        self._shown.note(self._wanted)
        if self._shown.in_own_frame != own_before:
            self._fresh = True  # every line stands at another height
        self._links.base = self._shown.at
        self._serve(frame_of(self._wanted))
        self._other_files = self._to_top = False
        frame = frame_of(self._wanted)
        before = self._typesetting.scripts(frame.typesetting, (frame.html, *self._wanted.blocks))
        script = "\n;".join((*before, *(f"galleyproof.{call}" for call in calls)))
        self._change = len(script)
        self._run(f"{script};true", self._on_patched)

    def _serve(self, frame: Frame) -> None:
        """Have the page find what its frame loads."""
        self._handler.sheets = frame.sheets
        theme = Path(frame.theme) if frame.theme else None
        self._handler.site_files = replace(self._files, theme=theme)
        self._show_paper()

    def _show_paper(self) -> None:
        own = DARK_PAPER if self._dark else LIGHT_PAPER
        self._page.setBackgroundColor(own if self._shown.in_own_frame else SITE_PAPER)

    def _run(self, script: str, done: Callable[[object], None], *, waited_ms: int = 0) -> None:
        """Have the page do ``script``; it has had ``waited_ms`` of its time already."""
        self._running = True
        self._check.stop()
        limit = HANG_LIMIT_MS + HANG_LIMIT_PER_MB_MS * self._change // 1_000_000
        self._watchdog.start(limit - waited_ms)
        self._page.runJavaScript(script, _WORLD, done)

    def _on_patched(self, result: object) -> None:
        if self._released or not self._ready or result is not True:
            return
        self._running = False
        self._watchdog.stop()
        self._flush()
        if not self._running:
            self._check.start(CHECK_AFTER_MS)
            if self._fresh:
                self._fresh = False
                self.place_lost.emit()
            self.article_shown.emit()

    @Slot()
    def _on_check(self) -> None:
        if self._ready and not self._running:
            self._run(_LAY_OUT, self._on_alive, waited_ms=CHECK_AFTER_MS)

    def _on_alive(self, result: object) -> None:
        if self._released or not self._ready or result is not True:
            return
        self._running = False
        self._restarts = 0
        self._good = self._wanted if self._shown.is_same(self._wanted) else self._good
        self._watchdog.stop()
        self._flush()

    @Slot(bool)
    def _on_loaded(self, ok: bool) -> None:
        if not ok:
            return
        if self._page.url() != SHELL_URL:
            self._load_again()  # the engine goes to a blank page without asking
            return
        if self._restarts:
            self._page.mend_script()
        self._ready, self._running = True, False
        self._shown = ShownPage()
        self._typesetting.forget()
        self._fresh = True
        self._place.start()
        missing = self.tr("Image not found:")
        remote = self.tr("Not loaded, because it lies on another site:")
        labels = f"{json.dumps(missing)},{json.dumps(remote)}"
        self._page.runJavaScript(f"galleyproof.setLabels({labels})", _WORLD)
        self.set_dark(self._dark)
        self._page.setZoomFactor(self._zoom)
        self._flush()

    @Slot()
    def _on_hang(self) -> None:
        if self._shown.is_same(self._wanted):
            self._wanted = self._good  # the page that hangs would do so again
        process = self._page.renderProcessPid()
        if process > 0:
            os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        else:
            self._restart()

    @Slot()
    def _on_terminated(self) -> None:
        if self._restarts:
            self._wanted = self._good
        self._restart()

    def _restart(self) -> None:
        self._ready = self._running = False
        self._place.stop()
        self._watchdog.stop()
        self._check.stop()
        self._restarts += 1
        if self._restarts > MAX_RESTARTS:
            self.gave_up.emit(
                self.tr(
                    "The full preview stopped several times on this post, so this is a plain one."
                    " Your text is safe; start Galleyproof again to get the full preview back."
                )
            )
            return
        self.restarted.emit(
            self.tr(
                "The preview had stopped and was started again. Your text is safe; what you see is"
                " the last version that worked."
            )
        )
        QTimer.singleShot(0, self, self._load_again)

    @Slot()
    def _load_again(self) -> None:
        if not self._released:
            self._page.load_shell()

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
