"""Changes by other programs are seen within two seconds, and nothing else is taken for one."""

import os
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher
from torture.outside_stage import Stage, application
from torture.trial import Bench, Count, Trial

LIMIT_S = 2.0
_TEXT = b"---\ntitle: Fog\n---\n\nthe first text\n"


def _make_post(bench: Bench) -> Path:
    path = bench.folder / "_posts" / "2026-01-02-fog.md"
    path.parent.mkdir()
    path.write_bytes(_TEXT)
    return path


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(".other~")
    beside.write_bytes(data)
    beside.replace(path)


def _ours(bench: Bench) -> Count:
    path = _make_post(bench)
    stage = Stage(path, bench.folder / "state")
    stage.settle()
    failures, slowest = _changes(bench, stage)
    alarms = _quiet_things(bench, stage)
    stage.close()
    tried = 2 * bench.of(5, 100) + bench.of(30, 1000)
    return Count.of([*failures, *alarms], tried, f"slowest {slowest:.2f} s")


def _changes(bench: Bench, stage: Stage) -> tuple[list[str], float]:
    failures, slowest = [], 0.0
    for number in range(2 * bench.of(5, 100)):
        data = _TEXT + b"%d\n" % number
        start = time.monotonic()
        if number % 2:
            stage.path.write_bytes(data)
        else:
            _replace(stage.path, data)
        stage.wait(partial(_holds, stage, data))
        took = time.monotonic() - start
        slowest = max(slowest, took)
        if took > bench.within(LIMIT_S):
            failures.append(f"change {number} was seen after {took:.1f} s")
    return failures, slowest


def _holds(stage: Stage, data: bytes) -> bool:
    return stage.post.snapshot().encode() == data


def _quiet_things(bench: Bench, stage: Stage) -> list[str]:
    """Save, touch and rewrite alike; return the alarms that came of it."""
    alarms: list[str] = []
    stage.outside.reloaded.connect(partial(_note, alarms, "reloaded"))
    stage.post.conflict_changed.connect(partial(_note, alarms, "conflict"))
    for number in range(bench.of(30, 1000)):
        if number % 3 == 0:
            stage.write(f"{number} ")
            stage.saving.save(stage.post)
            stage.wait(lambda: not stage.saving.busy)
        elif number % 3 == 1:
            stage.path.touch()
        else:
            stage.path.write_bytes(stage.path.read_bytes())
        stage.turn()
    stage.settle()
    for _ in range(100):  # what is still on its way
        stage.turn()
    return alarms


def _note(alarms: list[str], what: str, *_args: object) -> None:
    alarms.append(f"false alarm: {what}")


def _naive(bench: Bench) -> Count:
    """Watch the file alone, and take every change of its time for a change."""
    path = _make_post(bench)
    application()
    watcher = QFileSystemWatcher([str(path)])
    told: list[str] = []
    watcher.fileChanged.connect(told.append)
    failures = []
    rounds = bench.of(5, 20)
    for number in range(rounds):
        told.clear()
        _replace(path, _TEXT + b"%d\n" % number)
        _turn_for(0.1)
        failures += [] if told else [f"change {number} was not seen"]
    watcher.addPath(str(path))
    told.clear()
    os.utime(path)
    _turn_for(0.1)
    failures += [f"false alarm: {len(told)}"] if told else []
    return Count.of(failures, rounds + 1)


def _turn_for(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application().processEvents()
        time.sleep(0.005)


TRIAL = Trial(
    name="outside-seen",
    goal=11,
    promise="seen within 2 s, no false alarm",
    ours=_ours,
    naive_way="one watch",
    naive=_naive,
    alone=True,
)
