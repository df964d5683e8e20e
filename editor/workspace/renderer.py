"""The render process as seen from the window: ask for an article, hear of it when it is there."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from editor.render.exchange import (
    Answer,
    ArticleRequest,
    ExchangeError,
    read_answer,
    write_request,
)

DEADLINE_BASE_MS = 3_000
"""Time that any text may take, the start of the process included."""

DEADLINE_PER_MB_MS = 15_000
"""Time added for each megabyte of text."""

CLOSE_WAIT_MS = 300
"""Time for the process to end by itself when the window closes."""


class Renderer(QObject):
    """Renders articles in a process of its own: one at work, the newest waiting.

    **Signals:**

    - ``rendered(Article)``: the newest request is done; requests overtaken by it are not heard of.
    - ``failed(str)``: it could not be done; a sentence for the writer. What was shown stays right
      to show, and the next ``submit`` tries again with a fresh process where one is needed.
    """

    rendered = Signal(object)
    failed = Signal(str)

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
        self._closed = False
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.timeout.connect(self._on_deadline)

    @property
    def busy(self) -> bool:
        """Whether an article is being made."""
        return self._working

    def start(self) -> None:
        """Start the process ahead of the first request, so that the first article comes sooner."""
        if self._process is None and not self._closed:
            self._process = self._start_process()

    @Slot(object)
    def submit(self, request: ArticleRequest) -> None:
        """Ask for an article; a request that still waits is replaced by this one."""
        if self._closed:
            return
        if self._working:
            self._waiting = request
        else:
            self._send(request)

    def abandon(self) -> None:
        """Give up what is being rendered, which nobody wants any more; nothing is heard of it."""
        self._waiting = None
        self._deadline.stop()
        if self._working:
            self._working = False
            self._drop_process()

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

    def _start_process(self) -> QProcess:
        self._received.clear()
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.start(self._command[0], list(self._command[1:]))
        return process

    def _send(self, request: ArticleRequest) -> None:
        self.start()
        if self._process is None:
            return
        self._number += 1
        self._working = True
        line = write_request(self._number, request)
        self._deadline.start(self._deadline_base_ms + DEADLINE_PER_MB_MS * len(line) // 1_000_000)
        self._process.write(line)

    def _next(self) -> None:
        self._working = False
        self._deadline.stop()
        if self._waiting is not None:
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
        if not self._working or answer.number not in (self._number, -1):
            return
        overtaken = self._waiting is not None
        self._next()
        if answer.article is not None:
            self.rendered.emit(answer.article)
        elif not overtaken:
            self.failed.emit(answer.error)

    @Slot()
    def _on_deadline(self) -> None:
        self._fail(
            self.tr(
                "The preview gave up on this text because it takes too long to read. Your text is"
                " safe; what you see is the last version that worked."
            )
        )

    @Slot()
    def _on_finished(self) -> None:
        self._fail(
            self.tr(
                "The preview stopped and starts again with your next change. Your text is safe;"
                " what you see is the last version that worked."
            )
        )

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(
                self.tr(
                    "The preview could not be started. Writing and saving work without it;"
                    " install Galleyproof again to get it back."
                )
            )

    def _fail(self, sentence: str) -> None:
        was_working = self._working
        self._drop_process()
        if was_working:
            self._next()
            self.failed.emit(sentence)

    def _drop_process(self) -> None:
        process = self._forget_process()
        if process is not None:
            self._end(process)
            process.deleteLater()

    def _forget_process(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
        return process

    @staticmethod
    def _end(process: QProcess) -> None:
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(CLOSE_WAIT_MS)
