"""The application object: the one that the desktop tells which files to open (macOS)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Hears of files that are dropped on the program's icon or opened from the file manager."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._hear: Callable[[Path], None] | None = None
        self._early: list[Path] = []

    def hear_files(self, hear: Callable[[Path], None]) -> None:
        """Have ``hear`` told of each file to open, and of those that were named already."""
        self._hear = hear
        while self._early:
            hear(self._early.pop(0))

    def event(self, event: QEvent) -> bool:
        """Tell of a file to open; the rest is as Qt has it."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        if self._hear is None:  # the program behind the window is not there yet
            self._early.append(Path(event.file()))
        else:
            self._hear(Path(event.file()))
        return True
