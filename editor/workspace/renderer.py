"""The render process as seen from the window: ask for an article, hear of it when it is there."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from editor.render.exchange import (
    FRESH_NUMBER,
    Answer,
    Article,
    ArticleRequest,
    ExchangeError,
    Frame,
    read_answer,
    with_frame,
    write_request,
)

DEADLINE_BASE_MS = 2_000
"""Time that any text may take."""

START_MS = 3_000
"""Time added for the first text of a process, which has to start."""

FIRST_PAGE_MS = 12_000
"""Time added for the first page of a site, whose posts are read then."""

ABANDONED_MS = 1_000
"""Time that a text which nobody wants any more may still take; a site is read to its end."""

DEADLINE_PER_MB_MS = 1_500
"""Time added for each megabyte of text."""

LONGEST_DEADLINE_MS = 10_000
"""Time that a text may take however long it is: then the preview says why it shows none."""

REPLACE_MS = 3_000
"""Time for another process to take the place of one that has to end, before all is started anew."""

CLOSE_WAIT_MS = 300
"""Time for the process to end by itself when the window closes."""


class Renderer(QObject):
    """Renders articles in a process of its own: one at work, the newest waiting.

    **Signals:**

    - ``rendered(Article)``: the newest request is done; requests overtaken by it are not heard of.
    - ``freed()``: what was given up has ended, and there is room for the next.
    - ``failed(str)``: it could not be done; a sentence for the writer. What was shown stays right
      to show, and the next ``submit`` tries again with a fresh process where one is needed.
    """

    rendered = Signal(object)
    failed = Signal(str)
    freed = Signal()

    def __init__(
        self,
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        deadline_base_ms: int = DEADLINE_BASE_MS,
    ) -> None:
        """``command`` starts the render process: the program and its arguments."""
        super().__init__(parent)
        self._command = tuple(command)
        self._deadline_base_ms = deadline_base_ms
        self._number = 0
        self._working = False
        self._waiting: ArticleRequest | None = None
        self._received = bytearray()
        self._process: QProcess | None = None
        self._closed = self._abandoned = self._started = False
        self._site_read = ""
        self._frame: Frame | None = None
        self._deadline = self._single_shot(self._on_deadline)
        self._replacing = self._single_shot(self._on_not_replaced)

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    @property
    def busy(self) -> bool:
        """Whether an article is being made."""
        return self._working

    def start(self, post: Path | None = None) -> None:
        """Start the process ahead of the first request, so that the first article comes sooner.

        ``post`` is the file that will be asked for first; it is rendered ahead as well.
        """
        if self._process is None and not self._closed:
            self._process = self._start_process(() if post is None else (str(post),))

    @Slot(object)
    def submit(self, request: ArticleRequest) -> None:
        """Ask for an article; a request that still waits is replaced by this one."""
        if self._closed:
            return
        if self._working or self._replacing.isActive():
            self._waiting = request
        else:
            self._send(request)

    def abandon(self) -> None:
        """Give up what is being rendered, which nobody wants any more; nothing is heard of it.

        The process ends it at its leisure: it knows the site, which takes a while to read.
        """
        self._waiting = None
        self._abandoned = self._working
        if self._working and self._deadline.remainingTime() < FIRST_PAGE_MS:
            self._deadline.start(min(self._deadline.remainingTime(), ABANDONED_MS))

    def close(self) -> None:
        """End the process and wait for it; nothing is heard of afterwards."""
        self._closed = True
        self._waiting = None
        self._deadline.stop()
        process = self._forget_process()
        if process is None:
            return
        process.closeWriteChannel()
        if self._working or not process.waitForFinished(CLOSE_WAIT_MS):
            self._end(process)
        self._working = False
        process.deleteLater()

    def _start_process(self, given: Sequence[str]) -> QProcess:
        self._received.clear()
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(self._command[0], [*self._command[1:], *given])
        return process

    def _send(self, request: ArticleRequest) -> None:
        self.start()
        if self._process is None:
            return
        self._number += 1
        self._working = True
        line = write_request(self._number, request, self._frame.key if self._frame else "")
        self._deadline.start(self._limit(request, len(line)))
        self._process.write(line)

    def _limit(self, request: ArticleRequest, size: int) -> int:
        wanted = self._deadline_base_ms + DEADLINE_PER_MB_MS * size // 1_000_000
        limit = min(wanted, LONGEST_DEADLINE_MS)
        if not self._started:
            limit += START_MS
        site = request.publication.root if request.publication else self._site_read
        first = site != self._site_read
        self._site_read = site
        return limit + FIRST_PAGE_MS if first else limit

    def _next(self) -> None:
        self._working = self._abandoned = False
        self._deadline.stop()
        if self._waiting is not None and not self._replacing.isActive():
            request, self._waiting = self._waiting, None
            self._send(request)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        chunk = self._process.readAllStandardOutput().data()
        self._received += chunk
        if b"\n" not in chunk:
            return
        *lines, rest = self._received.split(b"\n")
        self._received = bytearray(rest)
        for line in lines:
            self._take(bytes(line))

    def _take(self, line: bytes) -> None:
        try:
            answer = read_answer(line)
        except ExchangeError as error:
            answer = Answer(self._number, None, str(error))
        if answer.number == FRESH_NUMBER:
            self._on_fresh()
            return
        if not self._working or answer.number not in (self._number, -1):
            return
        self._started = True
        overtaken, abandoned = self._waiting is not None, self._abandoned
        article = self._whole(answer.article)
        self._next()
        if abandoned:
            self.freed.emit()
        elif article is not None:
            self.rendered.emit(article)
        elif not overtaken:
            self.failed.emit(answer.error)

    def _whole(self, article: Article | None) -> Article | None:
        if article is None:
            return None
        whole = with_frame(article, self._frame)
        if whole.published and whole.published.frame:
            self._frame = whole.published.frame
        return whole

    def _on_fresh(self) -> None:
        """Another process stands where one ended, by our wish or not; it has loaded everything."""
        by_wish = self._replacing.isActive()
        self._replacing.stop()
        self._started = True
        if by_wish:
            self._next()
        else:
            self._give_up(self._stopped())

    @Slot()
    def _on_deadline(self) -> None:
        self._replace()
        self._give_up(
            self.tr(
                "The preview gave up on this text because it takes too long to read. Your text is"
                " safe; what you see is the last version that worked."
            )
        )

    @Slot()
    def _on_not_replaced(self) -> None:
        self._drop_process()
        self._next()

    @Slot()
    def _on_finished(self) -> None:
        self._drop_process()
        self._give_up(self._stopped())

    def _stopped(self) -> str:
        return self.tr(
            "The preview stopped and starts again with your next change. Your text is safe;"
            " what you see is the last version that worked."
        )

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._drop_process()
            self._give_up(
                self.tr(
                    "The preview could not be started. Writing and saving work without it;"
                    " install Galleyproof again to get it back."
                )
            )

    def _give_up(self, sentence: str) -> None:
        was_working, abandoned = self._working, self._abandoned
        self._site_read = ""
        self._next()
        if was_working and abandoned:
            self.freed.emit()
        elif was_working:
            self.failed.emit(sentence)

    def _replace(self) -> None:
        """Have the process at work ended, and wait for another one in its place."""
        process = self._process
        running = process is not None and process.state() is QProcess.ProcessState.Running
        if process is None or not running or sys.platform == "win32":
            self._drop_process()
            return
        self._replacing.start(REPLACE_MS)
        os.kill(process.processId(), signal.SIGUSR1)

    def _drop_process(self) -> None:
        process = self._forget_process()
        if process is not None:
            self._end(process)
            process.deleteLater()

    def _forget_process(self) -> QProcess | None:
        process, self._process = self._process, None
        self._started = False
        self._replacing.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
        return process

    @staticmethod
    def _end(process: QProcess) -> None:
        if process.state() is QProcess.ProcessState.NotRunning:
            return
        if sys.platform != "win32":
            process.terminate()  # ends what it has forked, too
            if process.waitForFinished(CLOSE_WAIT_MS):
                return
        process.kill()
        process.waitForFinished(CLOSE_WAIT_MS)


def render_command() -> tuple[str, ...]:
    """Return the command that starts the render process, in a checkout, wheel or frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--render-worker")
    return (sys.executable, "-m", "editor.render.worker")


def compare_command() -> tuple[str, ...]:
    """Return the command that starts a comparison; what is to be compared comes after it."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--compare-worker")
    return (sys.executable, "-m", "editor.render.comparison")


def window_command() -> tuple[str, ...]:
    """Return the command that opens a window of its own; what it shall show comes after it."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "editor")
