"""The pane in which the text below the front matter is written, as markdown."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextDocumentLayout, QPlainTextEdit, QTextEdit, QWidget

from editor.ui.text.enter_key import continue_line
from editor.ui.text.highlighter import MarkdownHighlighter, is_code
from editor.ui.text.image_files import image_paths
from editor.ui.text.kept_font import KeptFont
from editor.ui.text.line_breaks import write_line_break
from editor.ui.text.line_edits import indent, outdent
from editor.ui.text.long_lines import LongLines
from editor.ui.text.passage import TextEdit, apply_edit
from editor.ui.text.search import Match
from editor.ui.text.text_commands import TextCommand
from editor.ui.text.text_edits import insert_image
from editor.ui.text.undo_keys import is_history_key
from editor.ui.text.word_count import WordCounter
from editor.ui.theme import Palette, set_role
from editor.ui.wheel_steps import WheelSteps

_WIDEST_LINE_CHARS = 84
_LEAST_MARGIN_PX = 24
_TOP_MARGIN_PX = 16
_TAB_WIDTH = 4
# How far around the caret the list commands look for the items above and below, in lines.
_LIST_CONTEXT = 200
_HISTORY_ENTRIES = {"edit-undo": "undo_requested", "edit-redo": "redo_requested"}


class TextPane(QPlainTextEdit):
    """Edits a document that belongs to somebody else.

    Undo and redo are left to the window, because the form shares them. Tab indents a list item or
    the selected lines and else writes blanks; after Escape, the next Tab or Shift+Tab leaves the
    pane, so that nobody who works without a mouse is caught in it.

    **Signals:**

    - ``undo_requested``, ``redo_requested``: chosen in the context menu.
    - ``image_files_dropped(list[Path])``: image files were dropped (the caret stands where) or
      pasted.
    - ``image_pasted(QImage)``: a picture without a file was pasted.
    - ``document_changed``: it shows another document.
    - ``word_count_changed(int)``: the words of the text, once the writer pauses.
    - ``slow_line_found(int)``: a line has so many characters that keys in it are slow.
    - ``zoom_requested(int)``: the wheel asks for larger letters, or smaller ones below 0.
    """

    undo_requested = Signal()
    redo_requested = Signal()
    image_files_dropped = Signal(list)
    image_pasted = Signal(QImage)
    document_changed = Signal()
    word_count_changed = Signal(int)
    slow_line_found = Signal(int)
    zoom_requested = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = palette
        self._highlighter: MarkdownHighlighter | None = None
        self._matches: Sequence[Match] = ()
        self._current_match: Match | None = None
        self._history = {"edit-undo": True, "edit-redo": True}
        self._tab_leaves = False
        self._wheel = WheelSteps()
        self._font = KeptFont(self)
        self._long_lines = LongLines(self)
        self._long_lines.care_taken.connect(self._write_plainly)
        self._long_lines.slow_line_found.connect(self.slow_line_found)
        self._counter = WordCounter(self)
        self._counter.count_changed.connect(self.word_count_changed)
        set_role(self, role="pane")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(self.tr("Text of the post"))
        self.setAccessibleDescription(self.tr("Markdown. Press Escape, then Tab, to leave."))
        self.set_text_font(_default_font())
        self.cursorPositionChanged.connect(self._mark_lines)
        self.updateRequest.connect(self._follow_scrolling)

    # What it shows

    def set_document(self, document: QTextDocument) -> None:
        """Show and edit ``document``, which keeps belonging to its owner.

        Before the owner deletes it, the pane must be given another, or ``show_nothing``.
        """
        if not isinstance(document.documentLayout(), QPlainTextDocumentLayout):
            document.setDocumentLayout(QPlainTextDocumentLayout(document))
        self._drop_highlighter()
        self._long_lines.watch(document)
        self.set_text_font(self.font())
        document.setDefaultFont(self.font())
        self.setDocument(document)
        # Only now: the document before may have a line that would take half a minute otherwise.
        self.setWordWrapMode(self._long_lines.wrap_mode)
        self._highlighter = MarkdownHighlighter(document, self._colours)
        self._counter.watch(document)
        self.show_matches((), None)
        self.document_changed.emit()

    @Slot()
    def show_nothing(self) -> None:
        """Let go of the document; what is written now belongs to nobody."""
        self.set_document(QTextDocument(self))

    def set_theme(self, palette: Palette) -> None:
        """Draw everything in the colours of ``palette``."""
        self._colours = palette
        if self._highlighter is not None:
            self._highlighter.set_palette(palette)
        self._mark_lines()

    def set_text_font(self, font: QFont) -> None:
        """Write in ``font``; the margins follow its width."""
        self._font.set(self._long_lines.fit(font))
        self.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * _TAB_WIDTH)
        self._center_text()

    @property
    def text_size(self) -> float:
        """How large the letters are, in points."""
        return self.font().pointSizeF()

    def set_text_size(self, points: float | None) -> None:
        """Write in letters of ``points``, or as large as at first for None."""
        font = _default_font() if points is None else QFont(self.font())
        if points is not None:
            font.setPointSizeF(points)
        self.set_text_font(font)

    def set_can_undo(self, possible: bool) -> None:
        """Say whether the context menu offers Undo."""
        self._history["edit-undo"] = possible

    def set_can_redo(self, possible: bool) -> None:
        """Say whether the context menu offers Redo."""
        self._history["edit-redo"] = possible

    # Commands

    def run(self, command: TextCommand) -> None:
        """Run one of ``TEXT_COMMANDS`` on the selection, as one step of undo."""
        self.apply(command.edit, context=command.context)

    def apply(self, edit: TextEdit, *, context: int = 0) -> bool:
        """Run ``edit`` on the lines of the selection; returns whether it applied."""
        if self.isReadOnly():
            return False
        cursor = self.textCursor()
        applied = apply_edit(cursor, edit, context=context)
        if applied:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        return applied

    def insert_image(self, target: str, description: str = "") -> None:
        """Put an image at the caret; ``target`` is its path as the site writes it."""
        self.apply(partial(insert_image, target=target, description=description))

    def show_matches(self, matches: Sequence[Match], current: Match | None) -> None:
        """Mark ``matches``; ``current`` stands out. Positions are those of the Qt text."""
        self._matches, self._current_match = matches, current
        self._mark_lines()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and is_history_key(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with lists on Enter, indent on Tab, leave by Escape and Tab."""
        if is_history_key(event):
            event.ignore()
            return
        key = event.key()
        leaving = self._tab_leaves and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self._tab_leaves = key == Qt.Key.Key_Escape
        if leaving:
            # The text edit's own version would refuse: it never lets Tab leave.
            QWidget.focusNextPrevChild(self, key == Qt.Key.Key_Tab)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif self.isReadOnly() or not self._takes_key(event):
            super().keyPressEvent(event)

    def _takes_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not modifiers:
                self._press_enter(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return write_line_break(self, event)
            case Qt.Key.Key_Tab if not modifiers:
                self._press_tab()
            case Qt.Key.Key_Backtab:
                self.apply(outdent, context=_LIST_CONTEXT)
            case _:
                return False
        return True

    def _press_enter(self, event: QKeyEvent) -> None:
        code = is_code(self.document().findBlock(self.textCursor().selectionStart()))
        if code or not self.apply(continue_line, context=_LIST_CONTEXT):
            write_line_break(self, event, indented=code)

    def _press_tab(self) -> None:
        if not self.apply(indent, context=_LIST_CONTEXT):
            column = self.textCursor().positionInBlock()
            self.insertPlainText(" " * (_TAB_WIDTH - column % _TAB_WIDTH))

    # Paste and drop

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take plain text, image files and pictures."""
        return source.hasText() or source.hasImage() or bool(image_paths(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text as plain text, never as rich text; hand images on."""
        paths = image_paths(source)
        if paths:
            # Whoever answers may ask a question, which must not happen inside Qt's drop.
            QTimer.singleShot(0, self, partial(self.image_files_dropped.emit, paths))
        elif source.hasText():
            # A file with a NUL cannot be read again as a post.
            self.insertPlainText(source.text().replace("\0", ""))
        elif source.hasImage():
            self.image_pasted.emit(QImage(source.imageData()))

    def dropEvent(self, event: QDropEvent) -> None:
        """Take image files as copies: a move would make the file manager delete them."""
        super().dropEvent(event)
        if image_paths(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    # The context menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu with undo and redo handed to the window."""
        menu = self.context_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """Return the menu of the pane; the caller deletes it."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            signal = _HISTORY_ENTRIES.get(action.objectName())
            if signal is not None:
                action.triggered.disconnect()
                action.triggered.connect(getattr(self, signal))
                action.setEnabled(self._history[action.objectName()])
        return menu

    # How it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column of text at a comfortable width, in the middle."""
        self._center_text()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for larger or smaller letters."""
        steps = self._wheel.zoom_steps(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.zoom_requested.emit(steps)

    def _center_text(self) -> None:
        widest = QFontMetricsF(self.font()).averageCharWidth() * _WIDEST_LINE_CHARS
        side = max(_LEAST_MARGIN_PX, int(self.width() - widest) // 2)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (side, side):
            self.setViewportMargins(side, _TOP_MARGIN_PX, side, 0)

    @Slot(object, int)
    def _follow_scrolling(self, _rectangle: object, moved_by: int) -> None:
        if moved_by and self._matches:
            self._mark_lines()

    @Slot()
    def _write_plainly(self) -> None:
        """Write as plainly as the long lines of the document ask for."""
        self.set_text_font(self.font())
        self.setWordWrapMode(self._long_lines.wrap_mode)

    @Slot()
    def _mark_lines(self) -> None:
        line = QTextEdit.ExtraSelection()
        _paint(line, self._colours.current_line)
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        line.cursor = self.textCursor()
        line.cursor.clearSelection()
        self.setExtraSelections([line, *self._match_marks()])

    def _match_marks(self) -> list[QTextEdit.ExtraSelection]:
        # Qt looks through all marks for every line it paints: only what is in sight is marked.
        if not self._matches:
            return []
        first = self.firstVisibleBlock().position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        marks = []
        for match in self._matches:
            if match.end < first or match.start > last:
                continue
            mark = QTextEdit.ExtraSelection()
            current = match == self._current_match
            _paint(mark, self._colours.current_match if current else self._colours.match)
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(match.start)
            mark.cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        return marks

    def _drop_highlighter(self) -> None:
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
            self._highlighter = None


def _paint(selection: QTextEdit.ExtraSelection, colour: str) -> None:
    style = QTextCharFormat()
    style.setBackground(QColor(colour))
    selection.format = style


def _default_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(font.pointSizeF(), 10.0) + 1)
    return font
