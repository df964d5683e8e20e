"""How a bar above the text is laid out: what happened, what is safe, and buttons beside them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import set_role


def lay_out_bar(bar: QWidget, what: QLabel, safe: QLabel, buttons: Iterable[QPushButton]) -> None:
    """Put the two sentences above one another at the left of ``bar``, the buttons at its right."""
    set_role(what, role="section")
    set_role(safe, role="hint")
    texts = QVBoxLayout()
    texts.setSpacing(2)
    for label in (what, safe):
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        texts.addWidget(label)
    layout = QHBoxLayout(bar)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(8)
    layout.addLayout(texts, 1)
    for button in buttons:
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
