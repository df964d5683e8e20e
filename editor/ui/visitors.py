"""What other programs and the desktop ask this window for: to show itself, a post, or a site."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from editor.site.site import find_site_root
from editor.ui.desk import Desk
from editor.workspace.instance_messages import Wish
from editor.workspace.library import Library
from editor.workspace.saving import Saving

LOOK_AGAIN_MS = 100
"""How often it is looked whether the question that a wish waits behind was answered."""

_LEAVE_OF_WAYLAND = "XDG_ACTIVATION_TOKEN"


class Visitors(QObject):
    """Decides which wishes are this window's, and carries them out one after the other.

    ``new_window`` is the command that starts a program of its own; a path is added to it.
    """

    def __init__(
        self,
        library: Library,
        saving: Saving,
        desk: Desk,
        window: QWidget,
        new_window: Sequence[str],
    ) -> None:
        super().__init__(window)
        self._library, self._saving, self._desk = library, saving, desk
        self._window, self._new_window = window, tuple(new_window)
        self._waiting: list[Path] = []
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS, singleShot=True)
        self._timer.timeout.connect(self._open_next)

    def takes(self, wish: Wish) -> bool:
        """Return whether ``wish`` is for this window: for the place that is open, or for any."""
        if wish.path is None:
            return True
        site = self._library.site
        if site is None:
            return wish.also_empty and not self._waiting
        return _real(site.root) == _place_of(wish.path)

    @Slot(object)
    def welcome(self, wish: Wish) -> None:
        """Come to the front, and open what ``wish`` names; a question that is open goes first."""
        self._come_forward(wish.token)
        if wish.path is not None and not self._is_shown(wish.path):
            self._waiting.append(wish.path)
            self._open_next()

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Open ``path`` here or, when another site is open here, in a window of its own."""
        wish = Wish(path, also_empty=True)
        if self.takes(wish):
            self.welcome(wish)
        else:
            self._start(path)

    def pass_on(self) -> None:
        """Start a program for each wish that waits still; for the end of this one."""
        self._timer.stop()
        while self._waiting:
            self._start(self._waiting.pop(0))

    # Inside

    @Slot()
    def _open_next(self) -> None:
        if not self._waiting or self._timer.isActive():
            return
        if QApplication.activeModalWidget() is not None or self._saving.busy:
            self._timer.start()
            return
        self._desk.open_path(self._waiting.pop(0))
        self._open_next()

    def _is_shown(self, path: Path) -> bool:
        """Whether ``path`` is the site that is open: its post need not be left then."""
        site = self._library.site
        return site is not None and path.is_dir() and _real(site.root) == _place_of(path)

    def _come_forward(self, token: str) -> None:
        if token:  # Qt reads it, once, when a window asks to be in front (Wayland)
            os.environ[_LEAVE_OF_WAYLAND] = token
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.raise_()
        (QApplication.activeModalWidget() or self._window).activateWindow()

    def _start(self, path: Path) -> None:
        program, *arguments = self._new_window
        QProcess.startDetached(program, [*arguments, str(path)])


def _place_of(path: Path) -> Path:
    """Return the site that ``path`` belongs to, or the folder it lies in."""
    if path.is_dir():
        return _real(find_site_root(path) or path)
    found = _real(path.parent) / path.name  # the library, too, knows a post by its one real name
    return _real(find_site_root(found) or found.parent)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
