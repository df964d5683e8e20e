"""A field for the post's image: a thumbnail, its path, and ways to choose another."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.form.field_widgets.text_field import TextField
from editor.ui.form.field_widgets.thumbnail import ThumbnailLoader
from editor.ui.text.image_files import image_paths
from editor.ui.theme import set_role

_THUMBNAIL = QSize(112, 76)


class ImageField(QWidget):
    """Shows an image; ``choose_file`` asks the writer for another and returns None for none.

    **Signals:**

    - ``edited(object)``: the writer changed the path by hand; the text as str.
    - ``file_chosen(object)``: the writer chose or dropped an image file; its Path.
    - ``removed``: the writer took the image away.
    """

    edited = Signal(object)
    file_chosen = Signal(object)
    removed = Signal()

    def __init__(
        self, choose_file: Callable[[], Path | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choose_file = choose_file
        self._file: Path | None = None
        self._stamp: tuple[int, int] | None = None
        self._loader = ThumbnailLoader(self)
        self._picture = QLabel(self)
        self._path = TextField(self)
        self._note = QLabel(self)
        self._choose = QPushButton(self.tr("Choose…"), self)
        self._remove = QPushButton(self.tr("Remove"), self)
        self.setAcceptDrops(True)
        self.setFocusProxy(self._path)
        self._lay_out()
        self._connect_signals()
        self._show_words(self.tr("Drop an image"))
        self._update_remove()

    def set_value(self, value: str) -> None:
        """Show the path ``value`` as the file has it, without a signal."""
        self._path.set_value(value)
        self._update_remove()

    def set_image(self, file: Path | None, problem: str = "", *, elsewhere: bool = False) -> None:
        """Show the picture in ``file``; ``problem`` says why there is none to show.

        A picture that lies ``elsewhere``, on the web, is no problem and is not loaded.
        """
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        stamp = _stamp(file)
        if (file, stamp) == (self._file, self._stamp) and file is not None:
            return
        self._file, self._stamp = file, stamp
        if file is None:
            self._show_words(self._words_for_nothing(missing=bool(problem), elsewhere=elsewhere))
        else:
            self._loader.load(file, _THUMBNAIL * self.devicePixelRatioF())

    def _words_for_nothing(self, *, missing: bool, elsewhere: bool) -> str:
        if elsewhere:
            return self.tr("On the web")
        return self.tr("Missing") if missing else self.tr("Drop an image")

    def set_placeholder(self, text: str) -> None:
        """Show ``text``, the value that holds without this one, while the field is empty."""
        self._path.set_placeholder(text)

    def setAccessibleName(self, name: str) -> None:
        """Name the field and its buttons."""
        super().setAccessibleName(name)
        self._path.setAccessibleName(self.tr("{field}: path").format(field=name))
        self._choose.setAccessibleName(self.tr("{field}: choose a file").format(field=name))
        self._remove.setAccessibleName(self.tr("{field}: remove").format(field=name))

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take image files, as copies, and show that they may be dropped."""
        if image_paths(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            set_role(self._picture, drop="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stop showing it."""
        super().dragLeaveEvent(event)
        set_role(self._picture, drop="false")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the first image file on."""
        set_role(self._picture, drop="false")
        paths = image_paths(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.file_chosen.emit(paths[0])

    # Inside

    @Slot()
    def _ask(self) -> None:
        path = self._choose_file()
        if path is not None:
            self.file_chosen.emit(path)

    @Slot(object, QImage)
    def _show_picture(self, path: Path, image: QImage) -> None:
        if path != self._file:
            return
        if image.isNull():
            self._show_words(path.suffix.lstrip(".").upper() or self.tr("No preview"))
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(QPixmap.fromImage(image))

    def _show_words(self, words: str) -> None:
        self._picture.setPixmap(QPixmap())
        self._picture.setText(words)

    @Slot()
    def _update_remove(self) -> None:
        self._remove.setEnabled(bool(self._path.text()))

    def _connect_signals(self) -> None:
        self._path.edited.connect(self.edited)
        self._path.textChanged.connect(self._update_remove)
        self._choose.clicked.connect(self._ask)
        self._remove.clicked.connect(self.removed)
        self._loader.loaded.connect(self._show_picture)

    def _lay_out(self) -> None:
        self._picture.setFixedSize(_THUMBNAIL + QSize(6, 6))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._picture, role="thumbnail", drop="false")
        set_role(self._note, role="error")
        self._note.setWordWrap(True)
        self._note.setVisible(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self._choose, self._remove):
            set_role(button, role="quiet")
            buttons.addWidget(button)
        buttons.addStretch()
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._path)
        right.addLayout(buttons)
        right.addWidget(self._note)
        right.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)


def _stamp(file: Path | None) -> tuple[int, int] | None:
    """Return what changes when the file behind a path changes."""
    if file is None:
        return None
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
