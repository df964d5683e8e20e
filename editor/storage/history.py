"""The versions that saving displaced: each text once, compressed, outside every site.

One SQLite file holds them all: it survives a crash in the middle of a write, and several running
programs may use it at once.
"""

import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.errors import EditorError
from editor.storage.reasons import reason_of

_BUSY_S: Final = 5.0
"""How long one program waits for another that is writing."""
_DAY_S: Final = 86_400
_MEGABYTE: Final = 1_000_000
_FEWEST_DROPPED: Final = 10
"""Versions dropped at once when there are too many."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS texts (
    digest TEXT PRIMARY KEY, data BLOB NOT NULL, stored INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL REFERENCES texts,
    written REAL NOT NULL, kept REAL NOT NULL, size INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS versions_by_path ON versions (path, number);
CREATE INDEX IF NOT EXISTS versions_by_digest ON versions (digest);
"""
_READING: Final = "BEGIN"  # nobody waits for one that only reads, nor it for others
_DAMAGED: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_DROP_UNUSED: Final = "DELETE FROM texts WHERE digest NOT IN (SELECT digest FROM versions)"


class HistoryError(EditorError):
    """The history could not be read or written; posts and their files are as they were."""


class DamagedHistoryError(HistoryError):
    """What lies in the history's place is no history, or no longer."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept: ``megabytes`` on the disk, and for how many ``days``."""

    megabytes: int
    days: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a post; ``written`` is when it was saved, in seconds since 1970."""

    number: int
    digest: str
    written: float
    size: int


class History:
    """The versions in the file at ``path``, which is made when the first is kept.

    Every method may be called from any thread, and raises HistoryError.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock

    def keep(self, post: Path, data: bytes, written: float | None = None) -> None:
        """Keep ``data`` as a version of ``post``, unless it is the newest one already.

        ``written`` is when it was saved; by default, now. A history that was damaged is put aside
        under another name, and a new one is begun.
        """
        try:
            self._keep(post, data, written)
        except DamagedHistoryError:
            self._path.replace(self._path.with_suffix(".damaged"))
            self._keep(post, data, written)

    def _keep(self, post: Path, data: bytes, written: float | None) -> None:
        now = self._clock()
        digest = hashlib.sha256(data).hexdigest()
        packed = zlib.compress(data)
        moment = now if written is None else written
        with self._open() as store:
            newest = store.execute(
                "SELECT digest FROM versions WHERE path = ? ORDER BY number DESC", (str(post),)
            ).fetchone()
            if newest == (digest,):
                return
            store.execute(
                "INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", (digest, packed, len(packed))
            )
            store.execute(
                "INSERT INTO versions (path, digest, written, kept, size) VALUES (?, ?, ?, ?, ?)",
                (str(post), digest, moment, now, len(data)),
            )

    def versions(self, post: Path) -> list[Version]:
        """Return the versions of ``post``, the newest first."""
        if not self._path.exists():
            return []
        with self._open(_READING) as store:
            rows = store.execute(
                "SELECT number, digest, written, size FROM versions WHERE path = ? "
                "ORDER BY number DESC",
                (str(post),),
            ).fetchall()
        return [Version(*row) for row in rows]

    def read(self, version: Version) -> bytes:
        """Return the bytes of ``version``, exactly."""
        with self._open(_READING) as store:
            row = store.execute(
                "SELECT data FROM texts WHERE digest = ?", (version.digest,)
            ).fetchone()
        if row is None:
            raise HistoryError("This version is no longer kept: the history had grown too large.")
        return _unpacked(row[0], version.digest)

    def follow(self, old: Path, new: Path, *, moved: bool) -> None:
        """Give the versions of ``old`` to ``new``; unless it ``moved``, ``old`` keeps them too."""
        if not self._path.exists():
            return
        with self._open() as store:
            if moved:
                store.execute("UPDATE versions SET path = ? WHERE path = ?", (str(new), str(old)))
            else:
                store.execute(
                    "INSERT INTO versions (path, digest, written, kept, size) "
                    "SELECT ?, digest, written, kept, size FROM versions WHERE path = ? "
                    "ORDER BY number",
                    (str(new), str(old)),
                )

    def prune(self, bounds: Bounds) -> None:
        """Drop the oldest versions until all that is kept lies within ``bounds``."""
        if not self._path.exists():
            return
        oldest = self._clock() - bounds.days * _DAY_S
        with self._open() as store:
            store.execute("DELETE FROM versions WHERE kept < ?", (oldest,))
            store.execute(_DROP_UNUSED)
            while _stored(store) > bounds.megabytes * _MEGABYTE:
                store.execute(
                    "DELETE FROM versions WHERE number IN "
                    "(SELECT number FROM versions ORDER BY kept, number LIMIT ?)",
                    (_FEWEST_DROPPED,),
                )
                store.execute(_DROP_UNUSED)

    def stored_bytes(self) -> int:
        """Return how many bytes all versions take."""
        if not self._path.exists():
            return 0
        with self._open(_READING) as store:
            return _stored(store)

    @contextmanager
    def _open(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
        """Yield the open file in a transaction, which is committed at the end."""
        try:
            self._make_private()
            with closing(sqlite3.connect(self._path, timeout=_BUSY_S)) as store:
                _prepare(store)
                with store:
                    store.execute(begin)
                    yield store
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
                raise DamagedHistoryError(_complaint("it was damaged on the disk")) from error
            raise HistoryError(_complaint(str(error))) from error
        except OSError as error:
            raise HistoryError(_complaint(reason_of(error))) from error

    def _make_private(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives the files beside it the mode of this one.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(store: sqlite3.Connection) -> None:
    if store.execute("PRAGMA user_version").fetchone() == (1,):
        return
    store.execute("PRAGMA auto_vacuum = FULL")
    store.execute("PRAGMA journal_mode = WAL")
    store.executescript(_SCHEMA)
    store.execute("PRAGMA user_version = 1")


def _stored(store: sqlite3.Connection) -> int:
    (total,) = store.execute("SELECT COALESCE(SUM(stored), 0) FROM texts").fetchone()
    return int(total)


def _unpacked(packed: bytes, digest: str) -> bytes:
    try:
        data = zlib.decompress(packed)
    except zlib.error as error:
        raise HistoryError("This version was damaged on the disk and cannot be read.") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise HistoryError("This version was damaged on the disk and cannot be read.")
    return data


def _complaint(reason: str) -> str:
    return (
        f"The history of versions cannot be used: {reason}. Posts are saved as always, but what "
        "they replace is not kept."
    )
