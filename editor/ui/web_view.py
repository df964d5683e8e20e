"""The browser engine's widget, without what a preview has no use for."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget


class PreviewView(QWebEngineView):
    """Takes no drops, opens no windows, and offers to copy and to select all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
