"""Two versions of a post, one under the other, with what differs between them marked."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFontDatabase, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.ui.theme import Palette, palette_for, set_role
from editor.workspace.differences import DiffLine, Kind, compare, count_changes

_SIGN_WIDTH = 2
"""Characters before each line: its sign and a space, so that colour alone says nothing."""
_MIDDLE_LIGHTNESS = 128


class DiffView(QPlainTextEdit):
    """Shows what changed, to be read and copied, not edited; follows the window's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[DiffLine] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(self.tr("What differs"))
        self.setTabChangesFocus(True)
        set_role(self, role="field")

    def show_texts(self, before: str, after: str) -> None:
        """Show how ``before`` became ``after``; lines end with ``\\n``."""
        self._lines = compare(before, after)
        self._draw()

    @property
    def summary(self) -> str:
        """How much differs, in a few words."""
        if not self._lines:
            return self.tr("No difference")
        removed, added = count_changes(self._lines)
        return self.tr("Lines added: {added}, removed: {removed}").format(
            added=added, removed=removed
        )

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the window is dressed in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines:
            self._draw()

    def _draw(self) -> None:
        self.clear()
        if not self._lines:
            self.setPlainText(self.tr("There is no difference."))
            return
        dark = self.palette().base().color().lightness() < _MIDDLE_LIGHTNESS
        colours = palette_for(dark=dark)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock()
            self._insert(cursor, line, colours)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _insert(self, cursor: QTextCursor, line: DiffLine, colours: Palette) -> None:
        back, word = _BACKGROUNDS[line.kind](colours)
        block = QTextBlockFormat()
        if back:
            block.setBackground(QColor(back))
        cursor.setBlockFormat(block)
        plain, marked = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(colours.muted if line.kind in _COUNTED else colours.text))
        marked.setForeground(QColor(colours.text))
        if word:
            marked.setBackground(QColor(word))
        cursor.insertText(line.kind.value + " " * (_SIGN_WIDTH - 1), plain)
        if line.kind in _COUNTED:
            cursor.insertText(self._counted(line), plain)
            return
        at = 0
        for start, end in line.marked:
            cursor.insertText(line.text[at:start], plain)
            cursor.insertText(line.text[start:end], marked)
            at = end
        cursor.insertText(line.text[at:], plain)

    def _counted(self, line: DiffLine) -> str:
        unchanged = self.tr("Lines unchanged: {count}")
        rest = self.tr("Lines not shown: {count}")
        return (unchanged if line.kind is Kind.SKIPPED else rest).format(count=line.count)


def _none(_colours: Palette) -> tuple[str, str]:
    return "", ""


def _removed(colours: Palette) -> tuple[str, str]:
    return colours.removed, colours.removed_word


def _added(colours: Palette) -> tuple[str, str]:
    return colours.added, colours.added_word


def _skipped(colours: Palette) -> tuple[str, str]:
    return colours.window, ""


_COUNTED = (Kind.SKIPPED, Kind.REST)
_BACKGROUNDS = {
    Kind.SAME: _none,
    Kind.REMOVED: _removed,
    Kind.ADDED: _added,
    Kind.SKIPPED: _skipped,
    Kind.REST: _skipped,
}
