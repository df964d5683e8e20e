"""Keeps what saving displaces, and follows posts to their new names."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from editor.storage.history import Bounds, History, HistoryError, Version
from editor.workspace.library import Library
from editor.workspace.location import Location
from editor.workspace.open_post import OpenPost
from editor.workspace.settings import HISTORY_DAYS, HISTORY_MEGABYTES


class HistoryKeeper(QObject):
    """The history of the posts of ``library``; writes beside the window, and never stops a save.

    **Signals:**

    - ``failed(str)``: a version could not be kept; a sentence.
    """

    failed = Signal(str)

    def __init__(self, library: Library, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._history = library, history
        self._bounds = Bounds(0, 0)
        self._post: OpenPost | None = None
        self._location: Location | None = None
        self._worker = ThreadPoolExecutor(1, "history")
        library.post_opened.connect(self._follow_open_post)
        self.apply_bounds()

    @Slot()
    def apply_bounds(self) -> None:
        """Take the bounds from the preferences, and drop what lies outside of them."""
        settings = self._library.settings
        self._bounds = Bounds(settings.get(HISTORY_MEGABYTES), settings.get(HISTORY_DAYS))
        self._later(partial(self._history.prune, self._bounds))

    def keep(self, path: Path, data: bytes) -> None:
        """Keep ``data``, which is about to be displaced at ``path``; from any thread.

        Raises nothing: a text that is being saved does not wait for its own past.
        """
        try:
            self.keep_or_raise(path, data)
        except HistoryError as error:
            self.failed.emit(str(error))

    def keep_or_raise(self, path: Path, data: bytes) -> None:
        """Keep ``data`` before another version takes its place; raises HistoryError."""
        self._history.keep(path, data, _written(path))
        self._history.prune(self._bounds)

    def versions(self, path: Path) -> list[Version]:
        """Return what is kept of the post at ``path``, newest first; raises HistoryError."""
        return self._history.versions(path)

    def read(self, version: Version) -> bytes:
        """Return the bytes of ``version``; raises HistoryError."""
        return self._history.read(version)

    def wait(self) -> None:
        """Wait until what was asked for is done."""
        self._worker.submit(int).result()

    def close(self) -> None:
        """Finish what was asked for, and stop."""
        self._worker.shutdown()

    # Inside

    @Slot()
    def _follow_open_post(self) -> None:
        if self._post is not None:
            self._post.location_changed.disconnect(self._follow_name)
        self._post = self._library.post
        if self._post is not None:
            self._location = self._post.location
            self._post.location_changed.connect(self._follow_name)

    @Slot()
    def _follow_name(self) -> None:
        assert self._post is not None
        before, self._location = self._location, self._post.location
        old, new = before.path if before else None, self._location.path
        if old is not None and new is not None and old != new:
            self._later(partial(_follow, self._history, old, new))

    def _later(self, task: partial[None]) -> None:
        self._worker.submit(task).add_done_callback(self._note_done)

    def _note_done(self, done: Future[None]) -> None:
        """In the worker's thread."""
        error = done.exception()
        if error is not None:
            self.failed.emit(str(error))


def _follow(history: History, old: Path, new: Path) -> None:
    history.follow(old, new, moved=not old.exists())


def _written(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None
