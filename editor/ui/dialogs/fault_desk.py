"""What the program does when an error came up that nobody expected: keep, report, say, go on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.dialogs.fault_dialog import FaultDialog
from editor.workspace.faults import Fault
from editor.workspace.reports import Reports


class FaultDesk(QObject):
    """Says an error once, however often it comes back, and one at a time.

    **Signals:** ``said(str)``: an error that was told of before came back; for the status line.
    """

    said = Signal(str)

    def __init__(self, reports: Reports, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports = reports
        self._keep: Callable[[], bool] | None = None
        self._window: QWidget | None = None
        self._told: set[Fault] = set()
        self._dialog: FaultDialog | None = None
        self._more = 0
        self._quiet = False

    def serve(self, window: QWidget, keep: Callable[[], bool]) -> None:
        """From now on say errors over ``window``, after ``keep`` put what was typed in safety."""
        self._window, self._keep = window, keep

    def fall_silent(self) -> None:
        """Write reports only: the program is ending, and nobody can answer."""
        self._quiet = True

    @Slot(object)
    def take(self, fault: Fault) -> None:
        """Keep what was typed, report ``fault``, and say so."""
        if fault in self._told:
            self._say_again()
            return
        self._told.add(fault)
        path = self._reports.write(fault)
        if self._quiet:
            return
        if self._window is None:  # the program ends with this, and nothing could show it later
            self._show(fault, path, waits=True)
            return
        # Not from inside: the error may have come up while something was being painted.
        QTimer.singleShot(0, self, partial(self._show, fault, path, waits=False))

    @Slot(object)
    def say_crash(self, report: Path) -> None:
        """Say that the program ended unexpectedly the last time, and show its ``report``."""
        self._open(
            FaultDialog(
                self.tr("Galleyproof ended unexpectedly the last time."),
                self.tr("Nothing that you had typed is waiting to be restored."),
                report.read_text(encoding="utf-8"),
                report,
                self._place(),
            )
        )

    # Inside

    def _say_again(self) -> None:
        if self._dialog is not None:
            self._more += 1
            self._dialog.count_more(self._more)
        else:
            self.said.emit(self.tr("The error of before came up again"))

    def _show(self, fault: Fault, path: Path | None, *, waits: bool) -> None:
        if self._dialog is not None:
            self._say_again()
            return
        text = self._reports.text_of(fault)
        dialog = FaultDialog(self._heading(), self._sentences(), text, path, self._place())
        if waits:
            dialog.exec()
        else:
            self._open(dialog)

    def _open(self, dialog: FaultDialog) -> None:
        self._more = 0
        self._dialog = dialog
        dialog.finished.connect(self._let_go)
        dialog.open()

    @Slot()
    def _let_go(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _heading(self) -> str:
        if self._window is None:
            return self.tr("Galleyproof could not start because of an error in it.")
        return self.tr("Something in Galleyproof went wrong.")

    def _sentences(self) -> str:
        if self._keep is None:
            return self.tr(
                "Your files were not touched. Try galleyproof --safe-mode, which restores nothing."
            )
        if self._keep():
            return self.tr(
                "What you have typed is safe: it is kept outside this window, and offered again if "
                "the program should end. You can go on. Save, and start Galleyproof again if "
                "something does not look right."
            )
        return self.tr(
            "What you have typed could not be kept in safety. Save it now, or copy it elsewhere, "
            "and then start Galleyproof again."
        )

    def _place(self) -> QWidget | None:
        return QApplication.activeModalWidget() or self._window
