"""Choosing the encoding that a file is in, by what its letters look like in each."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.post.editable_text import EditableText
from editor.post.foreign_text import Encoding
from editor.ui.theme import set_role
from editor.workspace.foreign_file import ForeignFile

_SIZE = QSize(640, 420)
_MOST_LINES = 200
_MOST_LINE_CHARS = 300


class EncodingDialog(QDialog):
    """Offers every encoding that ``foreign`` can be read in, with the lines that tell them."""

    def __init__(self, foreign: ForeignFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foreign = foreign
        self._encodings = foreign.encodings
        self.setWindowTitle(self.tr("Convert to UTF-8"))
        self.resize(_SIZE)
        self.choice = QComboBox(self)
        self.choice.addItems([encoding.label for encoding in self._encodings])
        self.choice.setAccessibleName(self.tr("Encoding of the file"))
        self.preview = QPlainTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setAccessibleName(self.tr("Lines with other letters than English ones"))
        set_role(self.preview, role="field")
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._show_lines)
        self._show_lines(0)

    @property
    def encoding(self) -> Encoding:
        """The one that is chosen."""
        return self._encodings[self.choice.currentIndex()]

    def _lay_out(self) -> None:
        ask = QLabel(self.tr("Choose the encoding in which the letters look right."), self)
        then = QLabel(
            self.tr(
                "The text becomes a change that is not saved yet. The file stays as it is until "
                "you save; after that, its old bytes are in the history."
            ),
            self,
        )
        then.setWordWrap(True)
        set_role(then, role="hint")
        form = QFormLayout()
        form.addRow(self.tr("&Encoding"), self.choice)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        convert = buttons.addButton(self.tr("&Convert"), QDialogButtonBox.ButtonRole.AcceptRole)
        convert.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(ask)
        layout.addLayout(form)
        layout.addWidget(self.preview, 1)
        layout.addWidget(then)
        layout.addWidget(buttons)

    @Slot(int)
    def _show_lines(self, index: int) -> None:
        document = self._foreign.read_as(self._encodings[index])
        text = "" if document is None else EditableText.of(document.text).shown
        lines = text.split("\n")
        telling = [line for line in lines if not line.isascii()] or lines
        self.preview.setPlainText("\n".join(map(_around_first_letter, telling[:_MOST_LINES])))


def _around_first_letter(line: str) -> str:
    """Return as much of ``line`` as can be looked at, with its first letter beyond ASCII."""
    place = next((at for at, char in enumerate(line) if char > "\x7f"), 0)
    first = max(0, place - _MOST_LINE_CHARS // 2)
    return line[first : first + _MOST_LINE_CHARS]
