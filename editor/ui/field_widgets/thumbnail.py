"""Reads small pictures of image files, off the window's own thread and within limits."""

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

# A picture larger than this takes too long, or too much memory, for a thumbnail.
_MOST_PIXELS = 80_000_000
_MOST_MEGABYTES = 400
# Drawing a hostile SVG can take for ever, and Qt cannot be interrupted.
_NOT_DRAWN = (".svg", ".svgz")


def read_thumbnail(path: Path, size: QSize) -> QImage:
    """Return the picture in ``path`` scaled into ``size``; a null image when it cannot be shown."""
    if path.suffix.lower() in _NOT_DRAWN:
        return QImage()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    full = reader.size()
    if not full.isValid() or full.width() * full.height() > _MOST_PIXELS:
        return QImage()
    if full.width() > size.width() or full.height() > size.height():
        # Scaled before it is turned by its orientation, so the box is turned as well.
        turned = reader.transformation().value & 4 != 0
        box = size.transposed() if turned else size
        reader.setScaledSize(full.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class _Answer(QObject):
    ready = Signal(object, QImage)


class _Reading(QRunnable):
    def __init__(self, path: Path, size: QSize) -> None:
        super().__init__()
        self.answer = _Answer()
        self._path, self._size = path, size

    def run(self) -> None:
        self.answer.ready.emit(self._path, read_thumbnail(self._path, self._size))


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
