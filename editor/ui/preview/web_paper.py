"""The page of the web preview on paper."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView

IMAGES_POLL_MS = 50
"""How often the page is asked whether its images are there."""

IMAGES_LIMIT_MS = 5_000
"""Time after which the page is printed without those that are still missing."""

_ARE_IMAGES_THERE = (
    "galleyproof.isStyled() && [...document.images].every((image) => image.complete)"
)
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class WebPaper(QObject):
    """Prints what a view shows, in the print style of the page, when its images are there."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._act: Callable[[], None] | None = None
        self._done: Callable[[bool], None] | None = None
        self._printer: QPrinter | None = None
        self._polls_left = 0
        self._colour = view.page().backgroundColor()
        self._poll = QTimer(self)
        self._poll.setSingleShot(True)
        self._poll.setInterval(IMAGES_POLL_MS)
        self._poll.timeout.connect(self._look_for_images)
        view.printFinished.connect(self._on_printed)

    def print_on(self, printer: QPrinter, done: Callable[[bool], None]) -> None:
        """Print on ``printer``; ``done`` hears whether that worked."""

        def start() -> None:
            self._printer, self._done = printer, done  # both are needed until the end
            self._whiten()
            self._view.print(printer)

        self._with_images(start)

    def print_to_pdf(self, paper: QPageLayout, done: Callable[[bytes], None]) -> None:
        """Make a PDF; ``done`` gets it, empty if that failed."""

        def take(made: QByteArray | bytes) -> None:
            self._view.page().setBackgroundColor(self._colour)
            done(bytes(made if isinstance(made, bytes) else made.data()))

        def start() -> None:
            self._whiten()
            self._view.page().printToPdf(take, paper)

        self._with_images(start)

    def _whiten(self) -> None:
        # the engine fills the margins of the paper with it, whatever the style says
        self._colour = self._view.page().backgroundColor()
        self._view.page().setBackgroundColor(Qt.GlobalColor.white)

    def _with_images(self, act: Callable[[], None]) -> None:
        self._act = act
        self._polls_left = IMAGES_LIMIT_MS // IMAGES_POLL_MS
        self._look_for_images()

    @Slot()
    def _look_for_images(self) -> None:
        self._view.page().runJavaScript(_ARE_IMAGES_THERE, _WORLD, self._on_looked)

    def _on_looked(self, there: object) -> None:
        self._polls_left -= 1
        if there is not True and self._polls_left > 0:
            self._poll.start()
        elif self._act is not None:
            act, self._act = self._act, None
            act()

    @Slot(bool)
    def _on_printed(self, worked: bool) -> None:
        self._view.page().setBackgroundColor(self._colour)
        done, self._done, self._printer = self._done, None, None
        if done is not None:
            done(worked)
