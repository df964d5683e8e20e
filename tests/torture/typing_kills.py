"""The program is killed while somebody types without a pause: how much is lost?"""

import statistics
from functools import partial

from torture.trial import Bench, Count, Trial
from torture.typing_session import Outcome, Session, run_all

MOST_LOST_S = 1.0
MOST_LOST_MEDIAN_S = 0.2
KINDS = ("text", "untitled", "form")
NONSTOP_LETTERS = 6_000
"""A minute of typing at ten milliseconds a letter."""


def _sessions(bench: Bench, *, naive: bool) -> list[Session]:
    kills = bench.of(1, 20) if naive else bench.of(3, 500 - len(KINDS))
    kinds = KINDS[:1] if naive else KINDS
    # Longer than the naive way would wait, so that it has every chance to write.
    least, most = (150, 250) if naive else (1, 200)
    letters = [bench.random.randrange(least, most) for _ in range(kills)]
    if bench.long and not naive:
        letters += [NONSTOP_LETTERS] * len(KINDS)
    return [
        Session(bench.folder / str(number), kinds[number % len(kinds)], count, naive=naive)
        for number, count in enumerate(letters)
    ]


def _run(bench: Bench, *, naive: bool) -> Count:
    outcomes = run_all(_sessions(bench, naive=naive))
    lost: list[float] = []
    failures: list[str] = []
    for outcome in outcomes:
        lost.append(_lost(outcome))
        if lost[-1] > MOST_LOST_S:
            session = outcome.session
            failures.append(f"{session.kind}, {session.letters} letters: {lost[-1]:.2f} s lost")
    median = statistics.median(lost)
    if median > MOST_LOST_MEDIAN_S and not failures:
        failures.append(f"median {median:.2f} s lost")
    figure = f"worst {max(lost):.3f} s, median {median:.3f} s"
    return Count.of(failures, len(outcomes), figure)


def _lost(outcome: Outcome) -> float:
    kept = outcome.letters_kept()
    return float("inf") if kept is None else outcome.seconds_lost(kept)


TRIAL = Trial(
    name="kill-while-typing",
    goal=2,
    promise="≤ 1.0 s of typing lost, 0.2 s median",
    ours=partial(_run, naive=False),
    naive_way="backup after a pause",
    naive=partial(_run, naive=True),
)
