"""The program's icons: drawn once in ``resources/icons``, tinted for a light or a dark window."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor.resources import resource_path, resource_text

_SIZES = (20, 40)  # the toolbar, and the toolbar of a screen with twice the points
_MODES = {QIcon.Mode.Normal: 1.0, QIcon.Mode.Disabled: 0.35}


def app_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource_path("icons/galleyproof.svg")))


def icon(name: str, colour: QColor) -> QIcon:
    """Return the icon ``name`` drawn in ``colour``, paler when its action is disabled."""
    svg = resource_text(f"icons/{name}.svg").replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    result = QIcon()
    for size in _SIZES:
        for mode, opacity in _MODES.items():
            result.addPixmap(_draw(renderer, size, opacity), mode)
    return result


def _draw(renderer: QSvgRenderer, size: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
