"""Texts that were never saved are shown beside their files, to be restored, kept or put aside."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.dialogs.diff_view import DiffView
from editor.ui.theme import set_role
from editor.workspace.recoveries import FileNow, Recovery

_SIZE = QSize(860, 600)
_LIST_WIDTH = 230


class RecoveryDialog(QDialog):
    """Offers what was left behind; nothing happens to any of it unless a button says so.

    **Signals:** ``restore_requested(Recovery)``, ``discard_requested(Recovery)``.
    """

    restore_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(
        self, offers: Sequence[Recovery], parent: QWidget | None = None, *, notice: str = ""
    ) -> None:
        super().__init__(parent)
        self._offers, self._notice = list(offers), notice
        self.setWindowTitle(self.tr("Recover unsaved text"))
        self.resize(_SIZE)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Posts with unsaved text"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        set_role(self._list, role="list")
        self._list.currentRowChanged.connect(self._show_offer)
        self._name, self._about, self._counts = QLabel(self), QLabel(self), QLabel(self)
        self._diff = DiffView(self)
        self._diff.setAccessibleName(self.tr("From the file as it is now to the recovered text"))
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        for label, role in ((self._name, "section"), (self._about, "label")):
            set_role(label, role=role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._counts, role="hint")
        right = QVBoxLayout()
        for widget in (self._name, self._about, self._diff, self._counts):
            right.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._intro())
        layout.addLayout(middle, 1)
        layout.addWidget(self._make_buttons())

    def _intro(self) -> QLabel:
        text = self.tr(
            "This was typed and not saved. Restoring opens the post with this text; nothing is "
            "written to its file before you save."
        )
        label = QLabel(f"{self._notice} {text}" if self._notice else text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        self._restore = _button(self.tr("&Restore"), self.tr("Open the post with this text"))
        self._later = _button(self.tr("&Later"), self.tr("Keep it and ask again next time"))
        self._discard = _button(self.tr("&Discard"), self.tr("Put it aside for 30 days"))
        box.addButton(self._restore, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self._later, QDialogButtonBox.ButtonRole.RejectRole)
        box.addButton(self._discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        self._restore.setDefault(True)
        self._restore.clicked.connect(self._ask_restore)
        self._later.clicked.connect(self.reject)
        self._discard.clicked.connect(self._ask_discard)
        return box

    def drop(self, recovery: Recovery) -> None:
        """Show ``recovery`` no longer; with the last one the dialog closes."""
        row = self._offers.index(recovery)
        del self._offers[row]
        self._list.takeItem(row)
        if not self._offers:
            self.accept()

    def _fill(self) -> None:
        for offer in self._offers:
            name = offer.title or self.tr("New post")
            aside = self.tr("put aside") if offer.found.discarded else ""
            when = ", ".join(part for part in (self._moment(offer), aside) if part)
            self._list.addItem(f"{name}\n{when}")
            self._list.item(self._list.count() - 1).setToolTip(name)
        self._list.setVisible(len(self._offers) > 1)
        self._list.setCurrentRow(0)
        (self._list if len(self._offers) > 1 else self._restore).setFocus()

    @Slot(int)
    def _show_offer(self, row: int) -> None:
        if not 0 <= row < len(self._offers):
            return
        offer = self._offers[row]
        self._name.setText(offer.title or self.tr("New post"))
        self._about.setText(
            self.tr("Last edited {moment}. {file}").format(
                moment=self._moment(offer), file=self._said_of_file(offer)
            )
        )
        self._diff.show_texts(offer.text_now, offer.document.text)
        self._counts.setText(self._diff.summary)
        self._discard.setEnabled(not offer.found.discarded)

    def _moment(self, offer: Recovery) -> str:
        moment = QDateTime.fromSecsSinceEpoch(int(offer.found.moment))
        return QLocale().toString(moment, QLocale.FormatType.ShortFormat)

    def _said_of_file(self, offer: Recovery) -> str:
        sentences = {
            FileNow.UNCHANGED: self.tr("The file is as it was then."),
            FileNow.CHANGED: self.tr(
                "The file has been changed since then: lines that the recovered text does not "
                "have are marked as removed."
            ),
            FileNow.RENAMED: self.tr("The file is now called {name}."),
            FileNow.GONE: self.tr("The file is no longer there; saving will make it again."),
            FileNow.NEVER_SAVED: self.tr("It was never saved."),
        }
        return sentences[offer.state].format(name=offer.path.name if offer.path else "")

    @Slot()
    def _ask_restore(self) -> None:
        self.restore_requested.emit(self._offers[self._list.currentRow()])

    @Slot()
    def _ask_discard(self) -> None:
        self.discard_requested.emit(self._offers[self._list.currentRow()])


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
