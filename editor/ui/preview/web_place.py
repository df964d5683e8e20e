"""Where the web preview stands in the text: asks the page, and tells it where to go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWebEngineCore import QWebEngineScript

from editor.ui.preview.web_page import PreviewPage
from editor.ui.preview.web_view import PreviewView

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class WebPlace(QObject):
    """Scrolls the page and hears when its reader does.

    The page moves for many reasons: a patch, an image, a request from here. Only what follows a
    wheel, key or press of the reader counts as theirs, until the page is moved from here again.

    **Signals:**

    - ``reader_scrolled()``: the reader scrolled the page.
    """

    reader_scrolled = Signal()

    def __init__(self, page: PreviewPage, view: PreviewView) -> None:
        super().__init__(view)
        self._page = page
        self._reader_leads = self._ready = self._running = False
        self._waiting = ""
        view.touched.connect(self._on_touched)
        page.scrollPositionChanged.connect(self._on_scrolled)

    def start(self) -> None:
        """The page was loaded, or loaded again."""
        self._ready, self._running = True, False
        self._waiting = ""

    def stop(self) -> None:
        """The page is gone for now."""
        self._ready = False

    def note_patch(self) -> None:
        """The page moves because it changes."""
        self._reader_leads = False

    def scroll_to_line(self, line: float, end: int) -> None:
        """Show ``line`` of a text that ends before line ``end`` where the text pane shows it."""
        self._lead(f"galleyproof.scrollToLine({line:.4f},{end})")

    def reveal_line(self, line: float, end: int, at: float) -> None:
        """Bring ``line`` into sight if it is out of it, to the share ``at`` of the height."""
        self._lead(f"galleyproof.reveal({line:.4f},{end},{at:.4f})")

    def ask_line(self, end: int, answer: Callable[[float | None], None]) -> None:
        """Have ``answer`` told the line in sight, None where there is nothing to scroll."""

        def take(result: object) -> None:
            answer(float(result) if isinstance(result, (int, float)) else None)

        if self._ready:
            self._page.runJavaScript(f"galleyproof.lineInSight({end})", _WORLD, take)
        else:
            answer(None)

    def _lead(self, script: str) -> None:
        self._reader_leads = False
        self._waiting = script
        self._run_waiting()

    def _run_waiting(self) -> None:
        if self._ready and not self._running and self._waiting:
            script, self._waiting = self._waiting, ""
            self._running = True
            self._page.runJavaScript(f"{script};true", _WORLD, self._on_ran)

    def _on_ran(self, _result: object) -> None:
        self._running = False
        self._run_waiting()

    @Slot()
    def _on_touched(self) -> None:
        self._reader_leads = True

    @Slot()
    def _on_scrolled(self) -> None:
        if self._reader_leads and self._ready:
            self.reader_scrolled.emit()
