"""Leaves undo and redo to the window: the text and the form share one history."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
# Redo has two usual key combinations; each platform lists only its own.
_OTHER_HISTORY_KEYS = tuple(QKeySequence(keys) for keys in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"))


def is_history_key(event: QKeyEvent) -> bool:
    """Whether ``event`` is one of the key combinations for undo and redo."""
    if any(event.matches(key) for key in _HISTORY_KEYS):
        return True
    return QKeySequence(event.keyCombination()) in _OTHER_HISTORY_KEYS


class UndoKeys(QObject):
    """An event filter that keeps a field from undoing on its own.

    A line edit claims Ctrl+Z for its private history; with the claim ignored, the key reaches the
    window's action, which undoes in the one history of the post.
    """

    def watch(self, widget: QWidget) -> None:
        """Leave the history keys that reach ``widget`` to its window."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the claim to a history key, and the key itself: Qt then asks the parents."""
        if isinstance(event, QKeyEvent) and is_history_key(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
