"""The preferences: a table of rows, each a number or a switch that the program remembers."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from editor.ui.theme import set_role
from editor.workspace.settings import (
    HISTORY_DAYS,
    HISTORY_MEGABYTES,
    LEAST_HISTORY_DAYS,
    LEAST_HISTORY_MB,
    MOST_HISTORY_DAYS,
    MOST_HISTORY_MB,
    REMOVE_CAMERA_DATA,
    Option,
    Settings,
)


def _t(text: str) -> str:
    """Mark ``text`` for translation; it is translated when the dialog is made."""
    return text


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A whole number of ``unit`` between two bounds."""

    option: Option[int]
    label: str
    unit: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """Something that is done or not."""

    option: Option[bool]
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading, with a sentence about what they are for."""

    title: str
    hint: str
    rows: tuple[NumberRow | SwitchRow, ...]


SECTIONS = (
    Section(
        _t("History"),
        _t("Each save keeps the version before it. The oldest go first."),
        (
            NumberRow(
                HISTORY_MEGABYTES, _t("&Room on the disk"), _t(" MB"),
                LEAST_HISTORY_MB, MOST_HISTORY_MB,
            ),
            NumberRow(
                HISTORY_DAYS, _t("&Kept for"), _t(" days"), LEAST_HISTORY_DAYS, MOST_HISTORY_DAYS
            ),
        ),
    ),
    Section(
        _t("Pictures"),
        _t("Photos tell where and when they were taken, and so does a site that shows them."),
        (SwitchRow(REMOVE_CAMERA_DATA, _t("Remove &camera data from pictures")),),
    ),
)  # fmt: skip


class Preferences(QDialog):
    """Shows every row of the table; what is chosen counts when OK is pressed.

    **Signals:** ``settings_changed``: something was chosen and is remembered now.
    """

    settings_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._boxes: list[tuple[NumberRow, QSpinBox]] = []
        self._switches: list[tuple[SwitchRow, QCheckBox]] = []
        self.setWindowTitle(self.tr("Preferences"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(20, 18, 20, 14)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for section in SECTIONS:
            self._add_section(section)
        kinds = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(kinds, self)
        buttons.accepted.connect(self._remember)
        buttons.rejected.connect(self.reject)
        self._form.addRow(buttons)

    def _add_section(self, section: Section) -> None:
        for text, role in ((section.title, "section"), (section.hint, "hint")):
            label = QLabel(_tr(text), self)
            set_role(label, role=role)
            self._form.addRow(label)
        for row in section.rows:
            if isinstance(row, NumberRow):
                self._add_number(row)
            else:
                self._add_switch(row)

    def _add_number(self, row: NumberRow) -> None:
        box = QSpinBox(self)
        box.setRange(row.least, row.most)
        box.setSuffix(_tr(row.unit))
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setGroupSeparatorShown(True)
        box.setValue(self._settings.get(row.option))
        box.setAccessibleName(_tr(row.label).replace("&", ""))
        self._form.addRow(_tr(row.label), box)
        self._boxes.append((row, box))

    def _add_switch(self, row: SwitchRow) -> None:
        box = QCheckBox(_tr(row.label), self)
        box.setChecked(self._settings.get(row.option))
        box.setAccessibleName(_tr(row.label).replace("&", ""))
        self._form.addRow(box)
        self._switches.append((row, box))

    @Slot()
    def _remember(self) -> None:
        for row, box in self._boxes:
            self._settings.put(row.option, box.value())
        for switch, check in self._switches:
            self._settings.put(switch.option, check.isChecked())
        self.settings_changed.emit()
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences", text)
