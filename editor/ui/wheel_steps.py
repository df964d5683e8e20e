"""The mouse wheel in whole steps, when Ctrl is held to make something larger or smaller."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

_STEP = 120
"""What a notch of a wheel turns by, in Qt's unit; a touchpad sends it in many small parts."""


class WheelSteps:
    """Adds up the turns of a wheel."""

    def __init__(self) -> None:
        self._turned = 0

    def zoom_steps(self, event: QWheelEvent) -> int | None:
        """Return how many steps to zoom in (or out, below 0) by; None for plain scrolling."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            return None
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _STEP)
        self._turned -= steps * _STEP
        return steps
