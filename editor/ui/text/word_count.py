"""Counts the words of a document after the writer pauses, a piece at a time."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextDocument

_PAUSE_MS = 300
_PIECE_CHARS = 100_000
# Chinese and Japanese write no blanks between words: there each character counts, as in every
# word processor. Elsewhere a word is a run without blanks that holds a letter or a digit.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}][^\s{_IDEOGRAPHS}]*")


def count_words(text: str) -> int:
    """Return how many words a reader would count; a link or an address is one."""
    return len(_WORD.findall(text))


class WordCounter(QObject):
    """Keeps the count of a document's words.

    **Signals:** ``count_changed(int)``.
    """

    count_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self._pieces: Iterator[str] = iter(())
        self._sum = 0
        self._count = -1
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._count_piece)

    def watch(self, document: QTextDocument) -> None:
        """Count the words of ``document`` from now on, the first time at once."""
        if self._document is not None:
            self._document.contentsChange.disconnect(self._wait_for_a_pause)
        self._document = document
        document.contentsChange.connect(self._wait_for_a_pause)
        self._start()

    @Slot(int, int, int)
    def _wait_for_a_pause(self, _at: int, _removed: int, _added: int) -> None:
        self._turn.stop()
        self._pause.start()

    @Slot()
    def _start(self) -> None:
        if self._document is None:
            return
        self._sum = 0
        self._pieces = _pieces(self._document.toPlainText())
        self._count_piece()

    @Slot()
    def _count_piece(self) -> None:
        piece = next(self._pieces, None)
        if piece is not None:
            self._sum += count_words(piece)
            self._turn.start()
        elif self._sum != self._count:
            self._count = self._sum
            self.count_changed.emit(self._count)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE_CHARS)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
