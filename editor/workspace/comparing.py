"""The process that compares posts with the built site, as seen from the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from editor.render.comparison.exchange import ComparisonError, PostComparison, read_line

SILENCE_MS = 130_000
"""Time that one post, or reading the site, may take before the process is ended."""

END_WAIT_MS = 300
"""Time for a process that was told to end."""


class Comparing(QObject):
    """Compares the last posts of a site with a built one, one comparison at a time.

    **Signals:**

    - ``counted(int)``: so many posts are compared, before the first of them is.
    - ``progressed(PostComparison)``: one more post was compared.
    - ``finished()``: all were.
    - ``failed(str)``: it cannot go on; a sentence for the writer. What was told before holds.
    """

    counted = Signal(int)
    progressed = Signal(object)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        """``command`` starts the process; the two folders and the number of posts are added."""
        super().__init__(parent)
        self._command = tuple(command)
        self._process: QProcess | None = None
        self._expected: int | None = None
        self._told = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._on_silence)

    @property
    def busy(self) -> bool:
        """Whether posts are being compared."""
        return self._process is not None

    def start(self, root: Path, built: Path, posts: int) -> None:
        """Compare the last ``posts`` of the site in ``root`` with its pages in ``built``.

        What was being compared before is given up.
        """
        self.stop()
        self._expected, self._told = None, 0
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._silence.start()
        program, *arguments = self._command
        process.start(program, [*arguments, str(root), str(built), str(posts)])

    @Slot()
    def stop(self) -> None:
        """Give up what is being compared; nothing more is heard of it."""
        process, self._process = self._process, None
        self._silence.stop()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(END_WAIT_MS)
        process.deleteLater()

    @Slot()
    def _on_output(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._silence.start()
            self._take(bytes(self._process.readLine().data()))

    def _take(self, line: bytes) -> None:
        try:
            told = read_line(line)
        except ComparisonError as error:
            self._fail(str(error))
            return
        if isinstance(told, PostComparison):
            self._told += 1
            self.progressed.emit(told)
        else:
            self._expected = told
            self.counted.emit(told)

    @Slot()
    def _on_finished(self) -> None:
        self._on_output()
        if self._process is None:
            return
        if self._told == self._expected:
            self.stop()
            self.finished.emit()
        else:
            self._fail(self.tr("The comparison broke off. Nothing was changed; start it again."))

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(
                self.tr(
                    "The comparison could not be started. Writing and saving work without it;"
                    " install Galleyproof again to get it back."
                )
            )

    @Slot()
    def _on_silence(self) -> None:
        self._fail(self.tr("The comparison gave up: a page of this site takes too long to make."))

    def _fail(self, sentence: str) -> None:
        self.stop()
        self.failed.emit(sentence)
