"""The one place that knows everyone: makes the parts, hands each what it uses, runs the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThread, QTimer

from editor.ui.application import Application
from editor.ui.dialogs.fault_desk import FaultDesk
from editor.ui.main_window import MainWindow
from editor.ui.visitors import Visitors
from editor.ui.window_parts import WindowParts
from editor.workspace.autosave import Autosave
from editor.workspace.cycle_collecting import CycleCollector
from editor.workspace.faults import FaultCatcher
from editor.workspace.library import Clock, Library
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.processes import compare_command, render_command, window_command
from editor.workspace.renderer import Renderer
from editor.workspace.reports import CrashTrace, Reports, report_of_crash
from editor.workspace.safekeeping import Safekeeping
from editor.workspace.saving import Saving
from editor.workspace.screen_loss import ScreenLoss
from editor.workspace.settings import Settings
from editor.workspace.signals import EndSignals
from editor.workspace.single_instance import Seats, WindowServer
from editor.workspace.watcher import Watcher


def run_until_end(
    application: Application,
    program: "Program",
    path: Path | None,
    *,
    safe_mode: bool = False,
    faults: "FaultWatch | None" = None,
    seats: Seats | None = None,
) -> int:
    """Start ``program`` with ``path`` and take it apart once it ends; return its status.

    ``faults`` watches over it, and with ``seats`` it is found by programs that are started later.
    """
    if faults is not None:
        faults.serve(program, tell_crash=not safe_mode)
    collector = CycleCollector()
    ends = EndSignals()
    ends.end_requested.connect(program.end)
    screen = ScreenLoss(application, program.safekeeping.keep_typed)
    doors = Doors(program, seats or Seats(None))
    application.hear_files(doors.visitors.open_file)
    try:
        program.start(path, safe_mode=safe_mode)
    except Exception as error:
        if faults is None:
            raise
        faults.tell(error)  # the window is there, and most of what is in it works
    # It may have ended in a dialog already, told to by the system: nothing would end the loop then.
    status = application.exec() if program.window.isVisible() else 0
    lost = screen.happened
    kept = program.keep_unasked() if lost else True
    doors.close()
    if faults is not None:
        faults.desk.fall_silent()
    ends.close()
    program.close()
    collector.close()
    if faults is not None:
        faults.close()
    if lost:
        screen.leave(kept=kept)
    return status


class Program:
    """The running parts: library, journals, saving, render process, preview feed and window.

    ``state`` is the folder for what must outlive a crash; it is made when it is needed. ``window``
    and ``renderer`` may be at work already.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        state: Path,
        *,
        window: MainWindow | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        self.renderer = renderer or Renderer(render_command())
        self.library = Library(settings, clock)
        self.safekeeping = Safekeeping(self.library, state)
        self.saving = Saving(self.library, self.safekeeping.history.keep)
        self.autosave = Autosave(self.library, self.saving)
        self.watcher = Watcher()
        self.outside = OutsideChanges(
            self.library, self.saving, self.watcher, self.safekeeping.history.keep_or_raise
        )
        self.feed = PreviewFeed(self.library, self.renderer)
        self.watcher.site_files_changed.connect(self.feed.look_again)
        self.window = window or MainWindow(settings)
        self.parts = WindowParts(
            self.window,
            self.library,
            self.saving,
            self.renderer,
            self.feed,
            safekeeping=self.safekeeping,
            outside=self.outside,
            compare_command=compare_command(),
        )
        self.window.fill(self.parts)

    def start(self, path: Path | None, *, safe_mode: bool = False) -> None:
        """Show the window, then open the site or post at ``path`` if there is one.

        What a crash left behind is offered then, but not in ``safe_mode``.
        """
        self.window.show()
        if path is not None:
            # Before the first paint, which then shows the text at once; a site is read beside it.
            self.window.desk.open_path(path)
        self.window.begin()
        if not safe_mode:
            QTimer.singleShot(0, self.window.rescue.offer)

    def end(self) -> None:
        """End because the system says so: what is not saved is kept, and offered at the next start.

        Nobody may be there to answer a question; only when nothing can be kept is one asked.
        """
        if self.keep_unasked():
            self.window.close_unasked()
            if QThread.currentThread().loopLevel():
                QCoreApplication.exit()  # a dialog that waits for an answer would go on waiting
        else:
            self.window.close()

    def keep_unasked(self) -> bool:
        """Leave what is not saved to the next start; return whether that could be done."""
        self.window.desk.commit_requested.emit()
        return self.safekeeping.keep_what_is_open()

    def close(self) -> None:
        """Take everything apart in the order it needs; the browser engine goes first."""
        self.window.close_parts()
        self.renderer.close()
        self.saving.close()
        self.watcher.close()
        self.library.close()
        self.safekeeping.close()
        self.window.hide()
        self.window.deleteLater()


class FaultWatch:
    """What watches over the program: hooks for errors, a trace for crashes, and who tells of both.

    ``folder`` is where reports lie; ``clock`` dates them.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._reports = Reports(folder, clock)
        self.desk = FaultDesk(self._reports)
        self._catcher = FaultCatcher()
        self._catcher.fault_caught.connect(self.desk.take)
        self._catcher.install()
        self._trace = CrashTrace.begin(folder)

    def serve(self, program: Program, *, tell_crash: bool) -> None:
        """Tell of errors over the window of ``program``, and of the last crash where asked to."""
        window = program.window
        self.desk.serve(window, program.safekeeping.keep_typed)
        self.desk.said.connect(window.status_line.say)
        window.rescue.crash_told.connect(self.desk.say_crash)
        if tell_crash and (report := report_of_crash(self._reports)):
            window.rescue.note_crash(report)

    def tell(self, error: Exception) -> None:
        """Tell of ``error`` as of one that nobody took."""
        self._catcher.tell(error)

    def close(self) -> None:
        """Stop watching: the program ends as it should."""
        if self._trace is not None:
            self._trace.end()
        self._catcher.remove()


class Doors:
    """How ``program`` is asked to open more by programs that are started later."""

    def __init__(self, program: Program, seats: Seats) -> None:
        window = program.window
        self.visitors = Visitors(
            program.library, program.saving, window.desk, window, window_command()
        )
        self._seats = seats
        self._server: WindowServer | None = None
        # Once the window is there: who is asked earlier could only wait.
        QTimer.singleShot(0, window, self._open)

    def close(self) -> None:
        """Listen no longer, and leave to others what waits still."""
        if self._server is not None:
            self._server.close()
        self._seats.release()
        self.visitors.pass_on()

    def _open(self) -> None:
        if self._seats.server_name:
            self._server = WindowServer(self._seats.server_name, self.visitors.takes)
            self._server.wish_taken.connect(self.visitors.welcome)
