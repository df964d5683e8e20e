"""The preview without the browser engine: simpler, and no less safe."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from editor.render.exchange import Article
from editor.render.site_files import SiteFiles
from editor.resources import resource_text
from editor.ui.preview.preview_links import PreviewLinks
from editor.ui.preview.site_scheme import SCHEME, SITE_HOST, article_url
from editor.ui.wheel_steps import WheelSteps

QUIET_MS = 300
"""Time without a newer article after which one is shown: laying out all of it stops the window."""

QUIET_PER_MB_MS = 3_000
"""Time added for each megabyte of HTML."""

MAX_CHARACTERS = 1_500_000
"""HTML beyond which the rest is left out: this widget would stop the window for seconds."""

PICTURE_SUFFIXES = frozenset(("png", "jpeg", "jpg", "gif", "webp", "bmp", "ico"))
"""No drawings: Qt draws an SVG in the window's own process, where a hostile one would hang it."""

_SIZE = re.compile(r"\b(?P<number>[\d.]+)(?P<unit>pt|px)\b")

PAGE_MARGIN = 28
PLACEHOLDER_HEIGHT = 44


class PlainPreview(QTextBrowser):
    """Shows articles with Qt's own text widget; the same signals as ``WebPreview``."""

    link_activated = Signal(QUrl)
    link_hovered = Signal(str)
    article_shown = Signal()
    zoom_requested = Signal(int)
    reader_scrolled = Signal()
    line_chosen = Signal(int, bool)
    place_lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Article(())
        self._files = SiteFiles(None)
        self._published_url = ""
        self._dark = False
        self._zoom = 1.0
        self._steps = WheelSteps()
        self._reader_acts = False
        self._to_top = False
        self.setAccessibleName(self.tr("Preview"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(PAGE_MARGIN)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._show_wanted)
        self.anchorClicked.connect(self._on_link)
        self.highlighted.connect(self._on_hovered)
        self.verticalScrollBar().actionTriggered.connect(self._on_acted)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_article(self, article: Article) -> None:
        """Show an article when no newer one comes for a moment."""
        self._wanted = article
        size = sum(map(len, article.blocks))
        self._quiet.start(QUIET_MS + QUIET_PER_MB_MS * min(size, MAX_CHARACTERS) // 1_000_000)

    def clear(self) -> None:
        """Show nothing, from the top: another post comes next."""
        self._quiet.stop()
        self._to_top = True
        self._wanted = Article(())
        self._reader_acts = False
        super().clear()

    def set_site(self, files: SiteFiles, published_url: str) -> None:
        """Read images from these files from now on, and open the site's links at this address."""
        self._files = files
        self._published_url = published_url
        self._quiet.start(0)

    def set_dark(self, dark: bool) -> None:
        """Show light letters on dark paper, or the other way round."""
        self._dark = dark
        paper, ink = ("#191b1e", _DARK["ink"]) if dark else ("#fdfdfb", _LIGHT["ink"])
        self.setStyleSheet(f"QTextBrowser {{ background: {paper}; color: {ink}; border: none; }}")
        self._quiet.start(0)

    def set_zoom(self, factor: float) -> None:
        """Show everything ``factor`` times as large as written."""
        self._zoom = factor
        self.document().setDocumentMargin(PAGE_MARGIN * factor)
        self._quiet.start(QUIET_MS)

    def set_scroll_bar_shown(self, shown: bool) -> None:
        """Show the scroll bar where there is something to scroll, or never."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff
        )

    def scroll_to_line(self, line: float, end: int) -> None:
        """Go as far down the page as ``line`` is down a text that ends before line ``end``.

        This widget does not know which line its paragraphs come from.
        """
        bar = self.verticalScrollBar()
        self._move_to(round(bar.maximum() * (line - 1) / max(1, end - 1)))

    def reveal_line(self, line: float, end: int, at: float) -> None:
        """Stay: where a line is can only be guessed here."""

    def ask_line(self, end: int, answer: Callable[[float | None], None]) -> None:
        """Have ``answer`` told the line in sight, None where there is nothing to scroll."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else None
        answer(None if share is None else 1 + share * (end - 1))

    def _move_to(self, value: int) -> None:
        self._reader_acts = False
        self.verticalScrollBar().setValue(value)

    @Slot()
    def _on_acted(self) -> None:
        self._reader_acts = True  # said by the bar before each step of a wheel, a key, a mouse

    @Slot()
    def _on_scrolled(self) -> None:
        if self._reader_acts:
            self._reader_acts = False
            self.reader_scrolled.emit()

    @property
    def is_current(self) -> bool:
        """Whether the last article given can be seen."""
        return not self._quiet.isActive()

    def print_on(self, printer: QPagedPaintDevice, done: Callable[[bool], None]) -> None:
        """Print the page, light on white; ``done`` hears whether that worked."""
        self._print(printer)
        done(True)

    def print_to_pdf(self, paper: QPageLayout, done: Callable[[bytes], None]) -> None:
        """Make a PDF of the page, light on white; ``done`` gets it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageLayout(paper)
        self._print(writer)
        del writer  # ends the file
        done(bytes(buffer.data().data()))

    def _print(self, device: QPagedPaintDevice) -> None:
        document = self._on_paper()
        document.print_(device)
        document.deleteLater()

    def _on_paper(self) -> QTextDocument:
        dark, self._dark = self._dark, False  # what is drawn for a missing image as well
        document = QTextDocument(self)
        document.setDefaultFont(self.document().defaultFont())
        document.setDefaultStyleSheet(plain_style(dark=False))
        document.setBaseUrl(article_url(self._wanted.base_url))
        document.setHtml(self._wanted.html)
        document.size()  # lays it out, which loads the images
        self._dark = dark
        return document

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for another zoom."""
        steps = self._steps.zoom_steps(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.zoom_requested.emit(steps)

    def release(self) -> None:
        """Stop waiting for articles."""
        self._quiet.stop()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # Qt's own type
        """Return an image of the site, reduced to the width of the widget; nothing else is read."""
        url = article_url(self._wanted.base_url).resolved(QUrl(name))
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        if url.scheme() != SCHEME or url.host() != SITE_HOST:
            return self._placeholder(self.tr("Not loaded, because it lies on another site:"), url)
        found = self._files.find(url.path(QUrl.ComponentFormattingOption.FullyEncoded))
        if found is None:
            return self._placeholder(self.tr("Image not found:"), url)
        image = _read_image(str(found.path), self._text_width())
        if image.isNull():
            return self._placeholder(self.tr("The plain preview cannot show this image:"), url)
        return image

    def _text_width(self) -> int:
        edges = round(2 * PAGE_MARGIN * self._zoom) + self.verticalScrollBar().sizeHint().width()
        return max(64, self.width() - edges)

    def _placeholder(self, reason: str, url: QUrl) -> QImage:
        """Return a picture of the sentence that stands where an image is missing."""
        colours = _DARK if self._dark else _LIGHT
        where = url.path() if url.scheme() == SCHEME else url.toDisplayString()
        image = QImage(self._text_width(), PLACEHOLDER_HEIGHT, QImage.Format.Format_RGB32)
        image.fill(QColor(colours["shade"]))
        painter = QPainter(image)
        painter.setFont(self.font())
        painter.setPen(QColor(colours["quiet"]))
        inside = image.rect().adjusted(12, 4, -12, -4)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inside, int(flags), f"{reason} {where}")
        painter.end()
        return image

    def load_remote_images(self) -> None:
        """Nothing: this preview never loads any."""

    @Slot()
    def _show_wanted(self) -> None:
        top = 0 if self._to_top else self.verticalScrollBar().value()
        self._to_top = False
        document = self.document()
        document.setDefaultStyleSheet(plain_style(self._dark, self._zoom))
        document.setBaseUrl(article_url(self._wanted.base_url))
        self._reader_acts = False
        self.setHtml(_shortened(self._wanted, self.tr("The rest of this long post is not shown.")))
        self._move_to(top)
        self.article_shown.emit()

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        links = self._links()
        full = article_url(self._wanted.base_url).resolved(url)
        fragment = links.fragment(full)
        if fragment is not None:
            self.scrollToAnchor(fragment)
            return
        outside = links.outside(full)
        if outside is not None:
            self.link_activated.emit(outside)

    @Slot(QUrl)
    def _on_hovered(self, url: QUrl) -> None:
        full = article_url(self._wanted.base_url).resolved(url)
        self.link_hovered.emit("" if url.isEmpty() else self._links().shown(full.toString()))

    def _links(self) -> PreviewLinks:
        return PreviewLinks(article_url(self._wanted.base_url), self._published_url)


def plain_style(dark: bool, zoom: float = 1.0) -> str:
    """Return the style sheet in the words that Qt's text widget knows, its sizes zoomed."""
    sheet = _SIZE.sub(
        lambda size: f"{float(size['number']) * zoom:.4g}{size['unit']}",
        resource_text("preview/plain.css"),
    )
    colours = _DARK if dark else _LIGHT
    for name, value in colours.items():
        sheet = sheet.replace(f"@{name}", value)
    return sheet


_LIGHT = {
    "ink": "#24272c",
    "quiet": "#6a7079",
    "link": "#1f5fa8",
    "shade": "#f1f1ec",
    "line": "#d8d8d2",
}
_DARK = {
    "ink": "#dcdee2",
    "quiet": "#9299a4",
    "link": "#82b4f0",
    "shade": "#26282c",
    "line": "#3c3f45",
}


def _shortened(article: Article, note: str) -> str:
    length = 0
    for count, block in enumerate(article.blocks):
        length += len(block)
        if length > MAX_CHARACTERS:
            return "".join(article.blocks[:count]) + f"<p><i>{note}</i></p>"
    return article.html


def _read_image(path: str, width: int) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in PICTURE_SUFFIXES:
        return QImage()
    size = reader.size()
    if size.isValid() and size.width() > width:
        height = max(1, size.height() * width // size.width())
        reader.setScaledSize(QSize(width, height))
    return reader.read()
