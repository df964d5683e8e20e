"""The row on top of the form: what the post's file is called and where it is published."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.ui.form.field_widgets.text_field import TextField
from editor.ui.form.form_state import FileState
from editor.ui.theme import set_role


class FileRow(QWidget):
    """Shows the name in parts; the slug can be written until the post was saved once.

    **Signals:** ``slug_edited(str)``: the writer changed the slug.
    """

    slug_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self.tr("File"), self)
        self._before = QLabel(self)
        self._slug = TextField(self)
        self._after = QLabel(self)
        self._whole = _ElidedLabel(self)
        self._note = QLabel(self)
        self._slug.setAccessibleName(self.tr("File name"))
        self._slug.textEdited.connect(self.slug_edited)
        self._lay_out()
        self.show_file(FileState())

    def show_file(self, file: FileState) -> None:
        """Show ``file`` without a signal."""
        self._slug.set_value(file.slug)
        self._before.setText(file.folder + file.prefix)
        self._after.setText(file.suffix)
        self._whole.set_full_text(file.folder + file.prefix + file.slug + file.suffix)
        for widget in (self._before, self._slug, self._after):
            widget.setVisible(file.editable)
        self._whole.setVisible(not file.editable)
        note = file.problem or file.url
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_role(self._note, role="error" if file.problem else "hint")
        self._slug.set_error(wrong=bool(file.problem))

    def _lay_out(self) -> None:
        for label in (self._label, self._before, self._after, self._whole, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            set_role(label, role="hint")
        set_role(self._label, role="label")
        self._label.setBuddy(self._slug)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._label)
        row.addSpacing(8)
        row.addWidget(self._before)
        row.addWidget(self._slug, 1)
        row.addWidget(self._after)
        row.addWidget(self._whole, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self._note)


class _ElidedLabel(QLabel):
    """A label that shortens a path in its middle rather than the window's width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._full = ""
        self.setMinimumWidth(60)

    def set_full_text(self, text: str) -> None:
        self._full = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        elide = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._full, elide, self.width()))
