"""One term in a field of chips."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from editor.ui.theme import set_role

_WIDEST_PX = 220
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(QFrame):
    """Shows ``term`` with a button that removes it; arrow keys and Delete work on it, too.

    **Signals:**

    - ``removal_requested``: its button, Delete or Backspace was pressed.
    - ``step_requested(int)``: the focus is to go to the neighbour on the left (-1) or right (1).
    - ``typed(str)``: somebody began to write while it had the focus.
    """

    removal_requested = Signal()
    step_requested = Signal(int)
    typed = Signal(str)

    def __init__(self, term: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = term
        set_role(self, role="chip")
        # Reached by the arrow keys, so that Tab needs one press for the whole field.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("{term}, press Delete to remove").format(term=term))
        label = QLabel(self)
        metrics = label.fontMetrics()
        label.setText(metrics.elidedText(term, Qt.TextElideMode.ElideRight, _WIDEST_PX))
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(term if label.text() != term else "")
        button = QToolButton(self)
        button.setText("×")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(self.tr("Remove {term}").format(term=term))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self.removal_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 2, 0)
        layout.setSpacing(1)
        layout.addWidget(label)
        layout.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, or hand on what is being written."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.step_requested.emit(_STEPS[key])
        elif key in _REMOVING:
            self.removal_requested.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the focus."""
        super().focusInEvent(event)
        self.update()
