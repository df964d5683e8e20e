"""The bar above the preview that says how many images were not loaded, and offers to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.ui.theme import set_role


class RemoteImagesBar(QWidget):
    """Shown while images on other sites are held back.

    **Signals:**

    - ``load_requested()``: the writer wants to see them, for this post.
    """

    load_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        set_role(self._text, role="hint")
        self._load = QPushButton(self)
        self._load.setAccessibleName(self.tr("Load the images from other sites, for this post"))
        self._load.setToolTip(self.tr("The other sites learn that you look at this post"))
        self._load.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._load.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._load.clicked.connect(self.load_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._load)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def show_count(self, count: int) -> None:
        """Say how many images were not loaded; nothing when there are none."""
        one = self.tr("1 image lies on another site and was not loaded.")
        many = self.tr("{n} images lie on other sites and were not loaded.")
        self._text.setText(one if count == 1 else many.format(n=count))
        self._load.setText(self.tr("Load it") if count == 1 else self.tr("Load them"))
        self.setVisible(count > 0)
