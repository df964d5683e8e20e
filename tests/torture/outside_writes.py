"""Another program at the post's file in the very moment of our save: no version may be lost."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from torture.outside_stage import Stage
from torture.trial import Bench, Count, Trial

from editor.storage import atomic
from editor.storage.fingerprint import Fingerprint

_FIRST = b"---\ntitle: Fog\n---\n\nthe first text\n"
_ROUNDS_A_COUNT = 20
_LONGEST_DELAY_S = 0.012
"""Saves take some milliseconds: the other program comes before, in, and after them."""

Write = Callable[[Path, bytes], None]


def _in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _by_replacing(path: Path, data: bytes) -> None:
    beside = path.with_name(f".other-{threading.get_ident()}~")
    beside.write_bytes(data)
    beside.replace(path)


def _check_out(path: Path, data: bytes) -> None:
    """As git does it: remove, then make anew."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)


def _make(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)


def _with_old_stamp(path: Path, data: bytes) -> None:
    """The size stays, and the time is set back."""
    status = path.stat()
    size = max(len(data), status.st_size)
    path.write_bytes(data[:-1].ljust(size - 1) + b"\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _remove(path: Path, _data: bytes) -> None:
    path.unlink(missing_ok=True)


def _other_instance(path: Path, data: bytes) -> None:
    """Another Galleyproof saves what it has made of the file as it found it."""
    atomic.replace(path, data, Fingerprint.of_file(path))


_WAYS: tuple[Write, ...] = (
    _in_place, _by_replacing, _check_out, _with_old_stamp, _remove, _other_instance
)  # fmt: skip


class _Other(threading.Thread):
    """Another program: writes once, after a while; ``wrote`` is what stood there then."""

    def __init__(self, path: Path, data: bytes, way: Write, delay_s: float) -> None:
        super().__init__()
        self._path, self._data, self._way, self._delay_s = path, data, way, delay_s
        self.wrote: bytes | None = None

    def is_over(self) -> bool:
        """Whether it has written, or failed to."""
        return not self.is_alive()

    def run(self) -> None:
        time.sleep(self._delay_s)
        with suppress(OSError, atomic.SaveError):  # then it did not write, and knows it
            self._way(self._path, self._data)
            self.wrote = None if self._way is _remove else self._data.strip()


def _ours(bench: Bench) -> Count:
    path = _make_post(bench)
    stage = Stage(path, bench.folder / "state")
    ledger = {_FIRST.strip()}
    failures: list[str] = []
    rounds = bench.of(40, 1000)
    for number in range(rounds):
        way = bench.random.choice(_WAYS)
        ledger.add(stage.write(f"ours {number} ").strip())
        other = _Other(path, _theirs(number), way, bench.random.random() * _LONGEST_DELAY_S)
        other.start()
        stage.saving.save(stage.post)
        stage.wait(other.is_over)
        if other.wrote is not None:
            ledger.add(other.wrote)
        stage.settle()
        _decide(stage, bench.random)
        if (number + 1) % _ROUNDS_A_COUNT == 0:
            failures += _count_lost(stage, ledger, number)
    failures += _new_names(bench, stage)
    stage.close()
    return Count.of(failures, rounds)


def _count_lost(stage: Stage, ledger: set[bytes], number: int) -> list[str]:
    """Return what of ``ledger`` can no longer be had, and strike it off."""
    lost = ledger - {version.strip() for version in stage.versions()}
    ledger -= lost
    return [f"up to round {number}: lost {version[-60:]!r}" for version in lost]


def _decide(stage: Stage, random: Random) -> None:
    """Answer the conflict, if there is one, in any way; then save."""
    conflict = stage.post.conflict
    if conflict is None:
        return
    if conflict.theirs is None:
        stage.outside.stand_without_file()
    elif (choice := random.choice("ktm")) == "m":
        merged = stage.outside.merge()
        stage.outside.take_merged(merged.resolved([clash.both for clash in merged.clashes]))
    elif choice == "k":
        stage.outside.keep_mine()
    else:
        stage.outside.take_theirs()
    stage.saving.save(stage.post)
    stage.settle()


def _new_names(bench: Bench, stage: Stage) -> list[str]:
    """Another program makes a file under the name that a new post is just about to take."""
    failures = []
    for number in range(bench.of(5, 100)):
        path = stage.path.with_name(f"2026-01-02-new-{number}.md")
        other = _Other(path, _theirs(number), _make, bench.random.random() * 0.004)
        other.start()
        saved = False
        with suppress(atomic.NameTakenError):
            atomic.create(path, b"ours")
            saved = True
        other.join()
        if path.read_bytes() != (b"ours" if saved else _theirs(number)):
            failures.append(f"{path.name}: the first to come was overwritten")
        path.unlink()
    return failures


def _naive(bench: Bench) -> Count:
    """Write unless time or size of the file are others than those that are known."""
    path = _make_post(bench)
    rounds = bench.of(40, 1000)
    failures = []
    for number in range(rounds):
        path.write_bytes(b"ours %d " % number + _FIRST * 3)
        known = path.stat()
        way = _WAYS[number % len(_WAYS)]
        other = _Other(path, _theirs(number), way, 0.0)
        other.start()
        other.join()
        now = path.stat() if path.exists() else known
        if (now.st_mtime_ns, now.st_size) == (known.st_mtime_ns, known.st_size):
            path.write_bytes(b"ours again")
        if other.wrote is not None and path.read_bytes().strip() != other.wrote:
            failures.append(f"round {number}, {way.__name__}")
    return Count.of(failures, rounds)


def _theirs(number: int) -> bytes:
    return b"---\ntitle: Theirs\n---\n\ntheirs %d\n" % number


def _make_post(bench: Bench) -> Path:
    path = bench.folder / "_posts" / "2026-01-02-fog.md"
    path.parent.mkdir()
    path.write_bytes(_FIRST)
    return path


TRIAL = Trial(
    name="outside-writes",
    goal=10,
    promise="no version of two programs is lost",
    ours=_ours,
    naive_way="time and size",
    naive=_naive,
)
