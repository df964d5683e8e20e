"""The browser engine's widget, without what a preview has no use for."""

from PySide6.QtCore import QChildEvent, QEvent, QObject, Signal
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.wheel_steps import WheelSteps

_TOUCHES = frozenset(
    (
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    )
)


class PreviewView(QWebEngineView):
    """Takes no drops, opens no windows, and offers to copy and to select all.

    **Signals:**

    - ``zoom_requested(int)``: the wheel was turned with Ctrl; steps to zoom in by, or out below 0.
    - ``touched()``: a wheel, a key or a button was used on it.
    """

    zoom_requested = Signal(int)
    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._steps = WheelSteps()
        self.setAcceptDrops(False)
        self.setAccessibleName(self.tr("Preview"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the short menu in place of the browser's own."""
        menu = QMenu(self)
        menu.addAction(self.pageAction(QWebEnginePage.WebAction.Copy))
        menu.addAction(self.pageAction(QWebEnginePage.WebAction.SelectAll))
        request = self.lastContextMenuRequest()
        if request is not None and not request.linkUrl().isEmpty():
            menu.addAction(self.pageAction(QWebEnginePage.WebAction.CopyLinkToClipboard))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def childEvent(self, event: QChildEvent) -> None:
        """Watch the widget that the engine paints on: it takes the wheel before the view does."""
        super().childEvent(event)
        if event.added() and event.child().isWidgetType():
            event.child().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the engine from zooming by itself: its zoom would be forgotten."""
        if event.type() in _TOUCHES:
            self.touched.emit()
        if isinstance(event, QWheelEvent):
            steps = self._steps.zoom_steps(event)
            if steps is not None:
                if steps:
                    self.zoom_requested.emit(steps)
                return True
        return super().eventFilter(watched, event)
