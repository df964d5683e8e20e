"""Keys that come before there is a post to type into: kept, and given to it in their order."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EarlyKeys(QObject):
    """Keeps what is typed into ``widget`` from ``keep`` to ``give_back``."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._kept: list[QKeyEvent] = []

    def keep(self) -> None:
        """Let no key through from now on."""
        self._widget.installEventFilter(self)

    def give_back(self) -> None:
        """Let every key through again, first those that were kept."""
        self._widget.removeEventFilter(self)
        kept, self._kept = self._kept, []
        for event in kept:
            QCoreApplication.sendEvent(self._widget, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key that is pressed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._kept.append(event.clone())
            return True
        return super().eventFilter(watched, event)
