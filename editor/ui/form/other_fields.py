"""The form's part for the keys that have no field of their own."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.ui.form.field_grid import Cell, FieldGrid
from editor.ui.form.field_widgets.check_field import CheckField
from editor.ui.form.field_widgets.text_field import TextField
from editor.ui.form.field_widgets.yaml_field import YamlField
from editor.ui.form.form_state import OtherField, OtherKind
from editor.ui.theme import set_role

_FIELDS: Mapping[OtherKind, type[TextField | CheckField | YamlField]] = {
    OtherKind.TEXT: TextField,
    OtherKind.FLAG: CheckField,
    OtherKind.SOURCE: YamlField,
}


class OtherFields(QWidget):
    """A field for each other key, and a line to add one.

    A row in which somebody is writing stays as it is, even when what was written so far makes the
    key another kind or takes it away; it follows when the focus leaves.

    **Signals:** ``typed_edited(key, text)``, ``flag_edited(key, bool)``,
    ``source_edited(key, text)``, ``removed(key)``, ``added(key)``.
    """

    typed_edited = Signal(str, str)
    flag_edited = Signal(str, bool)
    source_edited = Signal(str, str)
    removed = Signal(str)
    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others: tuple[OtherField, ...] = ()
        self._cells: dict[str, tuple[OtherKind, Cell]] = {}
        self._awaited = ""
        self._grid = FieldGrid(self)
        self._name = TextField(self)
        self._add = QPushButton(self.tr("Add field"), self)
        self._title = QLabel(self.tr("More fields"), self)
        self._lay_out()
        self._name.returnPressed.connect(self._ask_for_field)
        self._add.clicked.connect(self._ask_for_field)

    def show_others(self, others: Iterable[OtherField]) -> None:
        """Show the fields ``others``, without a signal."""
        self._others = tuple(others)
        cells: dict[str, tuple[OtherKind, Cell]] = {}
        for other in self._kept(self._others):
            kind, cell = self._cell(other)
            _set_text(cell.field, other.text)
            cells[other.key] = kind, cell
        gone = {cell for _, cell in self._cells.values()} - {cell for _, cell in cells.values()}
        self._cells = cells
        self._grid.set_cells([cell for _, cell in cells.values()])
        for cell in gone:
            cell.deleteLater()
        self._set_tab_order()
        if self._awaited in cells:
            cells[self._awaited][1].field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._awaited = ""

    def start_over(self) -> None:
        """Forget all rows, and what is written in them that the file could not take."""
        self._awaited = ""
        gone = [cell for _, cell in self._cells.values()]
        self._cells, self._others = {}, ()
        self._grid.set_cells([])
        for cell in gone:
            cell.deleteLater()

    def show_source_error(self, key: str, sentence: str) -> None:
        """Show ``sentence`` below the YAML of ``key``; "" takes it away."""
        _, cell = self._cells.get(key, (None, None))
        if cell is not None and isinstance(cell.field, YamlField):
            cell.field.set_error(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a row follow the file once nobody writes in it any more."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._catch_up)
        return super().eventFilter(watched, event)

    @Slot()
    def _catch_up(self) -> None:
        self.show_others(self._others)

    @Slot()
    def _ask_for_field(self) -> None:
        key = self._name.text().strip()
        if key in self._cells:
            self._cells[key][1].field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key:
            self._awaited = key
            self.added.emit(key)
        self._name.clear()

    def _remove(self, key: str) -> None:
        # A row with the focus would stay.
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit(key)

    def _kept(self, others: tuple[OtherField, ...]) -> list[OtherField]:
        """Return ``others`` with the row that somebody is writing in as it was."""
        result = list(others)
        for index, (key, (kind, cell)) in enumerate(self._cells.items()):
            if not _has_focus(cell) or kind is OtherKind.FLAG:
                continue
            now = next((other for other in others if other.key == key), None)
            if now is None:
                result.insert(index, OtherField(key, kind, ""))
            elif kind is OtherKind.TEXT and now.kind is OtherKind.FLAG:
                result[result.index(now)] = OtherField(key, kind, now.text)
        return result

    def _cell(self, other: OtherField) -> tuple[OtherKind, Cell]:
        known = self._cells.get(other.key)
        if known is not None and known[0] is other.kind:
            return known
        field = _FIELDS[other.kind](self)
        remove = QToolButton()
        remove.setText("×")
        remove.setAutoRaise(True)
        remove.setToolTip(self.tr("Remove this field"))
        remove.setAccessibleName(self.tr("Remove {key}").format(key=other.key))
        remove.clicked.connect(partial(self._remove, other.key))
        edited = {
            OtherKind.TEXT: self.typed_edited,
            OtherKind.FLAG: self.flag_edited,
            OtherKind.SOURCE: self.source_edited,
        }[other.kind]
        field.edited.connect(partial(edited.emit, other.key))
        (field.focusProxy() or field).installEventFilter(self)
        return other.kind, Cell(other.key, field, wide=other.kind is OtherKind.SOURCE, extra=remove)

    def _set_tab_order(self) -> None:
        # A new row comes into the window last; the Tab key is to find it among the others.
        stops: list[QWidget] = []
        for _, cell in self._cells.values():
            stops.append(cell.field.focusProxy() or cell.field)
            stops += [cell.extra] if cell.extra else []
        for first, second in pairwise([*stops, self._name, self._add]):
            QWidget.setTabOrder(first, second)

    def _lay_out(self) -> None:
        set_role(self._title, role="section")
        set_role(self._add, role="quiet")
        self._add.setAccessibleName(self._add.text())
        self._name.setPlaceholderText(self.tr("Name of a new field"))
        self._name.setAccessibleName(self.tr("Name of a new field"))
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._grid)
        layout.addLayout(row)


def _set_text(field: QWidget, text: str) -> None:
    if isinstance(field, TextField | CheckField | YamlField):
        field.set_value(text)


def _has_focus(cell: Cell) -> bool:
    return (cell.field.focusProxy() or cell.field).hasFocus()
