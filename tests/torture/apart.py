"""A trial in a process of its own: ``python -m torture.apart NAME SEED [--short]``.

However it ends, the others go on. What it counted goes as JSON to the standard output.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from torture.running import Line, run_trial
from torture.table import TRIALS
from torture.trial import Count, Trial

MOST_SECONDS = 3_600
"""A trial that takes longer hangs."""

AT_ONCE = 2
"""Trials at the same time; those whose figure is a time have the machine for themselves."""

_ANSWER = "answer "
_MOST_TOLD = 200


def run_apart(
    trials: Sequence[Trial], *, long: bool, seed: int, done: Callable[[Line], None]
) -> list[Line]:
    """Run ``trials``, some at once; ``done`` hears of each as it ends."""

    def run(trial: Trial) -> Line:
        line = _line_of(trial, long=long, seed=seed)
        done(line)
        return line

    with ThreadPoolExecutor(AT_ONCE) as pool:
        lines = list(pool.map(run, [trial for trial in trials if not trial.alone]))
    return lines + [run(trial) for trial in trials if trial.alone]


def _line_of(trial: Trial, *, long: bool, seed: int) -> Line:
    if trial.lacking:
        return Line(trial)
    command = [sys.executable, "-m", "torture.apart", trial.name, str(seed)]
    command += [] if long else ["--short"]
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Line(trial, problem=f"not done after {MOST_SECONDS // 60} minutes")
    answers = [line for line in ended.stdout.splitlines() if line.startswith(_ANSWER)]
    if not answers:
        said = ended.stderr.strip().rpartition("\n")[2][:_MOST_TOLD]
        return Line(trial, problem=f"ended with status {ended.returncode}: {said}")
    answer = json.loads(answers[-1].removeprefix(_ANSWER))
    return Line(trial, _count(answer["ours"]), _count(answer["naive"]), answer["seconds"])


def _count(fields: dict[str, object]) -> Count:
    notes = fields.pop("notes")
    assert isinstance(notes, list)
    return Count(**fields, notes=tuple(map(str, notes)))  # type: ignore[arg-type]  # from asdict


def main() -> int:
    """Run one trial and say what came of it."""
    parser = argparse.ArgumentParser(prog="torture.apart")
    parser.add_argument("name")
    parser.add_argument("seed", type=int)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    trial = next(trial for trial in TRIALS if trial.name == options.name)
    line = run_trial(trial, long=not options.short, seed=options.seed)
    assert line.ours is not None
    assert line.naive is not None
    counted = {"ours": asdict(line.ours), "naive": asdict(line.naive), "seconds": line.seconds}
    print(_ANSWER + json.dumps(counted), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
