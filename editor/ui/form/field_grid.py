"""Fields with labels above them, in two columns or, where it is narrow, in one."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.ui.theme import set_role

_TWO_COLUMNS_FROM_PX = 520


class Cell(QWidget):
    """A field below its label; ``extra``, if given, stands at the end of the label's line."""

    def __init__(
        self, label: str, field: QWidget, *, wide: bool = False, extra: QWidget | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self.wide = wide
        self.extra = extra
        # The Tab key goes the way in which widgets come into the window.
        field.setParent(self)
        if extra is not None:
            extra.setParent(self)
        caption = QLabel(label, self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setBuddy(field)
        set_role(caption, role="label")
        # The ampersand marks the key that goes to the field; a screen reader would read it out.
        field.setAccessibleName(label.replace("&", ""))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(caption)
        line.addStretch()
        if extra is not None:
            line.addWidget(extra)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addWidget(field)
        layout.addStretch()


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    column: int
    span: int


class FieldGrid(QWidget):
    """Sets cells into rows; a wide cell has a row of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)

    def set_cells(self, cells: list[Cell]) -> None:
        """Show ``cells`` in this order.

        Cells that are not among them any more are hidden; they stay their maker's.
        """
        if cells == self._cells:
            return
        for gone in (cell for cell in self._cells if cell not in cells):
            self._grid.removeWidget(gone)
            gone.hide()
        self._cells = list(cells)
        for cell in cells:
            cell.setParent(self)
            cell.show()
        self._arrange()

    def cells(self) -> list[Cell]:
        """Return the cells in their order."""
        return list(self._cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the number of columns where the width asks for it."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._columns:
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """One column has to fit, be there two or not: wider ones are cut off by what scrolls."""
        widest = max((cell.minimumSizeHint().width() for cell in self._cells), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Change the number of columns where a field asks for more room or less."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._wanted_columns() != self._columns:
            self._arrange()
        return done

    def _wanted_columns(self) -> int:
        needed = [0, 0]
        for cell, place in zip(self._cells, self._places(2), strict=True):
            if place.span == 1:
                width = cell.minimumSizeHint().width()
                needed[place.column] = max(needed[place.column], width)
        two = sum(needed) + self._grid.horizontalSpacing()
        return 2 if self.width() >= max(two, _TWO_COLUMNS_FROM_PX) else 1

    def _arrange(self) -> None:
        self._columns = self._wanted_columns()
        for cell, place in zip(self._cells, self._places(self._columns), strict=True):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, place.row, place.column, 1, place.span)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)

    def _places(self, columns: int) -> list[_Place]:
        places = []
        row, column = 0, 0
        for cell in self._cells:
            if column and (cell.wide or columns == 1):
                row, column = row + 1, 0
            span = columns if cell.wide else 1
            places.append(_Place(row, column, span))
            column += span
            if column >= columns:
                row, column = row + 1, 0
        return places
