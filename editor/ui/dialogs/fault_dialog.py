"""Says that something unexpected happened, shows the report about it, and lets it be copied."""

from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import set_role

_SIZE = QSize(620, 420)


class FaultDialog(QDialog):
    """Shows ``sentences`` and the ``report``, which lies at ``path`` if it could be written.

    ``heading`` says what happened. Nothing is sent anywhere: copying is the writer's own choice.
    """

    def __init__(
        self,
        heading: str,
        sentences: str,
        report: str,
        path: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._path = report, path
        self.setWindowTitle(self.tr("Galleyproof"))
        self.resize(_SIZE)
        self._heading = self._label(heading, "section")
        self._sentences = self._label(sentences, "")
        self._shown = QPlainTextEdit(report, self)
        self._shown.setReadOnly(True)
        self._shown.setTabChangesFocus(True)
        self._shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._shown.setAccessibleName(self.tr("Report"))
        set_role(self._shown, role="field")
        self._said = self._label("", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        for widget in (self._heading, self._sentences, self._about_report()):
            layout.addWidget(widget)
        layout.addWidget(self._shown, 1)
        layout.addWidget(self._said)
        layout.addWidget(self._make_buttons())

    @property
    def report(self) -> str:
        """The text that is copied."""
        return self._report

    def count_more(self, count: int) -> None:
        """Say that ``count`` more errors came up since."""
        self._said.setText(self.tr("More errors since then: {count}").format(count=count))

    def _about_report(self) -> QLabel:
        text = self.tr("The report below has nothing of what you write: no text, no titles.")
        if self._path is None:
            text += " " + self.tr("It could not be written to the disk.")
        return self._label(text, "hint")

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        set_role(label, role=role)
        return label

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("&Copy report"), self)
        folder = QPushButton(self.tr("Open &folder"), self)
        for button in (copy, folder):
            button.setAutoDefault(False)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        folder.setEnabled(self._path is not None)
        copy.clicked.connect(self._copy)
        folder.clicked.connect(self._open_folder)
        box.rejected.connect(self.reject)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        return box

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._said.setText(self.tr("Copied"))

    @Slot()
    def _open_folder(self) -> None:
        assert self._path is not None
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
