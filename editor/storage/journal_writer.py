"""Writes journals beside the window: no key waits for the disk, however slow that is."""

import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from editor.storage.journal import Journal, JournalError, SyncPoint, complaint_of
from editor.storage.journal_folder import JournalFolder
from editor.storage.journal_records import Place, Record, Text

SYNC_INTERVAL_S: Final = 1.0
"""How long an edit may wait for the disk itself; the system has it at once."""
LAST_WAIT_S: Final = 3.0
"""How long the end of the program waits for the disk."""

Order = Callable[[], None]


class JournalWriter:
    """Takes orders from the window's thread and carries them out in another, in order.

    ``failed`` is called with a sentence when edits cannot be written, ``mended`` when all that
    were missing have been; both in the writing thread.
    """

    def __init__(
        self, folder: JournalFolder, failed: Callable[[str], None], mended: Callable[[], None]
    ) -> None:
        self._folder, self._failed, self._mended = folder, failed, mended
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._journal: Journal | None = None
        self._failing = False
        self._next_turn: float | None = None
        self._syncing = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    # Orders, for the window's thread

    def begin(self, place: Place, text: Text) -> None:
        """Begin the journal of a post with what it holds; the one before must have an end."""
        self._orders.put(partial(self._begin, place, text))

    def write(self, record: Record) -> None:
        """Add ``record`` to the journal."""
        self._orders.put(partial(self._write, record))

    def end(self) -> None:
        """Remove the journal: its post is saved."""
        self._orders.put(self._end)

    def discard(self) -> None:
        """Put the journal aside for 30 days: the writer gave its post up."""
        self._orders.put(self._discard)

    def wait(self, seconds: float = LAST_WAIT_S) -> bool:
        """Wait until all orders so far are carried out; return whether they were in time."""
        done = threading.Event()
        self._orders.put(done.set)
        return done.wait(seconds)

    @property
    def is_failing(self) -> bool:
        """Whether edits wait in memory because they could not be written."""
        return self._failing

    def close(self) -> None:
        """Bring everything to the disk and stop; a journal without an end stays, to be found."""
        self._orders.put(None)
        self._thread.join(LAST_WAIT_S)

    # Inside the writing thread

    def _run(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=self._patience())
            except queue.Empty:
                order = self._take_turn
            if order is None:
                break
            self._carry_out(order)
        self._carry_out(self._close)

    def _patience(self) -> float | None:
        # Nonstop typing must not put the turn off: only the time until it is due is waited.
        return None if self._next_turn is None else max(0.0, self._next_turn - time.monotonic())

    def _carry_out(self, order: Order) -> None:
        try:
            order()
            if self._next_turn is not None and time.monotonic() >= self._next_turn:
                self._take_turn()
        except JournalError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(complaint_of(error))

    def _begin(self, place: Place, text: Text) -> None:
        self._journal = self._folder.begin(place, text)
        self._write()

    def _write(self, *records: Record) -> None:
        if self._journal is None:
            return
        self._want_turn()
        self._journal.write(*records)
        if self._failing:
            self._failing = False
            self._mended()

    def _end(self) -> None:
        journal, self._journal = self._journal, None
        self._next_turn, self._failing = None, False
        if journal is not None:
            journal.end()

    def _discard(self) -> None:
        journal, self._journal = self._journal, None
        self._next_turn, self._failing = None, False
        if journal is not None:
            journal.write()
            journal.close()
            self._folder.discard(journal.stem)

    def _want_turn(self) -> None:
        if self._next_turn is None:
            self._next_turn = time.monotonic() + SYNC_INTERVAL_S

    def _take_turn(self) -> None:
        """Once a second while there is something to do: the disk, and what could not be written."""
        self._next_turn = None
        journal = self._journal
        if journal is None:
            return
        if journal.is_lost():
            journal.give_up_file()
        if self._failing or not journal.is_open:
            self._write()
        if self._syncing:  # the disk is slow; it will be asked again for what came meanwhile
            self._want_turn()
            return
        point = journal.sync_point()
        if point is not None:
            self._syncing = True
            threading.Thread(target=self._sync, args=(journal, point), daemon=True).start()

    def _sync(self, journal: Journal, point: SyncPoint) -> None:
        """In a thread of its own: the system may take seconds for this."""
        try:
            point.sync()
        except OSError as error:
            self._orders.put(partial(self._note_synced, journal, error))
        else:
            self._orders.put(partial(self._note_synced, journal, None))

    def _note_synced(self, journal: Journal, error: OSError | None) -> None:
        self._syncing = False
        if error is not None and journal is self._journal:
            journal.give_up_file()
            raise error

    def _fail(self, sentence: str) -> None:
        self._want_turn()
        if not self._failing:
            self._failing = True
            self._failed(sentence)

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.write()
            point = self._journal.sync_point()
            self._journal.close()
            if point is not None:
                point.sync()
        self._folder.close()
