"""Every flush, rename and opening takes long: the window answers, and the newest text wins."""

from functools import partial

from torture.stable import open_stable
from torture.tracing import run_traced
from torture.trial import ROOT, STRACE, Bench, Count, Trial
from torture.typist import HEAD

LONGEST_GAP_MS = 100
_CALLS = ("fsync", "rename", "renameat2", "unlink")


def _run(way: str, bench: Bench) -> Count:
    failures: list[str] = []
    gaps: list[int] = []
    delay_us = bench.of(600_000, 2_000_000)
    # In the short form only what waits for the disk counts: a busy machine has gaps of its own.
    longest_ms = bench.of(delay_us // 2_000, LONGEST_GAP_MS)
    with open_stable(bench.folder) as stable:
        for call in _CALLS if bench.long else _CALLS[:1]:
            path = bench.folder / f"2025-01-01-{call}.md"
            path.write_bytes(HEAD + b"Short.\n")
            runner = stable.runner("torture.typist:save_slowly", way, str(path))
            injection = f"{call}:delay_enter={delay_us}"
            run_traced(runner, (injection,), bench.folder / "calls")
            gap, newest = next(line for line in runner.said if line[0].isdigit()).split()
            gaps.append(int(gap))
            if int(gap) > longest_ms:
                failures.append(f"{call}: no answer for {gap} ms")
            if newest != "True":
                failures.append(f"{call}: the newest text is not there")
    return Count.of(failures, len(gaps), f"longest gap {max(gaps)} ms")


TRIAL = Trial(
    name="slow-disk",
    goal=35,
    promise="2 s a call: gap <= 100 ms, in order",
    ours=partial(_run, "ours"),
    naive_way="in the window's thread",
    naive=partial(_run, 'open("w")'),
    needs=(ROOT, STRACE),
)
