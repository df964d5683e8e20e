"""A field for one line of text."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from editor.ui.text.undo_keys import UndoKeys
from editor.ui.theme import set_role


class TextField(QLineEdit):
    """One line of text, with completion where the site has terms for it.

    **Signals:** ``edited(object)``: the writer changed it; the text as str.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms = QStringListModel(self)
        self._offered: tuple[str, ...] = ()
        UndoKeys(self).watch(self)
        self.textEdited.connect(self._tell)

    def set_value(self, value: str) -> None:
        """Show ``value`` without a signal; the caret stays, and so do blanks being typed."""
        shown = self.text()
        being_typed = self.hasFocus() and value.strip() == shown.strip()
        if value == shown or being_typed:
            return
        caret = self.cursorPosition()
        self.setText(value)
        self.setCursorPosition(min(caret, len(value)) if self.hasFocus() else 0)

    def set_placeholder(self, text: str) -> None:
        """Show ``text``, the value that holds without this one, while the field is empty."""
        self.setPlaceholderText(text)

    def set_terms(self, terms: Iterable[str]) -> None:
        """Offer ``terms`` for completion."""
        new = tuple(terms)
        if new == self._offered:
            return
        self._offered = new
        self._terms.setStringList(new)
        if self.completer() is None:
            completer = QCompleter(self._terms, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            # Choosing a completion sets the text without textEdited.
            completer.activated.connect(self._tell)
            self.setCompleter(completer)

    def set_error(self, *, wrong: bool) -> None:
        """Mark the field as holding something that cannot be used."""
        set_role(self, state="error" if wrong else "")

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.edited.emit(text)
