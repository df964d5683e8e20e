"""The page of the post that the window is opened with, before there is a pane for it.

The browser engine's processes start, and the page is shown, beside the loading of the program.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from editor.render.exchange import Article, SitePlace
from editor.render.site_files import SiteFiles
from editor.ui.preview.sandbox import sandbox_problem_here
from editor.workspace.settings import (
    ARTICLE_ALONE,
    PAGE_PLACE,
    PAGE_WIDTH,
    PREVIEW_ZOOM,
    PageWidth,
    Settings,
)

if TYPE_CHECKING:
    from editor.ui.preview.web_preview import WebPreview

FRAMES_MS = 50
"""Time for what is in the page to be seen: the engine draws it in another process."""


class FirstPage(QObject):
    """A preview in the place where the pane will have it, and what it shows of ``post``.

    **Signals:**

    - ``settled``: the page is seen, or none will be before there is the pane.
    """

    settled = Signal()

    def __init__(self, window: QWidget, post: Path, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._post, self._settings = window, post.absolute(), settings
        self._article: Article | None = None
        self._site = SitePlace("", "", "")
        self.preview: WebPreview | None = None
        self.is_settled = False

    def begin(self, *, dark: bool) -> None:
        """Start the browser engine, which takes a while, unless it cannot run here.

        Why it cannot is asked again and said by the pane.
        """
        self.preview = self._made_preview()
        if self.preview is None:
            self._settle()
            return
        self.preview.article_shown.connect(self._on_shown)
        self.preview.set_dark(dark)
        self.preview.set_zoom(self._settings.get(PREVIEW_ZOOM))
        self.preview.setGeometry(QRect(*self._settings.get(PAGE_PLACE)))
        # A width of its own, and the zoom that it needs, come with the pane.
        self.preview.setVisible(self._settings.get(PAGE_WIDTH) is PageWidth.PANE)
        self._show()

    @Slot(object, object)
    def take(self, article: Article, site: SitePlace) -> None:
        """Show the page that was made of the post's file; not one that stands in for it."""
        published = article.published
        alone = self._settings.get(ARTICLE_ALONE)
        if published is None or published.broken or alone:
            self._settle()
            return
        self._article, self._site = article, site
        self._show()

    @Slot()
    def do_without(self) -> None:
        """Wait no longer: the render process is done, and may have made no page."""
        if self._article is None:
            self._settle()

    @property
    def article(self) -> Article | None:
        """What it shows; None until it came, and after it was given."""
        return self._article

    def give(self, post: Path | None) -> Article | None:
        """Return what is shown if it is of ``post``, once; None while no post is open."""
        if post is None:
            return None
        article, self._article = self._article, None
        return article if post == self._post and self.preview is not None else None

    def stay_in_sight(self) -> None:
        """Stand before what the window is being filled with, or go where there is no page."""
        if self.preview is not None and self._article is not None:
            self.preview.raise_()
        else:
            self.hide()

    def hide(self) -> None:
        """Be seen no more until the pane takes it."""
        if self.preview is not None:
            self.preview.hide()

    def release(self) -> None:
        """Let go of the browser engine."""
        if self.preview is not None:
            self.preview.release()

    def _made_preview(self) -> WebPreview | None:
        if sandbox_problem_here() is not None:
            return None
        try:
            from editor.ui.preview.web_preview import WebPreview  # noqa: PLC0415
        except ImportError:
            return None
        return WebPreview(self._window)

    def _show(self) -> None:
        # The page may be made before the engine that shows it is there.
        if self.preview is not None and self._article is not None:
            site = self._site
            self.preview.set_site(SiteFiles(Path(site.root), site.baseurl), site.url)
            self.preview.show_article(self._article)

    @Slot()
    def _on_shown(self) -> None:
        if self._article is not None:
            QTimer.singleShot(FRAMES_MS, self, self._settle)

    @Slot()
    def _settle(self) -> None:
        if not self.is_settled:
            self.is_settled = True
            self.settled.emit()
