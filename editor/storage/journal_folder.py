"""The folder of all journals: those being written, those left by a crash, those given up.

It lies in the platform's state folder, for its owner only, outside every site. Each running
program holds the lock of its *run*; a journal of a run whose lock is free was left behind.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.storage.journal import SUFFIX, Journal
from editor.storage.journal_records import Place, Text, replay
from editor.storage.locks import FileLock

KEPT_DAYS: Final = 30
"""How long a journal that the writer gave up is kept."""

_DAY_S: Final = 86_400
_DISCARDED: Final = "discarded"


@dataclass(frozen=True, slots=True)
class FoundJournal:
    """A journal that nobody is writing: the post it tells of, and when that was last edited.

    ``moment`` is in seconds since 1970; ``discarded`` when the writer gave it up once.
    """

    stem: str
    place: Place
    text: Text
    moment: float
    discarded: bool = False


class JournalFolder:
    """All journals under ``folder``, which is made when the first is begun."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._run = secrets.token_hex(6)
        self._lock: FileLock | None = None
        self._count = 0

    def begin(self, place: Place, text: Text) -> Journal:
        """Return a new journal, which makes its file with its first ``write``."""
        self._count += 1
        stem = f"{self._run}-{self._count}"
        return Journal(self._folder, stem, self._hold_run, place, text)

    def abandoned(self) -> list[FoundJournal]:
        """Return the journals that ended programs left behind, newest first.

        Raises OSError when the folder is there but cannot be read.
        """
        found: list[FoundJournal] = []
        for run in sorted({_run_of(path) for path in self._files(self._folder)}):
            if run == self._run or not self._is_over(run):
                continue
            found += self._found(self._folder, f"{run}-*{SUFFIX}", discarded=False)
        return sorted(found, key=_newest_first)

    def discarded(self) -> list[FoundJournal]:
        """Return the journals that the writer gave up in the last 30 days, newest first."""
        found = self._found(self._folder / _DISCARDED, f"*{SUFFIX}", discarded=True)
        return sorted(found, key=_newest_first)

    def discard(self, stem: str) -> None:
        """Keep the journal ``stem`` for 30 more days, and offer it no longer; raises OSError."""
        now = self._clock()
        kept = self._folder / _DISCARDED
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in self._files(self._folder):
            if _stem_of(path) == stem:
                os.utime(path, (now, now))
                path.replace(kept / path.name)

    def drop(self, stem: str) -> None:
        """Remove the journal ``stem``, whose text stands in its file; raises OSError."""
        for path in self._files(self._folder):
            if _stem_of(path) == stem:
                path.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what was given up over 30 days ago, and the locks of programs that left nothing.

        Raises OSError.
        """
        oldest = self._clock() - KEPT_DAYS * _DAY_S
        for path in self._files(self._folder / _DISCARDED):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
        busy = {_run_of(path) for path in self._files(self._folder)}
        for path in list(self._folder.glob("*.lock")):
            if path.stem not in busy and path.stem != self._run:
                lock = FileLock.take(path)
                if lock is not None:
                    lock.release(remove=True)

    def close(self) -> None:
        """Let go of this run's lock: journals it still has are then found by the next start."""
        if self._lock is not None:
            self._lock.release(remove=not any(map(self._is_mine, self._files(self._folder))))
            self._lock = None

    # Inside

    def _hold_run(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._lock is None or self._lock.is_lost():
            self._lock = FileLock.take(self._folder / f"{self._run}.lock")

    def _is_mine(self, path: Path) -> bool:
        return _run_of(path) == self._run

    def _is_over(self, run: str) -> bool:
        lock = FileLock.take(self._folder / f"{run}.lock")
        if lock is None:
            return False
        lock.release()
        return True

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        return sorted(folder.glob(f"*{SUFFIX}"), key=_number_of)

    def _found(self, folder: Path, names: str, *, discarded: bool) -> Iterator[FoundJournal]:
        by_stem: dict[str, FoundJournal] = {}
        for path in sorted(folder.glob(names), key=_number_of):
            state = replay(path.read_bytes())
            # The newest file that begins whole; it may be torn when the power went just then.
            if state is not None:
                stem, moment = _stem_of(path), path.stat().st_mtime
                by_stem[stem] = FoundJournal(stem, state.place, state.text, moment, discarded)
        yield from by_stem.values()


def _newest_first(found: FoundJournal) -> float:
    return -found.moment


def _stem_of(path: Path) -> str:
    return path.name.split(".")[0]


def _run_of(path: Path) -> str:
    return _stem_of(path).rpartition("-")[0]


def _number_of(path: Path) -> int:
    number = path.name.removesuffix(SUFFIX).rpartition(".")[2]
    with suppress(ValueError):
        return int(number)
    return 0
