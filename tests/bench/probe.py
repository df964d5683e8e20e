"""One measurement in a fresh process: python -m bench.probe KIND POST, answers in JSON.

Kinds: start-ours, start-bare, type-ours, type-bare, preview. Times are milliseconds; the moment
of the start comes from the parent in BENCH_START (seconds of the monotonic clock).
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

if TYPE_CHECKING:
    from editor.app import Program

KEYS = 60
PREVIEW_KEYS = 12
PATIENCE_S = 60.0

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

    def reset(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()


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


def wait_until(done: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE_S
    while not done():
        QApplication.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there")


def rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() > end)


def bare_window(path: Path) -> QPlainTextEdit:
    QApplication(sys.argv[:1])
    pane = QPlainTextEdit()
    pane.resize(900, 800)
    pane.setPlainText(path.read_text())
    pane.show()
    return pane


def our_program(path: Path) -> "Program":
    from editor.app import Program
    from editor.start import make_application
    from editor.workspace.settings import Settings

    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    folder = Path(tempfile.mkdtemp())
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    program = Program(settings, lambda: datetime.now(UTC), folder / "state")
    program.start(path)
    return program


def ready(pane: QPlainTextEdit, watch: PaintWatch) -> Figures:
    """Wait for the painted text; then one letter must be taken at once."""
    wait_until(lambda: pane.document().characterCount() > 100 and pane.isVisible())
    before = watch.paints
    wait_until(lambda: watch.paints > before or before > 0)
    QTest.keyClick(pane, Qt.Key.Key_X)
    return {"ready": (time.monotonic() - float(os.environ["BENCH_START"])) * 1000}


def type_keys(pane: QPlainTextEdit, watch: PaintWatch) -> Figures:
    """Type in the middle of the text; from each key to the end of the next paint."""
    cursor = pane.textCursor()
    cursor.setPosition(pane.document().characterCount() // 2)
    pane.setTextCursor(cursor)
    pane.setFocus()
    rest(1.5)
    heartbeat = Heartbeat()
    heartbeat.reset()
    times = []
    for number in range(KEYS):
        painted, began = watch.painted_since_now(), time.perf_counter()
        QTest.keyClick(pane, Qt.Key.Key_A if number % 6 else Qt.Key.Key_Space)
        wait_until(painted)
        times.append((time.perf_counter() - began) * 1000)
        rest(0.05)
    times.sort()
    return {
        "key": statistics.median(times),
        "key_p95": times[int(len(times) * 0.95)],
        "stall": heartbeat.longest,
    }


def preview_keys(program: "Program", pane: QPlainTextEdit) -> Figures:
    """Type in the middle; from each key to the preview's word that the change is shown."""
    shown: list[float] = []
    program.window.preview.article_shown.connect(lambda: shown.append(time.perf_counter()))
    wait_until(lambda: bool(shown))
    rest(2.0)
    cursor = pane.textCursor()
    cursor.setPosition(pane.document().characterCount() // 2)
    pane.setTextCursor(cursor)
    heartbeat = Heartbeat()
    heartbeat.reset()
    times = []
    for _ in range(PREVIEW_KEYS):
        shown.clear()
        began = time.perf_counter()
        QTest.keyClick(pane, Qt.Key.Key_A)
        wait_until(lambda: bool(shown))
        times.append((shown[0] - began) * 1000)
        rest(0.1)
    return {"preview": statistics.median(times), "stall": heartbeat.longest}


def measure(kind: str, path: Path) -> Figures:
    if kind.endswith("bare"):
        pane = bare_window(path)
        watch = PaintWatch(pane)
        return ready(pane, watch) if kind == "start-bare" else type_keys(pane, watch)
    program = our_program(path)
    pane = program.window.editor.text
    watch = PaintWatch(pane)
    figures = ready(pane, watch)
    if kind == "type-ours":
        figures = type_keys(pane, watch)
    elif kind == "preview":
        figures = preview_keys(program, pane)
    if program.library.post is not None:
        program.library.post.undo_stack.setClean()
    program.close()
    return figures


def main() -> None:
    kind, path = sys.argv[1], Path(sys.argv[2])
    print(json.dumps(measure(kind, path)), flush=True)


if __name__ == "__main__":
    main()
