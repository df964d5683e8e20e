"""One clash of a merge: both sides beside each other, the choice, and the text it leads to."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.post.editable_text import EditableText
from editor.post.merge import Clash
from editor.ui.theme import palette_for, set_role
from editor.workspace.differences import Kind, compare

_RESULT_LINES = 4
_MIDDLE_LIGHTNESS = 128


class Side(Enum):
    """Whose text a place of the merged post takes."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()
    EDITED = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen for a clash; ``text`` is exact, None takes the key out."""

    side: Side
    text: str | None


class ClashView(QWidget):
    """Shows one clash and lets the writer choose mine, theirs, both, or type something else.

    **Signals:**

    - ``answered(Answer)``: something was chosen or typed.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clash = Clash(None, "", "", "", None)
        self._start = EditableText.of("")
        self._showing = False
        self._mine = self._pane(self.tr("Mine"))
        self._base = self._pane(self.tr("Before both changes"))
        self._theirs = self._pane(self.tr("Theirs"))
        self._base_label = QLabel(self.tr("Before"), self)
        self._result = self._pane(self.tr("The text that is taken"))
        self._result.setReadOnly(False)
        self._with_base = QCheckBox(self.tr("Show what it &was before"), self)
        self._grid = QGridLayout()
        self._choices = QButtonGroup(self)
        self._sides = {
            Side.MINE: QRadioButton(self.tr("&Mine"), self),
            Side.THEIRS: QRadioButton(self.tr("&Theirs"), self),
            Side.BOTH: QRadioButton(self.tr("&Both"), self),
            Side.EDITED: QRadioButton(self.tr("As &edited below"), self),
        }
        self._lay_out()
        self._connect_signals()
        self.setFocusProxy(self._sides[Side.MINE])

    def show_clash(self, clash: Clash, answer: Answer | None) -> None:
        """Show ``clash`` with what was chosen for it, if something was."""
        self._clash = clash
        for pane, text in (
            (self._mine, clash.mine), (self._base, clash.base), (self._theirs, clash.theirs)
        ):  # fmt: skip
            missing = self.tr("(not there)") if text is None else self.tr("(nothing)")
            pane.setPlaceholderText(missing)
            pane.setPlainText(_shown(text))
        self._sides[Side.BOTH].setEnabled(clash.both is not None)
        self._mark_differences()
        self._choices.setExclusive(False)
        for side, button in self._sides.items():
            button.setChecked(answer is not None and answer.side is side)
        self._choices.setExclusive(True)
        self._show_result(answer.text if answer else None)

    def _lay_out(self) -> None:
        grid = self._grid
        grid.setSpacing(6)
        columns = (
            (QLabel(self.tr("Mine"), self), self._mine),
            (self._base_label, self._base),
            (QLabel(self.tr("Theirs"), self), self._theirs),
        )
        for column, (label, pane) in enumerate(columns):
            set_role(label, role="section")
            grid.addWidget(label, 0, column)
            grid.addWidget(pane, 1, column)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        for button in self._sides.values():
            self._choices.addButton(button)
            choices.addWidget(button)
        choices.addStretch(1)
        choices.addWidget(self._with_base)
        height = self._result.fontMetrics().lineSpacing() * _RESULT_LINES + 16
        self._result.setFixedHeight(height)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addLayout(grid, 1)
        layout.addLayout(choices)
        layout.addWidget(self._result)
        self._show_base(shown=False)

    def _connect_signals(self) -> None:
        for button in self._sides.values():
            button.clicked.connect(self._choose)
        self._with_base.toggled.connect(self._toggle_base)
        self._result.textChanged.connect(self._edit)

    @Slot()
    def _choose(self) -> None:
        side = next(side for side, button in self._sides.items() if button.isChecked())
        texts = {
            Side.MINE: self._clash.mine,
            Side.THEIRS: self._clash.theirs,
            Side.BOTH: self._clash.both,
        }
        if side is Side.EDITED:
            self._result.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit()
            return
        self._show_result(texts[side])
        self.answered.emit(Answer(side, texts[side]))

    @Slot()
    def _edit(self) -> None:
        if self._showing:
            return
        self._sides[Side.EDITED].setChecked(True)
        shown = self._result.document().toRawText().replace("\u2029", "\n")
        text: str | None = self._start.exact(shown)
        if self._clash.key is not None and not shown:
            text = None  # a field that was emptied leaves the post, as it does in the form
        self.answered.emit(Answer(Side.EDITED, text))

    @Slot(bool)
    def _toggle_base(self, shown: bool) -> None:
        self._show_base(shown=shown)

    def _show_base(self, *, shown: bool) -> None:
        for column, wide in enumerate((True, shown, True)):
            self._grid.setColumnStretch(column, int(wide))
        self._grid.setHorizontalSpacing(8 if shown else 4)
        self._base.setVisible(shown)
        self._base_label.setVisible(shown)

    def _show_result(self, text: str | None) -> None:
        self._start = EditableText.of(text or "")
        self._showing = True
        self._result.setPlainText(self._start.shown)
        self._showing = False

    def _mark_differences(self) -> None:
        dark = self.palette().base().color().lightness() < _MIDDLE_LIGHTNESS
        colours = palette_for(dark=dark)
        lines = compare(_shown(self._clash.mine), _shown(self._clash.theirs))
        for pane, kind, colour in (
            (self._mine, Kind.REMOVED, colours.removed_word),
            (self._theirs, Kind.ADDED, colours.added_word),
        ):
            own = [line for line in lines if line.kind in {Kind.SAME, kind}]
            block = pane.document().firstBlock()
            marks = []
            for line in own:
                if line.kind is kind and line.text == block.text():
                    marks += [_mark(pane, block.position(), span, colour) for span in line.marked]
                block = block.next()
            pane.setExtraSelections(marks)

    def _pane(self, name: str) -> QPlainTextEdit:
        pane = QPlainTextEdit(self)
        pane.setAccessibleName(name)
        pane.setReadOnly(True)
        pane.setTabChangesFocus(True)
        set_role(pane, role="field")
        return pane


def _mark(
    pane: QPlainTextEdit, start: int, span: tuple[int, int], colour: str
) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(pane.document())
    cursor.setPosition(start + span[0])
    cursor.setPosition(start + span[1], QTextCursor.MoveMode.KeepAnchor)
    selection.cursor = cursor
    selection.format.setBackground(QColor(colour))
    return selection


def _shown(text: str | None) -> str:
    return EditableText.of(text or "").shown
