"""The bar above the editor while another program's version of the post waits for a decision."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from editor.site.conflict_copies import ConflictCopy
from editor.ui.bar_layout import lay_out_bar
from editor.ui.theme import set_role
from editor.workspace.conflict import Conflict


class ConflictBar(QWidget):
    """Says what happened and offers what can be done; hidden while there is nothing to decide.

    **Signals:** what was chosen: ``merge_requested``, ``keep_mine_requested``,
    ``take_theirs_requested``, ``save_again_requested``, ``save_as_requested``,
    ``close_requested``, ``merge_into_requested``. And ``focus_released``: the bar went away with
    the focus in it.
    """

    merge_requested = Signal()
    keep_mine_requested = Signal()
    take_theirs_requested = Signal()
    save_again_requested = Signal()
    save_as_requested = Signal()
    close_requested = Signal()
    merge_into_requested = Signal()
    focus_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._what = QLabel(self)
        self._safe = QLabel(self)
        self._merge = self._button(self.tr("Mer&ge…"), self.merge_requested)
        self._keep_mine = self._button(self.tr("&Keep mine"), self.keep_mine_requested)
        self._take_theirs = self._button(self.tr("Take thei&rs"), self.take_theirs_requested)
        self._save_again = self._button(self.tr("Save it a&gain"), self.save_again_requested)
        self._save_as = self._button(self.tr("Save as…"), self.save_as_requested)
        self._merge_into = self._button(self.tr("Mer&ge into its post…"), self.merge_into_requested)
        self._close = self._button(self.tr("Close &post"), self.close_requested)
        lay_out_bar(self, self._what, self._safe, self._buttons())
        self.setAccessibleName(self.tr("Changed by another program"))
        set_role(self, role="notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Show what waits for a decision; None hides the bar."""
        if conflict is None:
            self._wanted = False
            self._leave()
            return
        readable = conflict.theirs is not None
        choices = {
            self._merge: readable,
            self._keep_mine: not conflict.vanished and conflict.kept,
            self._take_theirs: readable,
            self._save_again: conflict.vanished,
            self._save_as: not readable,
            self._close: conflict.vanished,
        }
        self._show(*_words(conflict), [button for button, offered in choices.items() if offered])

    def show_copy(self, copy: ConflictCopy) -> None:
        """Say that the open file is a copy of a post, and offer to merge it into that."""
        what = self.tr("This is a copy of {name}.").format(name=copy.post.name)
        can_merge = [self._merge_into] if copy.post.is_file() else []
        self._show(what, copy.advice, can_merge)

    def _show(self, what: str, safe: str, offered: Sequence[QPushButton]) -> None:
        self._what.setText(what)
        self._safe.setText(safe)
        for button in self._buttons():
            button.setVisible(button in offered)
        self.setAccessibleDescription(f"{what} {safe}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if self._wanted:
            self.lead_here()

    @Slot()
    def lead_here(self) -> None:
        """Put the focus on the first choice, now or as soon as there is one."""
        self._wanted = self.isHidden()
        if not self._wanted:
            first = next((button for button in self._buttons() if not button.isHidden()), self)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        focused = any(button.hasFocus() for button in self._buttons())
        self.hide()
        if focused:
            self.focus_released.emit()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self._merge, self._keep_mine, self._take_theirs,
            self._save_again, self._save_as, self._close, self._merge_into,
        )  # fmt: skip

    def _button(self, text: str, wish: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        set_role(button, role="quiet")
        button.clicked.connect(wish)
        return button


def _words(conflict: Conflict) -> tuple[str, str]:
    """Return what happened, and what is safe."""
    name = conflict.path.name
    if conflict.vanished:
        return (
            _tr("{name} is no longer there.").format(name=name),
            _tr("Another program has removed or renamed it. Your text is still here."),
        )
    what = _tr("Another program has changed {name}.").format(name=name)
    if conflict.theirs is None:
        return what, _tr("It cannot be read as a post now: {why}").format(why=conflict.problem)
    return what, _tr("Nothing is saved until you decide. Each choice can be undone.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConflictBar", text)
