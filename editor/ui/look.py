"""Light or dark: what the writer chose, or what the desktop says."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.ui.theme import Palette, apply_theme, palette_for
from editor.workspace.settings import THEME, Settings, Theme


class Look(QObject):
    """Dresses the program and keeps it in step with the desktop.

    **Signals:**

    - ``palette_changed(Palette)``: the window was dressed anew.
    """

    palette_changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply)
        self.palette = self._wanted()
        self.apply()

    @property
    def theme(self) -> Theme:
        """What the writer chose."""
        return self._settings.get(THEME)

    def choose(self, theme: Theme) -> None:
        """Take ``theme`` and remember it."""
        self._settings.put(THEME, theme)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Dress the program as chosen."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.palette = self._wanted()
        apply_theme(application, self.palette)
        self.palette_changed.emit(self.palette)

    def _wanted(self) -> Palette:
        scheme = QGuiApplication.styleHints().colorScheme()
        by_desktop = scheme == Qt.ColorScheme.Dark
        return palette_for(
            dark=self.theme is Theme.DARK or (self.theme is Theme.SYSTEM and by_desktop)
        )
