"""The file of one post's edits, written as they are made.

Each edit reaches the system at once (what a crash of the program cannot take back) and the disk a
little later, when ``sync`` is called. A file that has grown too long is followed by a new one
that begins with the whole text; the old one is removed only when the new one is on the disk.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from editor.errors import EditorError
from editor.storage.flushing import flush_folder, write_all
from editor.storage.journal_records import JournalState, LineWriter, Place, Record, Text
from editor.storage.reasons import reason_of

SUFFIX: Final = ".journal"
GROWTH_BYTES: Final = 1_000_000
"""How much a journal may grow beyond twice its text before it begins anew."""


class JournalError(EditorError):
    """Edits could not be written to the journal; they are written when that works again."""


class Journal:
    """The journal of one post; ``stem`` names its files, which end in ``.1.journal`` and so on.

    ``prepare`` makes the folder ready, before each file; it may raise OSError. For one thread.
    """

    def __init__(
        self, folder: Path, stem: str, prepare: Callable[[], None], place: Place, text: Text
    ) -> None:
        self.stem = stem
        self._folder, self._prepare = folder, prepare
        self._state = JournalState(place, text)
        self._descriptor = -1
        self._lines = LineWriter()
        self._number = 0
        self._written = 0
        self._pending = b""

    @property
    def path(self) -> Path:
        """The newest file."""
        return self._folder / f"{self.stem}.{self._number}{SUFFIX}"

    @property
    def is_open(self) -> bool:
        """Whether there is a file that takes the next edit."""
        return self._descriptor >= 0

    def write(self, *records: Record) -> None:
        """Hand ``records`` to the system.

        Raises JournalError when it refuses; they are then kept in memory, and written together
        with the next ones.
        """
        for record in records:
            self._state.apply(record)
            if self._descriptor >= 0:
                self._pending += self._lines.line(record)
        try:
            if self._descriptor < 0 or self._has_grown():
                self._begin_anew()
            elif self._pending:
                self._flush()
        except OSError as error:
            raise JournalError(complaint_of(error)) from error

    def give_up_file(self) -> None:
        """Have the next ``write`` begin a new file: this one can no longer be relied on."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def is_lost(self) -> bool:
        """Whether somebody removed the file that is being written."""
        try:
            return self._descriptor >= 0 and not os.fstat(self._descriptor).st_nlink
        except OSError:
            return True

    def sync_point(self) -> "SyncPoint | None":
        """Return what brings all that was written so far to the disk, for another thread."""
        if self._descriptor < 0:
            return None
        old = [path for path in self._files() if path != self.path]
        return SyncPoint(os.dup(self._descriptor), self._folder, old)

    def close(self) -> None:
        """Let go of the file and leave it where it is."""
        self.give_up_file()

    def end(self) -> None:
        """Let go of the file and remove it: what it held stands elsewhere."""
        self.give_up_file()
        # One that cannot be removed tells of nothing new, and is dropped at the next start.
        with suppress(OSError):
            for path in self._files():
                path.unlink(missing_ok=True)

    def _has_grown(self) -> bool:
        return self._written + len(self._pending) > GROWTH_BYTES + 2 * self._state.size

    def _begin_anew(self) -> None:
        self._prepare()
        lines = LineWriter()
        data = lines.line(self._state.place) + lines.line(self._state.text)
        self._number += 1
        path = self.path
        descriptor = os.open(path, _NEW_FILE, 0o600)
        try:
            write_all(descriptor, data)
        except OSError:
            os.close(descriptor)
            path.unlink()
            raise
        self.give_up_file()
        self._descriptor, self._lines = descriptor, lines
        self._written, self._pending = len(data), b""

    def _flush(self) -> None:
        try:
            write_all(self._descriptor, self._pending)
        except OSError:
            # What was written of a line is taken back, so that the next try begins a whole one.
            os.ftruncate(self._descriptor, self._written)
            os.lseek(self._descriptor, self._written, os.SEEK_SET)
            raise
        self._written += len(self._pending)
        self._pending = b""

    def _files(self) -> list[Path]:
        return list(self._folder.glob(f"{self.stem}.*{SUFFIX}"))


class SyncPoint:
    """What one journal had written at one moment."""

    def __init__(self, descriptor: int, folder: Path, old: list[Path]) -> None:
        self._descriptor, self._folder, self._old = descriptor, folder, old

    def sync(self) -> None:
        """Bring it to the disk, then remove the files it replaces; takes as long as the disk does.

        Raises OSError when the disk refuses: then the file cannot be relied on
        (what was not written is forgotten by the system, and a second try would report success).
        """
        try:
            _sync_data(self._descriptor)
            flush_folder(self._folder)
        finally:
            os.close(self._descriptor)
        for path in self._old:
            path.unlink(missing_ok=True)


def complaint_of(error: OSError) -> str:
    """Return what to tell the writer when a journal cannot be written."""
    return (
        f"Typing is not kept safe from a crash at the moment: {reason_of(error)}. Nothing is "
        "lost yet; save soon."
    )


_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _sync_data(descriptor: int) -> None:
    getattr(os, "fdatasync", os.fsync)(descriptor)
