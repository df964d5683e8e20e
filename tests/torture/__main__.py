"""``make torture``: the long form of every trial, and a table of what failed.

``ARGS=--short`` runs what ``make test`` runs; ``ARGS='NAME NAME'`` runs these trials alone;
``ARGS='--table FILE'`` writes the table to a file as well. The exit status is 1 when ours failed
anywhere, when a naive way did not fail its trial, or when a trial broke off.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from torture.apart import run_apart
from torture.running import Line
from torture.table import TRIALS

MOST_NOTES = 5
"""How many failures of one trial are spelled out."""


def row(line: Line) -> str:
    """Return the line of the table."""
    head = f"{line.trial.goal:>4}  {line.trial.name:<28} {line.trial.promise:<40}"
    if line.problem:
        return f"{head} broke off: {line.problem}  <-- not met"
    if line.ours is None or line.naive is None:
        return f"{head} skipped: {line.trial.lacking}"
    naive = f"{line.trial.naive_way}: {line.naive.failed} of {line.naive.tried}"
    mark = "" if line.good else "  <-- not met"
    figure = f"  {line.ours.figure}" if line.ours.figure else ""
    return f"{head} {line.ours.tried:>6} {line.ours.failed:>6}   {naive}{figure}{mark}"


def table(lines: list[Line], *, seed: int, seconds: float) -> str:
    """Return the table, with what is needed to judge it and to run it again."""
    head = f"goal  {'trial':<28} {'promise':<40}  tried failed   failures of a naive way, figure"
    rows = [row(line) for line in sorted(lines, key=lambda line: line.trial.goal)]
    skipped = sum(line.ours is None and not line.problem for line in lines)
    foot = (
        f"{len(lines)} trials, {sum(not line.good for line in lines)} not met, {skipped} skipped;"
        f" seed {seed}; {seconds / 60:.0f} min on {os.cpu_count()} cores"
    )
    if hasattr(os, "getloadavg"):
        foot += f", load {os.getloadavg()[2]:.1f} in the last quarter of an hour"
    return "\n".join((head, *rows, foot)) + "\n"


def tell(line: Line) -> None:
    """Say how long a trial took and where it failed."""
    print(f"  {line.trial.name}: {line.seconds:.0f} s", file=sys.stderr, flush=True)
    for note in line.ours.notes[:MOST_NOTES] if line.ours else ():
        print(f"    {line.trial.name} failed: {note}", flush=True)


def main() -> int:
    """Run what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="torture")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these trials")
    parser.add_argument("--short", action="store_true", help="the form that make test runs")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table there, too")
    options = parser.parse_args()
    unknown = set(options.names) - {trial.name for trial in TRIALS}
    if unknown:
        parser.error(f"no trial is called {', '.join(sorted(unknown))}")
    chosen = [trial for trial in TRIALS if not options.names or trial.name in options.names]
    print(f"seed {options.seed}", flush=True)
    start = time.monotonic()
    lines = run_apart(chosen, long=not options.short, seed=options.seed, done=tell)
    text = table(lines, seed=options.seed, seconds=time.monotonic() - start)
    print(text, end="")
    if options.table:
        options.table.write_text(text, encoding="utf-8")
    return 0 if all(line.good for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
