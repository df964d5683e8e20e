"""The front matter as YAML text, with line numbers and what is wrong below it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from editor.ui.text.kept_font import KeptFont
from editor.ui.text.line_breaks import write_line_break
from editor.ui.text.undo_keys import UndoKeys
from editor.ui.text.yaml_highlighter import YamlHighlighter
from editor.ui.theme import Palette, set_role

_GAP_PX = 10


class _NumberedEdit(QPlainTextEdit):
    """A text edit with the numbers of its lines on the left."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = palette
        self._numbers = _Numbers(self)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)
        self._make_room()

    def set_theme(self, palette: Palette) -> None:
        self._colours = palette
        self._numbers.update()

    def numbers_width(self) -> int:
        digits = max(2, len(str(self.blockCount())))
        width = QFontMetricsF(self.font()).horizontalAdvance("9") * digits
        return round(width) + 2 * _GAP_PX

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not write_line_break(self, event, indented=True):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(
            QRect(inside.left(), inside.top(), self.numbers_width(), inside.height())
        )

    def paint_numbers(self, area: QRect) -> None:
        painter = QPainter(self._numbers)
        painter.fillRect(area, QColor(self._colours.window))
        painter.setFont(self.font())
        painter.setPen(QColor(self._colours.muted))
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > area.bottom():
                break
            box = QRect(
                0, round(place.top()), self._numbers.width() - _GAP_PX, round(place.height())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()
        painter.end()

    @Slot()
    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _follow(self, area: QRect, moved_by: int) -> None:
        if moved_by:
            self._numbers.scroll(0, moved_by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())


class _Numbers(QWidget):
    """The strip on the left of a numbered edit, which paints it."""

    def __init__(self, edit: _NumberedEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_numbers(event.rect())


class RawView(QWidget):
    """Edits the YAML between the fences, whether or not it can be read.

    **Signals:** ``edited(str)``: the writer changed it.
    """

    edited = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._being_set = False
        self._edit = _NumberedEdit(palette, self)
        self._error = QLabel(self)
        self._set_up_edit()
        self._highlighter = YamlHighlighter(self._edit.document(), palette)
        self._error.setWordWrap(True)
        self._error.setMargin(6)
        self._error.setVisible(False)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._error, role="error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._edit, 1)
        layout.addWidget(self._error)
        self.setFocusProxy(self._edit)
        self._edit.document().contentsChange.connect(self._tell)

    def text(self) -> str:
        """Return the YAML, with no-break spaces as they are and ``\\n`` between lines."""
        return self._edit.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        """Show ``text`` without a signal; the caret stays where it is."""
        if text == self.text():
            return
        caret = self._edit.textCursor().position()
        self._being_set = True
        self._edit.setPlainText(text)
        self._being_set = False
        cursor = self._edit.textCursor()
        cursor.setPosition(min(caret, max(self._edit.document().characterCount() - 1, 0)))
        self._edit.setTextCursor(cursor)

    def show_error(self, sentence: str) -> None:
        """Show what is wrong ("Line 3, column 8: ..."), or nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def set_theme(self, palette: Palette) -> None:
        """Draw everything in the colours of ``palette``."""
        self._edit.set_theme(palette)
        self._highlighter.set_palette(palette)

    @Slot(int, int, int)
    def _tell(self, _at: int, removed: int, added: int) -> None:
        if not self._being_set and (removed or added):
            self.edited.emit(self.text())

    def _set_up_edit(self) -> None:
        KeptFont(self._edit).set(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._edit.document().setUndoRedoEnabled(False)  # the post keeps the one history
        self._edit.setTabChangesFocus(True)  # YAML allows no tabs, and nobody is to be caught here
        self._edit.setAccessibleName(self.tr("Front matter as YAML"))
        set_role(self._edit, role="pane")
        UndoKeys(self).watch(self._edit)
