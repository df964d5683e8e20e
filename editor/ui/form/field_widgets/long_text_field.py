"""A field for a few lines of text."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.ui.text.kept_font import KeptFont
from editor.ui.text.line_breaks import write_line_break
from editor.ui.text.undo_keys import UndoKeys
from editor.ui.theme import set_role


class LongTextField(QPlainTextEdit):
    """Text that wraps; the field grows with it from ``least`` to ``most`` lines, Tab leaves it.

    **Signals:** ``edited(object)``: the writer changed it; the text as str.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, least: int = 2, most: int = 6) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._being_set = False
        self._is_code = False
        self._font = KeptFont(self)
        set_role(self, role="field")
        self.setTabChangesFocus(True)
        self.document().setUndoRedoEnabled(False)  # the post keeps the one history
        self.document().setDocumentMargin(3)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        UndoKeys(self).watch(self)
        self.document().contentsChange.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def value(self) -> str:
        """Return the text, with no-break spaces as they are and ``\\n`` between lines."""
        return self.document().toRawText().replace("\u2029", "\n")

    def set_value(self, value: str) -> None:
        """Show ``value`` without a signal; the caret stays."""
        shown = self.value()
        being_typed = self.hasFocus() and value.strip() == shown.strip()
        if value == shown or being_typed:
            return
        caret = self.textCursor().position()
        self._being_set = True
        self.setPlainText(value)
        self._being_set = False
        cursor = self.textCursor()
        cursor.setPosition(min(caret, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)

    def set_placeholder(self, text: str) -> None:
        """Show ``text``, the value that holds without this one, while the field is empty."""
        self.setPlaceholderText(text)
        self.viewport().update()  # Qt draws a placeholder that is there already no more

    def set_fixed_pitch(self, font: QFont) -> None:
        """Write in ``font``, as code does, without wrapping and with lines indented alike."""
        self._is_code = True
        self._font.set(font)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Break the line on Enter; code goes on at the same indentation."""
        if not write_line_break(self, event, indented=self._is_code):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font, too."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower field needs more lines."""
        super().resizeEvent(event)
        self._grow()

    @Slot(int, int, int)
    def _tell(self, _at: int, removed: int, added: int) -> None:
        if not self._being_set and (removed or added):
            self.edited.emit(self.value())

    @Slot()
    def _grow(self) -> None:
        lines = int(self.document().size().height())  # a plain text layout measures in lines
        shown = min(max(lines, self._least), self._most)
        line_px = QFontMetrics(self.font()).lineSpacing()
        frame = self.height() - self.contentsRect().height()
        bar = self.horizontalScrollBar()
        around = 2 * self.document().documentMargin() + frame + 2
        around += bar.sizeHint().height() if bar.isVisible() else 0
        height = round(shown * line_px + around)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
