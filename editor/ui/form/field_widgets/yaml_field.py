"""A field for a value that is more than one line: its YAML, with what is wrong below it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.ui.form.field_widgets.long_text_field import LongTextField
from editor.ui.theme import set_role


class YamlField(QWidget):
    """Edits a nested value as YAML text.

    While an error stands below it, the file still has the value before; what was written stays
    here until it can be read or another value is set.

    **Signals:** ``edited(object)``: the writer changed it; the text as str.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._text = LongTextField(self, least=2, most=10)
        self._text.set_fixed_pitch(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._error = QLabel(self)
        self._error.setWordWrap(True)
        self._error.setVisible(False)
        set_role(self._error, role="error")
        self.setFocusProxy(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._text)
        layout.addWidget(self._error)
        self._text.edited.connect(self._tell)

    def value(self) -> str:
        """Return the text as it is written, right or wrong."""
        return self._text.value()

    def set_value(self, value: str) -> None:
        """Show the YAML text ``value``, without a signal."""
        value = value.rstrip("\n")
        if value == self._value and self._error.text():
            return  # the unreadable text is the writer's newest
        self._value = value
        if value != self._text.value().rstrip("\n"):
            self._text.set_value(value)
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, with line and column, or nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        set_role(self._text, state="error" if sentence else "")

    def set_placeholder(self, text: str) -> None:
        """Show ``text``, the value that holds without this one, while the field is empty."""
        self._text.set_placeholder(text)

    def setAccessibleName(self, name: str) -> None:
        """Name the field and the text in it."""
        super().setAccessibleName(name)
        self._text.setAccessibleName(name)

    @Slot(object)
    def _tell(self, text: str) -> None:
        # The error goes now and comes back if the new text deserves it.
        self.set_error("")
        self.edited.emit(text)
