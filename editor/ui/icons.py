"""The program's icons: drawn once in ``resources/icons``, tinted for a light or a dark window."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImageReader, QPainter, QPixmap

from editor.resources import resource_path, resource_text

_SIZES = (20, 40)  # the toolbar, and the toolbar of a screen with twice the points
_PALE = 0.35


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource_path("icons/galleyproof.svg")))


def icon(name: str, colour: QColor) -> QIcon:
    """Return the icon ``name`` drawn in ``colour``, paler when its action is disabled."""
    svg = resource_text(f"icons/{name}.svg").replace("currentColor", colour.name()).encode()
    result = QIcon()
    for size in _SIZES:
        pixmap = _draw(svg, size)
        result.addPixmap(pixmap, QIcon.Mode.Normal)
        result.addPixmap(_paler(pixmap), QIcon.Mode.Disabled)
    return result


def _draw(svg: bytes, size: int) -> QPixmap:
    # Through Qt's image reader, which loads its SVG plugin without 30 ms of Python bindings.
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())


def _paler(pixmap: QPixmap) -> QPixmap:
    result = QPixmap(pixmap.size())
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(_PALE)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return result
