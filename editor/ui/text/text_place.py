"""Where the text pane stands, in lines of the text: the same measure as the preview's."""

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class TextPlace:
    """Reads and sets the place of a text pane.

    A place is a line counted from 1, with a fraction for the way through it: the line that stands
    as far down the pane as the pane is scrolled through the text. See ``preview/scroll.js``.
    """

    def __init__(self, pane: QPlainTextEdit) -> None:
        self._pane = pane

    @property
    def end(self) -> int:
        """One more than the last line."""
        return self._pane.blockCount() + 1

    def line_in_sight(self) -> float | None:
        """Return the place, None where there is nothing to scroll."""
        self._lay_out(self._pane.firstVisibleBlock(), QTextBlock.next)
        bar = self._pane.verticalScrollBar()
        if bar.maximum() <= 0:
            return None
        row = bar.value() * self._rows() / bar.maximum()
        block = self._pane.document().findBlockByLineNumber(int(row))
        if not block.isValid():
            return float(self.end)
        rows = max(1, block.lineCount())
        return block.blockNumber() + 1 + min(1.0, (row - block.firstLineNumber()) / rows)

    def scroll_to(self, line: float) -> None:
        """Go to a place."""
        bar = self._pane.verticalScrollBar()
        number = min(max(int(line), 1), self.end - 1)
        block = self._pane.document().findBlockByNumber(number - 1)
        self._lay_out(block, QTextBlock.previous)
        self._lay_out(block, QTextBlock.next)
        row = block.firstLineNumber() + (line - number) * max(1, block.lineCount())
        bar.setValue(round(row * bar.maximum() / max(1, self._rows())))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written yet."""
        return not _last_written(self._pane.document().lastBlock()).isValid()

    def caret(self) -> tuple[float, float]:
        """Return the line of the caret, to its middle, and how far down the pane that is."""
        cursor = self._pane.textCursor()
        block = cursor.block()
        rows = max(1, block.lineCount())
        row = block.layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        line = block.blockNumber() + 1 + (max(row, 0) + 0.5) / rows
        height = max(1, self._pane.viewport().height())
        return line, self._pane.cursorRect(cursor).center().y() / height

    def put_caret(self, line: int) -> None:
        """Put the caret at the start of ``line``, or of the text above it if it is blank."""
        number = min(max(line, 1), self.end - 1)
        block = self._pane.document().findBlockByNumber(number - 1)
        written = _last_written(block)
        self._pane.setTextCursor(QTextCursor(written if written.isValid() else block))

    def _lay_out(self, block: QTextBlock, onwards: Callable[[QTextBlock], QTextBlock]) -> None:
        """Break the lines from ``block`` on, as many as come into sight at once.

        Qt counts one row for a paragraph that was never seen.
        """
        pane = self._pane
        room = pane.viewport().height() + pane.blockBoundingRect(block).height()
        while block.isValid() and room > 0:
            room -= pane.blockBoundingRect(block).height()
            block = onwards(block)

    def _rows(self) -> int:
        last = self._pane.document().lastBlock()
        return last.firstLineNumber() + last.lineCount()


def _last_written(block: QTextBlock) -> QTextBlock:
    # what stands in the page reaches down to what comes next, over the blank lines between
    while block.isValid() and not block.text().strip():
        block = block.previous()
    return block
