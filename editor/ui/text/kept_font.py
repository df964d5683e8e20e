"""Keeps a widget's own font where a style sheet would take it away."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget


class KeptFont(QObject):
    """The font of ``widget``.

    Each time a style sheet is applied anew, Qt gives a widget back the font that it had at the
    first time; this sets the right one again.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._font: QFont | None = None
        widget.installEventFilter(self)

    def set(self, font: QFont) -> None:
        """Write in ``font`` from now on."""
        self._font = QFont(font)
        self._widget.setFont(self._font)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the font again when it was changed by another hand."""
        if event.type() == QEvent.Type.FontChange and self._font is not None:
            now = self._widget.font()
            if (now.family(), now.pointSizeF()) != (self._font.family(), self._font.pointSizeF()):
                self._widget.setFont(self._font)
        return super().eventFilter(watched, event)
