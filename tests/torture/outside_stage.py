"""A post that is open in the program, without a window, while another program is at its file."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings
from PySide6.QtGui import QGuiApplication, QTextCursor

from editor.storage.fingerprint import Fingerprint
from editor.storage.history import History
from editor.workspace.library import Library
from editor.workspace.open_post import OpenPost
from editor.workspace.outside_changes import OutsideChanges
from editor.workspace.saving import Saving
from editor.workspace.settings import Settings
from editor.workspace.watcher import Watcher

PATIENCE_S = 30.0
NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
_TURN_MS = 5


def application() -> QCoreApplication:
    """Return the application that texts and threads need; made once a process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QCoreApplication.instance() or QGuiApplication(["torture"])


class Stage:
    """One running program with the post at ``path`` open; its history lies in ``state``."""

    def __init__(self, path: Path, state: Path) -> None:
        self.path = path
        application()
        state.mkdir(parents=True, exist_ok=True)
        store = QSettings(str(state / "settings.ini"), QSettings.Format.IniFormat)
        self.library = Library(Settings(store), lambda: NOW)
        self.history = History(state / "history.sqlite3")
        self.saving = Saving(self.library, self.history.keep)
        self.watcher = Watcher()
        self.outside = OutsideChanges(self.library, self.saving, self.watcher, self.history.keep)
        self.library.open_post(path)

    @property
    def post(self) -> OpenPost:
        assert self.library.post is not None
        return self.library.post

    def write(self, text: str) -> bytes:
        """Type ``text`` at the top; return what the post is now."""
        QTextCursor(self.post.text_document).insertText(text)
        return self.post.snapshot().encode()

    def settle(self) -> None:
        """Wait until nothing is being saved and the post knows what its file holds."""
        self.wait(lambda: not self.saving.busy)
        self.watcher.look()
        self.wait(self._knows)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the program run until ``condition`` holds; raises TimeoutError."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("waited in vain")
            self.turn()

    def turn(self) -> None:
        """Let the program run for a moment."""
        application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
        time.sleep(0.001)

    def versions(self) -> set[bytes]:
        """Return every version that can still be had: file, window, history, kept beside it."""
        kept = {self.history.read(version) for version in self.history.versions(self.path)}
        hidden = (path for path in self.path.parent.glob(".*") if path.is_file())
        beside = {path.read_bytes() for path in (*hidden, *self.path.parent.glob("*.md"))}
        return {*kept, *beside, self.post.snapshot().encode()}

    def close(self) -> None:
        """Take everything apart."""
        self.watcher.close()
        self.saving.close()
        self.library.close()

    def _knows(self) -> bool:
        if self.saving.busy:
            return False
        conflict = self.post.conflict
        known = conflict.fingerprint if conflict else self.post.location.fingerprint
        return Fingerprint.of_file(self.path) == known
