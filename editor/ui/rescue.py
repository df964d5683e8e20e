"""Offering what was typed and not saved: when the program starts, and from the menu."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from editor.errors import EditorError
from editor.ui.desk import Desk
from editor.ui.recovery import RecoveryDialog
from editor.workspace.recoveries import Recoveries, Recovery


class Rescue(QObject):
    """Carries out what the recovery dialog asks for.

    **Signals:**

    - ``said(str)``: something was done, in one short sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, recoveries: Recoveries, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._recoveries, self._desk, self._window = recoveries, desk, window
        self._dialog: RecoveryDialog | None = None

    @Slot()
    def offer(self) -> None:
        """Offer what ended programs left behind, if they did."""
        if offers := self._offers():
            self._show(offers)

    @Slot()
    def show_all(self) -> None:
        """Offer everything that can be recovered, also what was put aside."""
        try:
            offers = self._offers() + self._recoveries.put_aside()
        except OSError as error:
            self._desk.say_failed(error)
            return
        if offers:
            self._show(offers)
        else:
            self.said.emit(self.tr("There is no unsaved text to recover"))

    def _offers(self) -> list[Recovery]:
        try:
            offers = self._recoveries.offers()
            self._recoveries.tidy()
        except OSError as error:
            self._desk.say_failed(error)
            return []
        return offers

    def _show(self, offers: list[Recovery]) -> None:
        self._dialog = RecoveryDialog(offers, self._window)
        self._dialog.restore_requested.connect(self._restore)
        self._dialog.discard_requested.connect(self._discard)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    @Slot(object)
    def _restore(self, recovery: Recovery) -> None:
        if not self._desk.may_leave_post():
            return
        try:
            self._recoveries.restore(recovery)
        except (EditorError, OSError) as error:
            self._desk.say_failed(error)
            return
        assert self._dialog is not None
        self._dialog.accept()
        self.said.emit(self.tr("Restored; save it to keep it"))

    @Slot(object)
    def _discard(self, recovery: Recovery) -> None:
        try:
            self._recoveries.discard(recovery)
        except OSError as error:
            self._desk.say_failed(error)
            return
        assert self._dialog is not None
        self._dialog.drop(recovery)
        self.said.emit(self.tr("Put aside for 30 days: File, Recover unsaved text"))
