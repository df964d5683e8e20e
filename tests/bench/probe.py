"""One measurement in a fresh process: python -m bench.probe KIND POST PAGE, answers in JSON.

Kinds: start-bare, start-ours, type-bare, type-ours, preview-bare, preview-ours, memory. Times are
milliseconds, memory is megabytes; the moment of the start comes from the parent in BENCH_START
(seconds of the monotonic clock). PAGE is the post as HTML, for the bare windows.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# Before Qt, like the command itself.
from editor.workspace.processes import Spawned, render_command, spawn_early

SPAWNED: Spawned | None = None
if __name__ == "__main__" and sys.argv[1].endswith("-ours"):
    SPAWNED = spawn_early(render_command())

from PySide6.QtCore import (  # noqa: E402 - see above
    QCoreApplication,
    QEvent,
    QObject,
    QSettings,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit  # noqa: E402

if TYPE_CHECKING:
    from editor.render.exchange import Article
    from editor.ui.preview.first_page import FirstPage

KEYS = 100
PREVIEW_KEYS = 15
EDITS = 200
PATIENCE_S = 120.0
WORLD = 1  # QWebEngineScript.ScriptWorldId.ApplicationWorld

Figures = dict[str, float]


class Heartbeat(QObject):
    """Notes the longest time in which the event loop answered nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class PaintWatch(QObject):
    """Counts the paint events of a text pane."""

    def __init__(self, pane: QPlainTextEdit) -> None:
        super().__init__()
        self.paints = 0
        pane.viewport().installEventFilter(self)

    def painted_since_now(self) -> Callable[[], bool]:
        before = self.paints
        return lambda: self.paints > before

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.paints += 1
        return False


def _now() -> datetime:
    return datetime.now(UTC)


def since_start() -> float:
    return (time.monotonic() - float(os.environ["BENCH_START"])) * 1000


def wait_until(done: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE_S
    while not done():
        QApplication.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there")


def rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() > end)


class Ours:
    """Galleyproof, started as the command starts it, with settings of its own."""

    def __init__(self, path: Path) -> None:
        from editor.start import begin_page, load_program, make_application, show_first
        from editor.ui.main_window import MainWindow
        from editor.workspace.settings import Settings

        application = make_application(sys.argv[:1])
        application.setQuitOnLastWindowClosed(False)
        folder = Path(tempfile.mkdtemp())
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        window = MainWindow(settings)
        show_first(window, path)
        self.figures = {"text": since_start()}
        self.shown: list[float] = []
        renderer = begin_page(window, settings, path, SPAWNED)
        self._came = False
        self._first: Article | None = None
        first = window.first_page
        if first is not None:
            assert first.preview is not None
            first.preview.article_shown.connect(partial(self._note_first, first))
        load_program(window)
        from editor.app import Program

        state = folder / "state"
        self.program = Program(settings, _now, state, window=window, renderer=renderer)
        self.program.renderer.rendered.connect(self._note_came)
        self.is_listed = False
        self.program.library.terms_changed.connect(self._note_listed)
        window.preview.article_shown.connect(self._note_shown)
        self.program.start(path)
        self.pane: QPlainTextEdit = window.text
        self.figures["ready"] = since_start()

    def _note_first(self, first: "FirstPage") -> None:
        def note(styled: object) -> None:
            if first.article is None or self._first is not None:
                return
            if styled:
                self._first = first.article
                self.figures["page"] = since_start()
            else:
                look()

        def look() -> None:
            assert first.preview is not None
            first.preview.view.page().runJavaScript("galleyproof.isStyled()", WORLD, note)

        look()

    def _note_came(self, article: "Article") -> None:
        self._came = True
        if self._first is not None and article.html != self._first.html:
            del self.figures["page"]  # what was seen first was not the final page
            self._first = None

    def _note_listed(self) -> None:
        self.is_listed = True

    def _note_shown(self) -> None:
        # A page that has no text yet is not what a writer waits for.
        if self._came and self.program.window.preview.is_current:
            self.shown.append(time.perf_counter())

    def wait_for_page(self) -> None:
        """Wait until the article can be seen, with its style."""
        wait_until(lambda: bool(self.shown) or (self._came and "page" in self.figures))
        if "page" in self.figures:
            return
        from editor.ui.preview.web_preview import WebPreview

        preview = self.program.window.preview.preview
        assert isinstance(preview, WebPreview)
        styled: list[object] = []
        while not any(styled):
            styled.clear()
            preview.view.page().runJavaScript("galleyproof.isStyled()", WORLD, styled.append)
            wait_until(lambda: bool(styled))
        self.figures["page"] = since_start()

    def press_and_see(self) -> float:
        """Press a key; return after how many milliseconds the page has it."""
        self.shown.clear()
        began = time.perf_counter()
        press(self.pane, Qt.Key.Key_A)
        wait_until(lambda: bool(self.shown))
        return (self.shown[0] - began) * 1000

    def close(self) -> None:
        if self.program.library.post is not None:
            self.program.library.post.undo_stack.setClean()
        self.program.close()


