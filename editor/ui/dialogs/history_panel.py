"""The versions of a post by time, each beside the text as it is now."""

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.errors import EditorError
from editor.post.document import Document, UnreadablePostError
from editor.post.foreign_text import guess, read_as
from editor.ui.dialogs.diff_view import DiffView
from editor.ui.theme import set_role
from editor.workspace.history_keeper import HistoryKeeper
from editor.workspace.library import Library

_SIZE = QSize(900, 620)
_LIST_WIDTH = 210


class HistoryPanel(QDialog):
    """Shows the versions kept of one post, the newest first.

    **Signals:** ``restore_requested(Document)``: this version shall be the post's text.
    """

    restore_requested = Signal(object)

    def __init__(
        self, history: HistoryKeeper, path: Path, now: Document, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._now = history, now
        self._versions = history.versions(path)
        self._chosen: Document | None = None
        self.setWindowTitle(self.tr("History of {name}").format(name=path.name))
        self.resize(_SIZE)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Versions, newest first"))
        self._list.setFixedWidth(_LIST_WIDTH)
        set_role(self._list, role="list")
        self._list.currentRowChanged.connect(self._show_version)
        self._about, self._counts = QLabel(self), QLabel(self)
        self._diff = DiffView(self)
        self._diff.setAccessibleName(self.tr("From the chosen version to the text as it is now"))
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        set_role(self._about, role="label")
        set_role(self._counts, role="hint")
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        right = QVBoxLayout()
        for widget in (self._about, self._diff, self._counts):
            right.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        self._restore = QPushButton(self.tr("&Restore this version"), self)
        self._restore.clicked.connect(self._ask_restore)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self._restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(middle)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        for version in self._versions:
            self._list.addItem(f"{_moment(version.written)}\n{_size(version.size)}")
        self._list.setCurrentRow(0)
        self._list.setFocus()
        if not self._versions:
            self._say(self.tr("Nothing is kept yet: each save keeps the version before it."))

    @Slot(int)
    def _show_version(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        version = self._versions[row]
        try:
            self._chosen, encoding = _text_of(self._history.read(version))
        except EditorError as error:
            self._say(str(error))
            return
        about = self.tr("From the version of {moment} to the text as it is now")
        if encoding:
            about = self.tr("From the version of {moment}, read as {encoding}, to the text now")
        self._about.setText(about.format(moment=_moment(version.written), encoding=encoding))
        self._diff.show_texts(self._chosen.text, self._now.text)
        self._counts.setText(self._diff.summary)
        self._restore.setEnabled(self._chosen != self._now)

    def _say(self, sentence: str) -> None:
        """Show ``sentence`` in place of a difference."""
        self._chosen = None
        self._about.setText(sentence)
        self._diff.clear()
        self._counts.clear()
        self._restore.setEnabled(False)

    @Slot()
    def _ask_restore(self) -> None:
        if self._chosen is not None:
            self.restore_requested.emit(self._chosen)
            self.accept()


class HistoryDoor(QObject):
    """Opens the history of the open post and makes a version its text.

    **Signals:** ``said(str)``: something was done, in one short sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, library: Library, history: HistoryKeeper, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._history, self._window = library, history, window

    @Slot()
    def show_history(self) -> None:
        """Show the versions of the open post."""
        post = self._library.post
        path = post.location.path if post else None
        if post is None or path is None:
            return
        self._history.wait()
        try:
            panel = HistoryPanel(self._history, path, post.snapshot(), self._window)
        except EditorError as error:
            self.said.emit(str(error))
            return
        panel.restore_requested.connect(self._restore)
        panel.finished.connect(panel.deleteLater)
        panel.open()

    @Slot(object)
    def _restore(self, version: Document) -> None:
        if self._library.post is not None:
            self._library.post.replace_all(version)
            self.said.emit(self.tr("Restored; undo takes it back, save keeps it"))


def _text_of(data: bytes) -> tuple[Document, str]:
    """Return ``data`` as text, and the encoding it was read in where that is not UTF-8."""
    try:
        return Document.decode(data), ""
    except UnreadablePostError:
        encoding = guess(data)
        document = None if encoding is None else read_as(data, encoding)
        if encoding is None or document is None:
            raise
        return document, encoding.label


def _moment(seconds: float) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _size(count: int) -> str:
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
