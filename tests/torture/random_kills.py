"""Killed at any moment of typing and saving: the file is always one that was saved."""

import os
import signal
import time
from functools import partial
from pathlib import Path

from torture.stable import open_stable
from torture.trial import ROOT, Bench, Count, Need, Trial
from torture.typist import first_text, is_whole

from editor.storage.leftovers import clear_leftovers

LINUX = Need(lambda: hasattr(os, "fork") and Path("/proc/self/stat").exists(), "only on Linux")
_LONGEST_S = 0.25


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    # A naive way is caught by chance: even in the short form it gets many.
    kills, saves = bench.of(6, 500) if way == "ours" else 50, 0
    path = bench.folder / "2025-01-01-post.md"
    with open_stable(bench.folder) as stable:
        for kill in range(kills):
            path.write_bytes(first_text())
            runner = stable.runner("torture.typist:type_for_ever", way, str(path))
            runner.go()
            while not runner.said:
                time.sleep(0.002)
            time.sleep(bench.random.uniform(0, _LONGEST_S))
            os.kill(runner.pid, signal.SIGKILL)
            runner.wait()
            saves += len(runner.said)
            data = path.read_bytes()
            if not is_whole(data):
                failures.append(f"kill {kill}: {len(data)} bytes, torn")
            clear_leftovers(bench.folder)
            if failures and not bench.long:
                break
    left = [it.name for it in bench.folder.iterdir() if it.name.startswith(".galleyproof")]
    return Count.of(failures + left, kill + 1, f"{saves} saves")


TRIAL = Trial(
    name="random-kills",
    goal=1,
    promise="500 kills while typing and saving: whole",
    ours=partial(_run, "ours"),
    naive_way="line by line",
    naive=partial(_run, "line by line"),
    needs=(ROOT, LINUX),
)
