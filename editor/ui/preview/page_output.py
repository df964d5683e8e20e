"""Print…, Export as HTML…, Export as PDF…: the post as a page for readers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize

from editor.errors import EditorError
from editor.render.exchange import Article
from editor.render.site_files import SiteFiles
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.prompts import Prompts
from editor.workspace.exports import FreshArticle, write_export
from editor.workspace.library import Library
from editor.workspace.page_export import page_to_export
from editor.workspace.settings import EXPORT_FOLDER

PAGE_MARGIN_MM = 18


class PageOutput(QObject):
    """Carries out the three verbs on the open post, as it stands in the window.

    **Signals:**

    - ``said(str)``: something was done, in one short sentence for the status line.
    - ``preview_wanted()``: what is to be printed must be shown first.
    """

    said = Signal(str)
    preview_wanted = Signal()

    def __init__(
        self,
        library: Library,
        prompts: Prompts,
        preview: PreviewPane,
        fresh: FreshArticle,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._prompts = library, prompts
        self._preview, self._fresh = preview, fresh
        self._with_article: Callable[[Article], None] | None = None
        self._with_page: Callable[[], None] | None = None
        fresh.made.connect(self._on_made)
        fresh.failed.connect(self._on_failed)
        preview.article_shown.connect(self._on_shown)
        library.post_opened.connect(self._give_up)

    @Slot()
    def print_post(self) -> None:
        """Ask for a printer and print the page."""
        printer = self._prompts.ask_printer(self._title())
        if printer is not None:
            self._when_shown(partial(self._preview.print_on, printer, self._say_printed))

    @Slot()
    def export_pdf(self) -> None:
        """Ask for a name and write the page there as a PDF."""
        path = self._ask_path(self.tr("Export as PDF"), self.tr("PDF files (*.pdf)"), "pdf")
        if path is not None:
            write = partial(self._write, path)
            self._when_shown(partial(self._preview.print_to_pdf, usual_paper(), write))

    @Slot()
    def export_html(self) -> None:
        """Ask for a name and write the page there, with its style and pictures inside."""
        path = self._ask_path(self.tr("Export as HTML"), self.tr("Web pages (*.html)"), "html")
        if path is not None:
            self._have_made(partial(self._write_html, path))

    # Inside

    def _when_shown(self, act: Callable[[], None]) -> None:
        self.preview_wanted.emit()
        self._have_made(partial(self._wait_for_page, act))

    def _have_made(self, act: Callable[[Article], None]) -> None:
        self._with_article, self._with_page = act, None
        self._fresh.request()

    @Slot()
    def _give_up(self) -> None:
        """Another post is open: its page must not be written under the name of the one before."""
        self._with_article = self._with_page = None

    def _wait_for_page(self, act: Callable[[], None], article: Article) -> None:
        self._with_page = act
        self._preview.show_article(article)
        self._on_shown()

    @Slot(object)
    def _on_made(self, article: Article) -> None:
        act, self._with_article = self._with_article, None
        if act is not None:
            act(article)

    @Slot()
    def _on_shown(self) -> None:
        if self._with_page is not None and self._preview.is_current:
            act, self._with_page = self._with_page, None
            act()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._with_article = None
        self._prompts.say_error(sentence)

    def _write_html(self, path: Path, article: Article) -> None:
        site = self._library.site
        published = article.published
        theme = Path(published.frame.theme) if published and published.frame else None
        files = SiteFiles(site.root, site.config.baseurl, theme) if site else SiteFiles(None)
        try:
            data = page_to_export(article, self._title(), files)
        except EditorError as error:
            self._prompts.say_error(str(error))
            return
        self._write(path, data)

    def _write(self, path: Path, data: bytes) -> None:
        if not data:
            self._prompts.say_error(
                self.tr("The page could not be made. Your text is safe; try again in a moment.")
            )
            return
        try:
            write_export(path, data)
        except EditorError as error:
            self._prompts.say_error(str(error))
            return
        self._library.settings.put(EXPORT_FOLDER, path.parent)
        self.said.emit(self.tr("Exported {name}").format(name=path.name))

    def _say_printed(self, done: bool) -> None:
        if done:
            self.said.emit(self.tr("Sent to the printer"))
        else:
            self._prompts.say_error(
                self.tr("The page was not printed. Your text is safe; is the printer there?")
            )

    def _ask_path(self, title: str, kinds: str, suffix: str) -> Path | None:
        folder = self._library.settings.get(EXPORT_FOLDER) or _documents()
        name = Path(self._file_name()).stem or self.tr("post")
        return self._prompts.ask_export_path(title, folder / f"{name}.{suffix}", kinds)

    def _file_name(self) -> str:
        post = self._library.post
        if post is None:
            return ""
        return post.location.path.name if post.location.path else post.location.slug

    def _title(self) -> str:
        post = self._library.post
        title = post.front_matter.get("title") if post and post.front_matter else None
        return str(title or Path(self._file_name()).stem)


def usual_paper() -> QPageLayout:
    """Return a sheet as the reader's country has it, with margins to hold it by."""
    imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4)
    margins = QMarginsF(*[PAGE_MARGIN_MM] * 4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
