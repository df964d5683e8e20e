"""What stood at the top of the text pane, held while another version of the text comes in."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class KeptPlace(QObject):
    """Remembers the line at the top of ``pane`` by a cursor, which moves along with its text."""

    def __init__(self, pane: QPlainTextEdit) -> None:
        super().__init__(pane)
        self._pane = pane
        self._top: QTextCursor | None = None
        self._rows_above = 0

    @Slot()
    def keep(self) -> None:
        """Remember the place."""
        block = self._pane.firstVisibleBlock()
        self._top = QTextCursor(block)
        # A caret in front of lines that come in would be pushed on; one inside its line stays.
        self._top.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._rows_above = self._pane.verticalScrollBar().value() - block.firstLineNumber()

    @Slot()
    def go_back(self) -> None:
        """Scroll to where the remembered line is now."""
        if self._top is not None:
            row = self._top.block().firstLineNumber() + self._rows_above
            self._pane.verticalScrollBar().setValue(row)
        self._top = None
