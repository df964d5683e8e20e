"""The row above the preview: how wide the page is, and how large it is shown."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from editor.ui.theme import set_role


class PreviewBar(QWidget):
    """Buttons for actions of the window, and the zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, role="head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._zoom = QLabel(self)
        self._zoom.setAccessibleName(self.tr("Zoom of the preview"))
        set_role(self._zoom, role="hint")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 3, 12, 3)
        self._row.setSpacing(3)
        self._row.addStretch(1)
        self._row.addWidget(self._zoom)

    def add_buttons(self, actions: Iterable[QAction]) -> None:
        """Put a button for each action at the end of the row."""
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.toolTip())
            set_role(button, role="quiet")
            self._row.insertWidget(self._row.count() - 2, button)

    @Slot(float)
    def show_zoom(self, factor: float) -> None:
        """Say how large the page is shown, unless it is as written."""
        percent = round(factor * 100)
        self._zoom.setText("" if percent == 100 else self.tr("{n} %").format(n=percent))
