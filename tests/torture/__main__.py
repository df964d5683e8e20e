"""``make torture``: the long form of every trial, and a table of what failed.

``ARGS=--short`` runs what ``make test`` runs; ``ARGS='NAME NAME'`` runs these trials alone. The
exit status is 1 when ours failed anywhere, or when a naive way did not fail its trial.
"""

import argparse
import sys
import time

from torture.running import Line, run_trial
from torture.table import TRIALS

MOST_NOTES = 5
"""How many failures of one trial are spelled out."""


def row(line: Line) -> str:
    """Return the line of the table."""
    head = f"{line.trial.goal:>4}  {line.trial.name:<28} {line.trial.promise:<38}"
    if line.ours is None or line.naive is None:
        return f"{head} skipped: {line.trial.lacking}"
    naive = f"{line.trial.naive_way}: {line.naive.failed} of {line.naive.tried}"
    mark = "" if line.good else "  <-- not met"
    figure = f"  {line.ours.figure}" if line.ours.figure else ""
    return f"{head} {line.ours.tried:>6} {line.ours.failed:>6}   {naive}{figure}{mark}"


def main() -> int:
    """Run what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="torture")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these trials")
    parser.add_argument("--short", action="store_true", help="the form that make test runs")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    unknown = set(options.names) - {trial.name for trial in TRIALS}
    if unknown:
        parser.error(f"no trial is called {', '.join(sorted(unknown))}")
    chosen = [trial for trial in TRIALS if not options.names or trial.name in options.names]
    print(f"seed {options.seed}", flush=True)
    lines = []
    for trial in chosen:
        lines.append(run_trial(trial, long=not options.short, seed=options.seed))
        print(f"  {trial.name}: {lines[-1].seconds:.0f} s", file=sys.stderr, flush=True)
        for note in lines[-1].ours.notes[:MOST_NOTES] if lines[-1].ours else ():
            print(f"    failed: {note}", flush=True)
    print(f"goal  {'trial':<28} {'promise':<38}  tried failed   failures of a naive way")
    for line in sorted(lines, key=lambda line: line.trial.goal):
        print(row(line))
    return 0 if all(line.good for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
