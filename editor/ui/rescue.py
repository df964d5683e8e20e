"""Offering what was typed and not saved: when the program starts, and from the menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from editor.errors import EditorError
from editor.ui.desk import Desk
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.workspace.recoveries import Recoveries, Recovery


class Rescue(QObject):
    """Carries out what the recovery dialog asks for.

    **Signals:**

    - ``said(str)``: something was done, in one short sentence for the status line.
    - ``crash_told(Path)``: a crash was reported, and there is nothing to offer beside it.
    """

    said = Signal(str)
    crash_told = Signal(object)

    def __init__(self, recoveries: Recoveries, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._recoveries, self._desk, self._window = recoveries, desk, window
        self._dialog: RecoveryDialog | None = None
        self._crash: Path | None = None

    def note_crash(self, report: Path) -> None:
        """Tell with the next offer, once, that the program crashed; ``report`` is about that."""
        self._crash = report

    @Slot()
    def offer(self) -> None:
        """Offer what ended programs left behind, if they did."""
        crash, self._crash = self._crash, None
        if offers := self._offers():
            self._show(offers, self._said_of(crash) if crash else "")
        elif crash:
            self.crash_told.emit(crash)

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

    def _said_of(self, crash: Path) -> str:
        home = str(Path.home())
        place = str(crash).replace(home, "~", 1) if crash.is_relative_to(home) else str(crash)
        return self.tr("Galleyproof ended unexpectedly; a report is at {place}.").format(
            place=place
        )

    def _show(self, offers: list[Recovery], notice: str = "") -> None:
        self._dialog = RecoveryDialog(offers, self._window, notice=notice)
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
