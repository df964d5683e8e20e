"""The program is ended in every way there is, while somebody types: it ends well, and keeps all."""

import signal
from dataclasses import dataclass
from functools import partial

from torture.trial import XVFB, Bench, Count, Trial
from torture.typing_session import Outcome, Session, run_all


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to end: the signal (None: the window is closed and the text saved), and who gets it.

    ``drawing`` is how Qt Quick draws; a graphics card's way has an end of its own.
    """

    name: str
    signal: signal.Signals | None
    ends_screen: bool = False
    drawing: str = ""


_WAYS = (
    _Way("SIGTERM", signal.SIGTERM),
    _Way("end of the X server", signal.SIGKILL, ends_screen=True),
    _Way("close", None),
    _Way("SIGHUP", signal.SIGHUP),
    _Way("end of the X server, with OpenGL", signal.SIGKILL, ends_screen=True, drawing="rhi"),
    _Way("SIGINT", signal.SIGINT),
)


def _run(bench: Bench, *, naive: bool) -> Count:
    cycles = bench.of(1, 8) if naive else bench.of(3, 200)
    has_screen = not XVFB.lacking
    ways = [way for way in _WAYS if has_screen or not way.ends_screen]
    if naive:
        ways = ways[:1]
    chosen = {bench.folder / str(number): ways[number % len(ways)] for number in range(cycles)}
    sessions = [
        Session(
            folder,
            "text",
            bench.random.randrange(20, 60),
            way.signal,
            screen=has_screen,
            ends_screen=way.ends_screen,
            drawing=way.drawing,
            naive=naive,
            preview=bench.long,
        )
        for folder, way in chosen.items()
    ]
    failures = [
        f"{chosen[outcome.session.folder].name}: {complaint}"
        for outcome in run_all(sessions)
        if (complaint := _complaint(outcome))
    ]
    figure = "" if has_screen else f"without the end of the X server: {XVFB.reason}"
    return Count.of(failures, cycles, figure)


def _complaint(outcome: Outcome) -> str:
    if outcome.status:
        return f"exit status {outcome.status}"
    kept = outcome.letters_kept()
    if kept is None or kept < len(outcome.moments):
        return f"{kept} of {len(outcome.moments)} letters kept"
    return ""


TRIAL = Trial(
    name="clean-ends",
    goal=8,
    promise="exit 0 and nothing lost",
    ours=partial(_run, naive=False),
    naive_way="signals left alone",
    naive=partial(_run, naive=True),
)
