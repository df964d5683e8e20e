"""Killed at every system call of a save: the old or the new text stands there whole."""

from functools import partial
from pathlib import Path

from torture.scene import KINDS, set_scene, verdict
from torture.stable import Stable, open_stable
from torture.tracing import Call, calls_in, run_traced
from torture.trial import ROOT, STRACE, Bench, Count, Trial

SAVE = "torture.ways:save"


def points_of(stable: Stable, way: str, kind: str, folder: Path) -> list[Call]:
    """Return every system call that a save of ``kind`` makes."""
    root = fresh_site(folder)
    log = folder / "calls"
    runner = stable.runner(SAVE, way, kind, str(root))
    status = run_traced(runner, (), log)
    assert status == 0, runner.said
    return calls_in(log)


def fresh_site(folder: Path) -> Path:
    """Return a new site in ``folder``."""
    root = folder / f"site-{sum(1 for _ in folder.iterdir())}"
    root.mkdir()
    set_scene(root)
    return root


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    killed = calls = 0
    with open_stable(bench.folder) as stable:
        for kind in KINDS if bench.long else KINDS[:1]:
            points = points_of(stable, way, kind, bench.folder)
            calls += len(points)
            if not bench.long:
                points = _telling(points)
            for point in points:
                root = fresh_site(bench.folder)
                injection = f"{point.name}:signal=KILL:when={point.number}"
                runner = stable.runner(SAVE, way, kind, str(root))
                status = run_traced(runner, (injection,), bench.folder / "calls")
                killed += status == -9
                problem = verdict(root, kind, saved=status == 0)
                if problem:
                    failures.append(f"{point.name} {point.number}: {problem}")
    return Count.of(failures, killed, f"{calls} calls")


def _telling(points: list[Call]) -> list[Call]:
    names = {"write", "fsync", "fchmod", "close", "rename", "renameat2", "unlink"}
    return [point for point in points if point.name in names][:16]


TRIAL = Trial(
    name="kill-points",
    goal=1,
    promise="killed at every call of 5 kinds: whole",
    ours=partial(_run, "ours"),
    naive_way='open("w")',
    naive=partial(_run, 'open("w")'),
    needs=(ROOT, STRACE),
)
