"""Every flush, rename and removal takes long: the window answers, and the newest text wins."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from torture.trial import STRACE, Bench, Count, Trial
from torture.typist import HEAD

LONGEST_GAP_MS = 100
_CALLS = ("fsync", "rename", "renameat2", "unlink")


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    gaps: list[int] = []
    delay_us = bench.of(600_000, 2_000_000)
    # In the short form only what waits for the disk counts: a busy machine has gaps of its own.
    longest_ms = bench.of(delay_us // 2_000, LONGEST_GAP_MS)
    for call in _CALLS if bench.long else _CALLS[:1]:
        path = bench.folder / f"2025-01-01-{call}.md"
        path.write_bytes(HEAD + b"Short.\n")
        gap, newest = _save_slowly(way, path, f"{call}:delay_enter={delay_us}")
        gaps.append(gap)
        if gap > longest_ms:
            failures.append(f"{call}: no answer for {gap} ms")
        if not newest:
            failures.append(f"{call}: the newest text is not there")
    return Count.of(failures, len(gaps), f"longest gap {max(gaps)} ms")


def _save_slowly(way: str, path: Path, injection: str) -> tuple[int, bool]:
    """Save twice in a program of its own; return its longest gap in ms, whether the last won."""
    # Only these calls stop for the tracer: stopping at all of them would be a slow window itself.
    tracer = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull]
    tracer += ["-e", f"trace={injection.partition(':')[0]}", "-e", f"inject={injection}"]
    places = os.pathsep.join(str(Path(__file__).parents[level]) for level in (1, 2))
    done = subprocess.run(
        [*tracer, sys.executable, "-m", "torture.typist", way, str(path)],
        env={**os.environ, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    gap, newest = done.stdout.split()
    return int(gap), newest == "True"


TRIAL = Trial(
    name="slow-disk",
    goal=35,
    promise="2 s a call: gap <= 100 ms, in order",
    ours=partial(_run, "ours"),
    naive_way="in the window's thread",
    naive=partial(_run, 'open("w")'),
    needs=(STRACE,),
    alone=True,
)
