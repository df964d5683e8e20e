"""Reads small pictures of image files: in a process of its own, for which a thread waits."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, QThreadPool, Signal
from PySide6.QtGui import QImage

from editor.site.errors import ImageError
from editor.workspace.pictures import read_thumbnail


class _Answer(QObject):
    ready = Signal(object, QImage)


class _Reading(QRunnable):
    def __init__(self, path: Path, size: QSize) -> None:
        super().__init__()
        self.answer = _Answer()
        self._path, self._size = path, size

    def run(self) -> None:
        try:
            png = read_thumbnail(self._path, self._size.width(), self._size.height())
            image = QImage.fromData(png)
        except ImageError:  # the field says so in place of the picture
            image = QImage()
        self.answer.ready.emit(self._path, image)


class ThumbnailLoader(QObject):
    """Reads one thumbnail after another.

    **Signals:** ``loaded(object, QImage)``: the Path asked for, and its picture or a null image.
    """

    loaded = Signal(object, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def load(self, path: Path, size: QSize) -> None:
        """Read ``path`` into ``size`` pixels; requests that still wait are dropped."""
        self._pool.clear()
        reading = _Reading(path, size)
        reading.answer.ready.connect(self.loaded)
        self._pool.start(reading)
