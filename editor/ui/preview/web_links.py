"""The links of the web preview: shown when they are pointed at, opened outside when clicked."""

import json

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import QWebEngineNewWindowRequest, QWebEngineScript

from editor.ui.preview.preview_links import PreviewLinks
from editor.ui.preview.web_page import PreviewPage

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class WebLinks(QObject):
    """Follows what the reader does with the links of a page.

    **Signals:**

    - ``activated(QUrl)``: a link to open in the system's browser.
    - ``hovered(str)``: the address of the link under the pointer or with the focus, or nothing.
    """

    activated = Signal(QUrl)
    hovered = Signal(str)

    def __init__(self, page: PreviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self.base = QUrl()
        self.published_url = ""
        self._page = page
        self._hovered = QUrl()
        page.link_clicked.connect(self._on_link)
        page.newWindowRequested.connect(self._on_new_window)
        page.linkHovered.connect(self._on_hovered)

    def _meant(self) -> PreviewLinks:
        return PreviewLinks(self.base, self.published_url)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        links = self._meant()
        fragment = links.fragment(url)
        if fragment is not None:
            self._page.runJavaScript(f"galleyproof.scrollToId({json.dumps(fragment)})", _WORLD)
            return
        outside = links.outside(url)
        if outside is not None:
            self.activated.emit(outside)

    @Slot(QWebEngineNewWindowRequest)
    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        # a form may ask for a window as well, and nobody has seen where it leads
        url = request.requestedUrl()
        if request.isUserInitiated() and url == self._hovered:
            self._on_link(url)

    @Slot(str)
    def _on_hovered(self, address: str) -> None:
        self._hovered = QUrl(address)
        self.hovered.emit(self._meant().shown(address) if address else "")
