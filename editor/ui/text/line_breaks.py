"""What Enter writes in a plain text field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def write_line_break(edit: QPlainTextEdit, event: QKeyEvent, *, indented: bool = False) -> bool:
    """Write a line break if ``event`` is Enter, with or without Shift; returns whether it was.

    Qt would write U+2028 for Shift+Enter, which no reader of a post takes for a line break. With
    ``indented`` the new line starts below the text of the one before.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    if event.key() not in _ENTER or modifiers & ~shift or edit.isReadOnly():
        return False
    cursor = edit.textCursor()
    block = edit.document().findBlock(cursor.selectionStart())
    before = block.text()[: cursor.selectionStart() - block.position()]
    blanks = before[: len(before) - len(before.lstrip(" \t"))]
    cursor.insertText("\n" + blanks if indented else "\n")
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
    return True
