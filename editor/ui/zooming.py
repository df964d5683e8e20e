"""Larger and smaller: the page when the preview has the focus, else the letters of the text."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.text.text_pane import TextPane
from editor.workspace.settings import (
    LEAST_TEXT_SIZE,
    LEAST_ZOOM,
    MOST_TEXT_SIZE,
    MOST_ZOOM,
    PREVIEW_ZOOM,
    TEXT_SIZE,
    Settings,
)

ZOOMS = (0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
"""The steps of the page's zoom, those of a browser; beside them its bounds."""

_SAME = 0.01
"""Zooms nearer than this are one: a page that was made to fit stands on no step."""


def next_zoom(factor: float, steps: int) -> float:
    """Return the zoom that is ``steps`` above ``factor``, or below it, within the bounds."""
    ladder = (LEAST_ZOOM, *ZOOMS, MOST_ZOOM)
    if steps > 0:
        above = [zoom for zoom in ladder if zoom > factor + _SAME]
        return above[min(steps, len(above)) - 1] if above else MOST_ZOOM
    below = [zoom for zoom in reversed(ladder) if zoom < factor - _SAME]
    return below[min(-steps, len(below)) - 1] if below else LEAST_ZOOM


class Zooming(QObject):
    """Zooms either pane and remembers both."""

    def __init__(
        self,
        text: TextPane,
        preview: PreviewPane,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._preview, self._settings = text, preview, settings
        preview.set_zoom(settings.get(PREVIEW_ZOOM))
        points = settings.get(TEXT_SIZE)
        if points is not None:
            text.set_text_size(points)
        text.zoom_requested.connect(self.zoom_text)
        preview.zoom_requested.connect(self.zoom_preview)

    @Slot()
    def zoom_in(self) -> None:
        """Make what has the focus larger."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """Make it smaller."""
        self._zoom(-1)

    @Slot()
    def reset(self) -> None:
        """Show it as large as it was at first."""
        if self._preview_has_focus():
            self._settings.put(PREVIEW_ZOOM, 1.0)
            self._preview.set_zoom(1.0)
        else:
            self._settings.forget(TEXT_SIZE)
            self._text.set_text_size(None)

    @Slot(int)
    def zoom_preview(self, steps: int) -> None:
        """Make the page larger, or smaller below 0.

        From what is shown: a page that was made to fit becomes smaller with the first step.
        """
        factor = next_zoom(self._preview.zoom, steps)
        self._settings.put(PREVIEW_ZOOM, factor)
        self._preview.set_zoom(factor)

    @Slot(int)
    def zoom_text(self, steps: int) -> None:
        """Make the letters of the text larger, or smaller below 0, by a point for each step."""
        points = min(max(self._text.text_size + steps, LEAST_TEXT_SIZE), MOST_TEXT_SIZE)
        self._settings.put(TEXT_SIZE, points)
        self._text.set_text_size(points)

    def _zoom(self, steps: int) -> None:
        if self._preview_has_focus():
            self.zoom_preview(steps)
        else:
            self.zoom_text(steps)

    def _preview_has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._preview.isAncestorOf(focus)
