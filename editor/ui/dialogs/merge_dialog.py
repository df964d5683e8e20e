"""Two versions of a post side by side where they clash, and what becomes of the post."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.errors import EditorError
from editor.post.document import Document
from editor.post.editable_text import EditableText
from editor.post.merge import Clash, Merge
from editor.ui.dialogs.clash_view import Answer, ClashView, Side
from editor.ui.dialogs.diff_view import DiffView
from editor.ui.theme import set_role

_FIRST_SIZE = (980, 720)
_LIST_WIDTH = 230
_LONGEST_WORDS = 80
"""Letters that stand for a place in the list, which cuts them where it ends."""


class MergeDialog(QDialog):
    """Asks about each clash of ``merge`` and shows what it makes of ``mine``.

    It can be applied only when every clash has its answer, so nothing is merged unseen.
    """

    def __init__(
        self, name: str, merge: Merge, mine: Document, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._merge, self._mine = merge, mine
        self._answers: list[Answer | None] = [None] * len(merge.clashes)
        self._result: Document | None = None
        self._heading = QLabel(self)
        self._list = QListWidget(self)
        self._clash = ClashView(self)
        self._preview = DiffView(self)
        self._summary = QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._apply = self._buttons.addButton(
            self.tr("&Apply the merge"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.setWindowTitle(self.tr("Merge {name}").format(name=name))
        self._lay_out()
        self._connect_signals()
        self._fill()

    def result_document(self) -> Document | None:
        """Return the merged post; None while something is still to be decided."""
        return self._result

    def _lay_out(self) -> None:
        self.resize(*_FIRST_SIZE)
        self._heading.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Places to decide on"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._preview.setAccessibleName(self.tr("What the merge changes in your text"))
        set_role(self._summary, role="hint")
        self._summary.setWordWrap(True)
        above = QSplitter(Qt.Orientation.Horizontal, self)
        above.setChildrenCollapsible(False)
        above.addWidget(self._list)
        above.addWidget(self._clash)
        above.setVisible(bool(self._merge.clashes))
        below = QWidget(self)
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 8, 0, 0)
        title = QLabel(self.tr("What changes in your text"), below)
        set_role(title, role="section")
        for part in (title, self._preview, self._summary):
            rows.addWidget(part)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(above)
        halves.addWidget(below)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self._heading, halves, self._buttons):
            layout.addWidget(widget, int(widget is halves))

    def _connect_signals(self) -> None:
        self._list.currentRowChanged.connect(self._show_clash)
        self._clash.answered.connect(self._take_answer)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _fill(self) -> None:
        clashes = self._merge.clashes
        self._list.addItems([""] * len(clashes))
        self._show_state()
        if clashes:
            self._list.setCurrentRow(0)
            self._clash.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._apply.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _show_clash(self, row: int) -> None:
        if row >= 0:
            self._clash.show_clash(self._merge.clashes[row], self._answers[row])

    @Slot(object)
    def _take_answer(self, answer: Answer) -> None:
        self._answers[self._list.currentRow()] = answer
        self._show_state()

    def _show_state(self) -> None:
        for row, (clash, answer) in enumerate(zip(self._merge.clashes, self._answers, strict=True)):
            said = self._side_names()[answer.side] if answer else self.tr("to decide")
            item = self._list.item(row)
            item.setText(f"{self._place(row, clash)}\n{said}")
            font = item.font()
            font.setBold(answer is None)
            item.setFont(font)
        self._show_result()

    def _show_result(self) -> None:
        left = self._answers.count(None)
        self._heading.setText(self._say_left(left))
        texts = [
            answer.text if answer else clash.mine
            for clash, answer in zip(self._merge.clashes, self._answers, strict=True)
        ]
        self._result = None
        problem = ""
        try:
            merged = self._merge.resolved(texts)
        except EditorError as error:
            problem = str(error)
        else:
            self._preview.show_texts(_shown(self._mine), _shown(merged))
            self._result = merged if not left else None
        set_role(self._summary, role="error" if problem else "hint")
        self._summary.setText(problem or self._preview.summary)
        self._apply.setEnabled(self._result is not None)
        self._apply.setDefault(self._result is not None)

    def _say_left(self, left: int) -> str:
        if not self._merge.clashes:
            return self.tr("The two versions changed different places, so both changes are kept.")
        if left:
            return self.tr(
                "Places that both versions changed: {count}, still to decide: {left}. All else "
                "is merged already."
            ).format(count=len(self._merge.clashes), left=left)
        return self.tr("All is decided. See below what becomes of your text, then apply it.")

    def _place(self, row: int, clash: Clash) -> str:
        if clash.key is not None:
            return self.tr("Field “{key}”").format(key=clash.key)
        first = _first_words((clash.mine, clash.theirs, clash.base))
        return self.tr("{number}. {words}").format(number=row + 1, words=first)

    def _side_names(self) -> dict[Side, str]:
        return {
            Side.MINE: self.tr("mine"),
            Side.THEIRS: self.tr("theirs"),
            Side.BOTH: self.tr("both"),
            Side.EDITED: self.tr("as edited"),
        }


def _first_words(texts: Sequence[str | None]) -> str:
    text = next((text.strip() for text in texts if text and text.strip()), "")
    line = text.split("\n", 1)[0].strip()
    return line if len(line) <= _LONGEST_WORDS else f"{line[: _LONGEST_WORDS - 1]}…"


def _shown(document: Document) -> str:
    return EditableText.of(document.text).shown
