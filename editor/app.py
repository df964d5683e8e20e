"""The one place that knows everyone: makes the parts, hands each what it uses, runs the window."""

import os
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QThread, QTimer
from PySide6.QtWidgets import QApplication

from editor.ui.icons import app_icon
from editor.ui.main_window import MainWindow
from editor.ui.site_scheme import register_scheme
from editor.workspace.autosave import Autosave
from editor.workspace.library import Clock, Library
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.preview_feed import PreviewFeed
from editor.workspace.renderer import Renderer
from editor.workspace.safekeeping import Safekeeping, state_folder
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings
from editor.workspace.signals import EndSignals
from editor.workspace.watcher import Watcher

_RENDER_NODES = Path("/dev/dri")


def run(path: Path | None, *, safe_mode: bool = False) -> int:
    """Open the window, with the site or post at ``path`` if there is one; return its status.

    In ``safe_mode`` nothing is restored: what the last run left behind waits for the next start.
    """
    application = make_application(sys.argv[:1])
    program = Program(Settings(QSettings()), lambda: datetime.now(UTC), state_folder())
    return run_until_end(application, program, path, safe_mode=safe_mode)


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


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with its drawing, its names and its icon chosen."""
    choose_drawing(os.environ, sys.platform)
    register_scheme()
    application = QApplication(arguments)
    QCoreApplication.setOrganizationName("Galleyproof")
    QCoreApplication.setApplicationName("galleyproof")
    application.setApplicationDisplayName("Galleyproof")
    application.setDesktopFileName("galleyproof")
    application.setWindowIcon(app_icon())
    return application


class Program:
    """The running parts: library, journals, saving, render process, preview feed and window.

    ``state`` is the folder for what must outlive a crash; it is made when it is needed.
    """

    def __init__(self, settings: Settings, clock: Clock, state: Path) -> None:
        self.library = Library(settings, clock)
        self.safekeeping = Safekeeping(self.library, state)
        self.saving = Saving(self.library, self.safekeeping.history.keep)
        self.autosave = Autosave(self.library, self.saving)
        self.watcher = Watcher()
        self.outside = OutsideChanges(
            self.library, self.saving, self.watcher, self.safekeeping.history.keep_or_raise
        )
        self.renderer = Renderer(render_command())
        self.feed = PreviewFeed(self.library, self.renderer)
        self.watcher.site_files_changed.connect(self.feed.look_again)
        self.window = MainWindow(
            self.library,
            self.saving,
            self.renderer,
            self.feed,
            safekeeping=self.safekeeping,
            outside=self.outside,
            compare_command=compare_command(),
        )

    def start(self, path: Path | None, *, safe_mode: bool = False) -> None:
        """Show the window, then open the site or post at ``path`` if there is one.

        What a crash left behind is offered then, but not in ``safe_mode``.
        """
        self.window.show()
        if path is not None:
            # Before the first paint, which then shows the text at once; a site is read beside it.
            self.window.desk.open_path(path)
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


def choose_drawing(
    environment: MutableMapping[str, str], platform: str, devices: Path = _RENDER_NODES
) -> None:
    """Have Qt draw without OpenGL where there is no graphics card, unless the user chose.

    ``devices`` is the folder in which Linux shows graphics cards as ``renderD...``.
    With a web view in the window, OpenGL drawn by the processor makes each key 20 times slower.
    """
    if platform == "linux" and not any(devices.glob("renderD*")):
        environment.setdefault("QT_QUICK_BACKEND", "software")


def render_command() -> tuple[str, ...]:
    """Return the command that starts the render process, in a checkout, wheel or frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--render-worker")
    return (sys.executable, "-m", "editor.render.worker")


def compare_command() -> tuple[str, ...]:
    """Return the command that starts a comparison; what is to be compared comes after it."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--compare-worker")
    return (sys.executable, "-m", "editor.render.comparison")
