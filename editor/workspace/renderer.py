"""The render process as seen from the window: ask for an article, hear of it when it is there."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.render.exchange import (
    AHEAD_NUMBER,
    FRESH_NUMBER,
    Answer,
    Article,
    ArticleRequest,
    ExchangeError,
    Frame,
    SitePlace,
    read_answer,
    with_frame,
    write_ahead,
    write_request,
)
from editor.workspace.processes import Spawned
from editor.workspace.render_process import RenderProcess, SocketProcess, start_process

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

OpenProcess = Callable[[Sequence[str], QObject], RenderProcess]


class Renderer(QObject):
    """Renders articles in a process of its own: one at work, the newest waiting.

    **Signals:**

    - ``rendered(Article)``: the newest request is done; requests overtaken by it are not heard of.
    - ``made_ahead(Article, SitePlace)``: the page that ``make_ahead`` asked for is done.
    - ``freed()``: what was given up has ended, and there is room for the next.
    - ``failed(str)``: it could not be done; a sentence for the writer. What was shown stays right
      to show, and the next ``submit`` tries again with a fresh process where one is needed.
    """

    rendered = Signal(object)
    failed = Signal(str)
    made_ahead = Signal(object, object)
    freed = Signal()

    def __init__(
        self,
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        spawned: Spawned | None = None,
        open_process: OpenProcess = start_process,
        deadline_base_ms: int = DEADLINE_BASE_MS,
    ) -> None:
        """``command`` starts the render process: the program and its arguments.

        ``spawned`` was started with it already, and is the first one.
        """
        super().__init__(parent)
        self._command = tuple(command)
        self._deadline_base_ms = deadline_base_ms
        self._number = 0
        self._working = False
        self._waiting: ArticleRequest | None = None
        self._received = bytearray()
        self._spawned, self._open_process = spawned, open_process
        self._process: RenderProcess | None = None
        self._closed = self._abandoned = self._started = self._ahead = False
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

    def start(self) -> None:
        """Start the process ahead of the first request, so that the first article comes sooner."""
        if self._process is None and not self._closed:
            self._process = self._started_process()

    def make_ahead(self, post: Path) -> None:
        """Have the page of the post in a file made, before the post is opened.

        It is heard of by ``made_ahead``, and not at all where it fails: why is said when the post
        is asked for in earnest.
        """
        if not self._closed and not self._working:
            self._ahead = True
            self._say(write_ahead(post), self._deadline_base_ms + START_MS + FIRST_PAGE_MS)

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
        if self._spawned is not None:
            self._spawned.kill()
        process = self._forget_process()
        if process is None:
            return
        if self._working or not process.finish():
            process.end()
        self._working = False
        process.deleteLater()

    def _started_process(self) -> RenderProcess | None:
        self._received.clear()
        spawned, self._spawned = self._spawned, None
        try:
            process = (
                self._open_process(self._command, self)
                if spawned is None
                else SocketProcess(spawned, self)
            )
        except OSError:
            return None
        process.output_came.connect(self._on_output)
        process.ended.connect(self._on_ended)
        process.not_started.connect(self._on_not_started)
        return process

    def _send(self, request: ArticleRequest) -> None:
        self._number += 1
        line = write_request(self._number, request, self._frame.key if self._frame else "")
        self._say(line, self._limit(request, len(line)))

    def _say(self, line: bytes, limit_ms: int) -> None:
        self._working = True
        self._deadline.start(limit_ms)
        self.start()
        if self._process is None:
            QTimer.singleShot(0, self, self._on_not_started)
        else:
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
        self._working = self._abandoned = self._ahead = False
        self._deadline.stop()
        if self._waiting is not None and not self._replacing.isActive():
            request, self._waiting = self._waiting, None
            self._send(request)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        chunk = self._process.read()
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
        if not self._working or answer.number not in (self._number, AHEAD_NUMBER, -1):
            return
        self._started = True
        overtaken, abandoned = self._waiting is not None, self._abandoned
        article = self._whole(answer.article)
        self._next()
        if abandoned:
            self.freed.emit()
        elif answer.number == AHEAD_NUMBER:
            self._tell_ahead(article, answer.site)
        elif article is not None:
            self.rendered.emit(article)
        elif not overtaken:
            self.failed.emit(answer.error)

    def _tell_ahead(self, article: Article | None, site: SitePlace | None) -> None:
        if article is not None and site is not None:
            self._site_read = site.root
            self.made_ahead.emit(article, site)
        self.freed.emit()

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
    def _on_ended(self) -> None:
        self._drop_process()
        self._give_up(self._stopped())

    def _stopped(self) -> str:
        return self.tr(
            "The preview stopped and starts again with your next change. Your text is safe;"
            " what you see is the last version that worked."
        )

    @Slot()
    def _on_not_started(self) -> None:
        self._drop_process()
        self._give_up(
            self.tr(
                "The preview could not be started. Writing and saving work without it;"
                " install Galleyproof again to get it back."
            )
        )

    def _give_up(self, sentence: str) -> None:
        was_working, unheard = self._working, self._abandoned or self._ahead
        self._site_read = ""
        self._next()
        if was_working and unheard:
            self.freed.emit()
        elif was_working:
            self.failed.emit(sentence)

    def _replace(self) -> None:
        """Have the process at work ended, and wait for another one in its place."""
        pid = self._process.pid if self._process is not None else 0
        if not pid or sys.platform == "win32":
            self._drop_process()
            return
        self._replacing.start(REPLACE_MS)
        os.kill(pid, signal.SIGUSR1)

    def _drop_process(self) -> None:
        process = self._forget_process()
        if process is not None:
            process.end()
            process.deleteLater()

    def _forget_process(self) -> RenderProcess | None:
        process, self._process = self._process, None
        self._started = False
        self._replacing.stop()
        if process is not None:
            process.let_go()
        return process
