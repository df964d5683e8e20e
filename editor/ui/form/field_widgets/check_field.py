"""A field for yes or no."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget


class CheckField(QCheckBox):
    """A check box for a key that is true or false.

    **Signals:** ``edited(object)``: the writer changed it; a bool.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._tell)

    def set_value(self, value: object) -> None:
        """Show whether ``value`` is true, without a signal."""
        self.setChecked(value is True or value == "true")

    def set_placeholder(self, text: str) -> None:
        """Tell the value that holds without this one."""
        self.setToolTip(text)

    @Slot(bool)
    def _tell(self, checked: bool) -> None:
        self.edited.emit(checked)
