"""The one place that knows everyone: makes the parts, hands each what it uses, runs the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThread, QTimer
from PySide6.QtWidgets import QApplication

from editor.ui.main_window import MainWindow
from editor.ui.window_parts import WindowParts
from editor.workspace.autosave import Autosave
from editor.workspace.library import Clock, Library
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer, compare_command, render_command
from editor.workspace.safekeeping import Safekeeping
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings
from editor.workspace.signals import EndSignals
from editor.workspace.watcher import Watcher


def run_until_end(
    application: QApplication, program: "Program", path: Path | None, *, safe_mode: bool = False
) -> int:
    """Start ``program`` with ``path`` and take it apart once it ends; return its status."""
    ends = EndSignals()
    ends.end_requested.connect(program.end)
    program.start(path, safe_mode=safe_mode)
    status = application.exec()
    ends.close()
    program.close()
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
        self.window.desk.commit_requested.emit()
        if self.safekeeping.keep_what_is_open():
            self.window.close_unasked()
            if QThread.currentThread().loopLevel():
                QCoreApplication.exit()  # a dialog that waits for an answer would go on waiting
        else:
            self.window.close()

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
