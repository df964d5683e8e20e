"""Where the page stands: at a chosen width, in the middle, smaller where it does not fit."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.ui.theme import set_role
from editor.workspace.settings import LEAST_ZOOM, PageWidth


class ZoomedPage(Protocol):
    """What the stage asks of the preview that it places."""

    def set_zoom(self, factor: float) -> None:
        """Show everything ``factor`` times as large as written."""

    def set_scroll_bar_shown(self, shown: bool) -> None:
        """Show the page's scroll bar, or have it take no room, as on phones and tablets."""

    def setGeometry(self, x: int, y: int, width: int, height: int) -> None:
        """Stand there."""


class PageStage(QWidget):
    """Holds the preview and gives it its width and its zoom.

    A page of a chosen width keeps that width in its own pixels at every zoom, so that it breaks
    its lines and asks its media queries as on the device; zoom enlarges it up to the pane's edge.

    **Signals:**

    - ``zoom_changed(float)``: how large the page is shown now; 1.0 is as written.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: ZoomedPage | None = None
        self._width = PageWidth.PANE
        self._wanted_zoom = 1.0
        self._zoom = 1.0
        set_role(self, role="stage")

    @property
    def zoom(self) -> float:
        """How large the page is shown: as asked for, or smaller where it would not fit."""
        return self._zoom

    def set_page(self, page: ZoomedPage) -> None:
        """Place ``page`` from now on; it must be a child of the stage."""
        self._page = page
        page.set_zoom(self._zoom)
        self._arrange()

    def set_width(self, width: PageWidth) -> None:
        """Lay the page out at ``width``."""
        self._width = width
        self._arrange()

    def set_zoom(self, factor: float) -> None:
        """Show the page ``factor`` times as large, or as large as fits."""
        self._wanted_zoom = factor
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the page anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        pixels = self._width.pixels
        width, zoom = self.width(), self._wanted_zoom
        if pixels is not None:
            width = max(1, min(width, round(pixels * zoom)))
            zoom = max(LEAST_ZOOM, width / pixels)
        if self._page is not None:
            self._page.set_scroll_bar_shown(self._width not in (PageWidth.PHONE, PageWidth.TABLET))
            self._page.setGeometry((self.width() - width) // 2, 0, width, self.height())
        if zoom != self._zoom:
            self._zoom = zoom
            if self._page is not None:
                self._page.set_zoom(zoom)
            self.zoom_changed.emit(zoom)
