"""The program is ended in every way there is, while somebody types: it ends well, and keeps all."""

import signal
from functools import partial

from torture.trial import Bench, Count, Trial
from torture.typing_session import Outcome, Session, run_all

WAYS: tuple[signal.Signals | None, ...] = (signal.SIGTERM, signal.SIGHUP, None, signal.SIGINT)
"""None: the window is closed, and the text is saved when that is asked."""


def _run(bench: Bench, *, naive: bool) -> Count:
    cycles = bench.of(1, 8) if naive else bench.of(3, 200)
    ways = WAYS[:1] if naive else WAYS
    sessions = [
        Session(
            bench.folder / str(number),
            "text",
            bench.random.randrange(20, 60),
            ways[number % len(ways)],
            naive=naive,
            preview=bench.long,
        )
        for number in range(cycles)
    ]
    failures = [_complaint(outcome) for outcome in run_all(sessions)]
    return Count.of([failure for failure in failures if failure], cycles)


def _complaint(outcome: Outcome) -> str:
    how = outcome.session.how
    name = "close" if how is None else how.name
    if outcome.status:
        return f"{name}: exit status {outcome.status}"
    kept = outcome.letters_kept()
    if kept is None or kept < len(outcome.moments):
        return f"{name}: {kept} of {len(outcome.moments)} letters kept"
    return ""


TRIAL = Trial(
    name="clean-ends",
    goal=8,
    promise="exit 0 and nothing lost",
    ours=partial(_run, naive=False),
    naive_way="signals left alone",
    naive=partial(_run, naive=True),
)
