"""The kinds of steps in a post's one history of undo."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor, QTextDocument, QUndoCommand

from editor.workspace.conflict import Standing
from editor.workspace.head import Head

_HEAD_COMMAND_ID = 1


class TextCommand(QUndoCommand):
    """One step that the text document keeps itself; this holds its place among the others."""

    def __init__(self, document: QTextDocument, moved: Callable[[int], None]) -> None:
        super().__init__()
        self._document = document
        self._moved = moved
        self._done_by_the_document = True

    def redo(self) -> None:
        """Make the step again; the first time the document has made it already."""
        if self._done_by_the_document:
            self._done_by_the_document = False
            return
        cursor = QTextCursor(self._document)
        self._document.redo(cursor)
        self._moved(cursor.position())

    def undo(self) -> None:
        """Take the document's own step back."""
        cursor = QTextCursor(self._document)
        self._document.undo(cursor)
        self._moved(cursor.position())


class HeadCommand(QUndoCommand):
    """One change of the front matter; changes of the same key in a row are one step."""

    def __init__(self, before: Head, after: Head, key: str, show: Callable[[Head], None]) -> None:
        super().__init__()
        self.before, self.after = before, after
        self.key = key
        self._show = show

    def id(self) -> int:
        """Say that these commands may be merged with one another."""
        return _HEAD_COMMAND_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take ``other`` in when it goes on with the same key."""
        if not isinstance(other, HeadCommand) or not self.goes_on(other.key):
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True

    def goes_on(self, key: str) -> bool:
        """Whether a change of ``key`` right after this one belongs to the same step."""
        return bool(key) and key == self.key

    def redo(self) -> None:
        """Show the front matter after the change."""
        self._show(self.after)

    def undo(self) -> None:
        """Show the front matter before the change."""
        self._show(self.before)


class DecisionCommand(QUndoCommand):
    """What the writer decided about another program's version; undone, it is open again."""

    def __init__(
        self, before: Standing, after: Standing, stand: Callable[[Standing, Standing], None]
    ) -> None:
        super().__init__()
        self._before, self._after = before, after
        self._stand = stand

    def redo(self) -> None:
        """Stand as decided."""
        self._stand(self._before, self._after)

    def undo(self) -> None:
        """Stand as before."""
        self._stand(self._after, self._before)