class Bare:
    """A bare window with a highlighter and a lazy web view."""

    def __init__(self, path: Path, page: Path) -> None:
        from bench.floors import BareWindow, bare_application

        bare_application()
        self._page = page
        self.window = BareWindow(path)
        self.pane: QPlainTextEdit = self.window.pane
        watch = PaintWatch(self.pane)
        self.window.show()
        wait_until(lambda: watch.paints > 0)
        self.figures = {"text": since_start()}

    def wait_for_page(self) -> None:
        loaded: list[bool] = []
        self.window.load_page(self._page, lambda: loaded.append(True))
        wait_until(lambda: bool(loaded))
        self.figures["page"] = since_start()

    def press_and_see(self) -> float:
        """Press a key and patch one paragraph; return after how many ms the page has it."""
        done: list[float] = []
        began = time.perf_counter()
        press(self.pane, Qt.Key.Key_A)
        self.window.patch("<p>One paragraph</p>", lambda: done.append(time.perf_counter()))
        wait_until(lambda: bool(done))
        return (done[0] - began) * 1000

    def close(self) -> None:
        self.window.take_apart()
        QCoreApplication.processEvents()


def press(pane: QPlainTextEdit, key: Qt.Key) -> None:
    from PySide6.QtTest import QTest  # not before the start was timed

    QTest.keyClick(pane, key)


def go_to_middle(pane: QPlainTextEdit) -> None:
    cursor = pane.textCursor()
    cursor.setPosition(pane.document().characterCount() // 2)
    pane.setTextCursor(cursor)
    pane.setFocus()


def type_keys(pane: QPlainTextEdit) -> Figures:
    """Type in the middle of the text; from each key to the end of the next paint."""
    watch = PaintWatch(pane)
    go_to_middle(pane)
    rest(2.0)
    heartbeat = Heartbeat()
    times = []
    for number in range(KEYS):
        painted, began = watch.painted_since_now(), time.perf_counter()
        press(pane, Qt.Key.Key_A if number % 6 else Qt.Key.Key_Space)
        wait_until(painted)
        times.append((time.perf_counter() - began) * 1000)
        rest(0.05)
    times.sort()
    p99 = times[int(len(times) * 0.99) - 1]
    return {"key": statistics.median(times), "key_p99": p99, "stall": heartbeat.longest}


def preview_keys(window: Ours | Bare) -> Figures:
    """Type in the middle; from each key to the page's word that it has the change.

    ``early`` is typed while a large site's posts are still being read for the list.
    """
    go_to_middle(window.pane)
    early = _seen_keys(window)
    if isinstance(window, Ours):
        wait_until(lambda: window.is_listed)
    rest(2.0)
    heartbeat = Heartbeat()
    return {"early": early, "preview": _seen_keys(window), "stall": heartbeat.longest}


def _seen_keys(window: Ours | Bare) -> float:
    times = []
    for _ in range(PREVIEW_KEYS):
        times.append(window.press_and_see())
        rest(0.1)
    return statistics.median(times)


def memory(window: Ours) -> Figures:
    """Edit EDITS times, each seen in the page; what is held before and after a rest."""
    from bench.memory import megabytes

    rest(3.0)
    go_to_middle(window.pane)
    before = megabytes()
    for _ in range(EDITS):
        window.press_and_see()
    rest(3.0)
    return {"before": before, "grown": megabytes() - before}


def measure(kind: str, path: Path, page: Path) -> Figures:
    what, _, whose = kind.partition("-")
    window: Ours | Bare = Bare(path, page) if whose == "bare" else Ours(path)
    window.wait_for_page()
    figures = dict(window.figures)
    if what == "type":
        figures |= type_keys(window.pane)
    elif what == "preview":
        figures |= preview_keys(window)
    elif what == "memory":
        assert isinstance(window, Ours)
        figures |= memory(window)
    window.close()
    return figures


def main() -> None:
    kind, path, page = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(measure(kind, path, page)), flush=True)
    os._exit(0)  # what a probe leaves behind is not measured


if __name__ == "__main__":
    main()
