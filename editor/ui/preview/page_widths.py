"""The widths to choose from, in the menu and above the preview, and the one that is remembered."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from editor.ui.actions import Actions
from editor.ui.preview.preview_pane import PreviewPane
from editor.workspace.settings import PAGE_WIDTH, PageWidth, Settings


class PageWidths(QObject):
    """One action for each width, of which one is chosen."""

    def __init__(
        self,
        actions: Actions,
        preview: PreviewPane,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preview, self._settings = preview, settings
        self._group = QActionGroup(self)
        remembered = settings.get(PAGE_WIDTH)
        for width in PageWidth:
            action = self._group.addAction(actions[f"width_{width.value}"])
            action.setData(width.value)
            action.setChecked(width is remembered)
        preview.bar.add_buttons(self._group.actions())
        preview.set_page_width(remembered)
        self._group.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        width = PageWidth(action.data())
        self._settings.put(PAGE_WIDTH, width)
        self._preview.set_page_width(width)
