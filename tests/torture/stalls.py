"""Pages that hang the browser engine's process, and its end by force."""

from torture.staging import on_stage
from torture.trial import Bench, Count, Trial

_KINDS = ("kill", "drawing", "loop", "columns", "tables", "selectors", "filters")
BACK_S = 5
NEXT_S = 1
_GAP_MS = 100
_SHORT_GAP_MS = 2_000  # in the short form: a busy machine has gaps of its own


def _stalls(bench: Bench) -> Count:
    kinds = [_KINDS[number % len(_KINDS)] for number in range(bench.of(2, 50))]
    job = {
        "kinds": kinds,
        "gap_ms": bench.of(_SHORT_GAP_MS, _GAP_MS),
        "back_s": bench.within(BACK_S),
        "next_s": bench.within(NEXT_S),
    }
    answer = on_stage("torture.stall_stage:stalls", job)
    gaps = f"longest gap {answer['own_gap']:.0f} ms ({answer['gap']:.0f} with the processor's wait)"
    figure = f"{gaps}, back after {answer['slowest']:.1f} s at most"
    return Count.of(answer["failed"], answer["tried"], figure)


def _unwatched(bench: Bench) -> Count:
    answer = on_stage("torture.stall_stage:unwatched", {"seconds": bench.of(1, BACK_S)})
    return Count.of(answer["failed"], answer["tried"])


TRIAL = Trial(
    name="stalls",
    goal=24,
    promise="back in 5 s, window never stalls",
    ours=_stalls,
    naive_way="a page that nobody watches",
    naive=_unwatched,
    alone=True,
)
