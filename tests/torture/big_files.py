"""Files of many megabytes, and lines of one: refused in words, or written in without a wait."""

from torture.staging import on_stage
from torture.trial import Bench, Count, Trial

_MEGABYTE = 1_000_000


def _ours(bench: Bench) -> Count:
    job = {
        "folder": str(bench.folder),
        "line": bench.of(_MEGABYTE // 10, _MEGABYTE),
        "file": bench.of(_MEGABYTE, 19 * _MEGABYTE),
        "limits": bench.long,  # in the short form a busy machine has waits of its own
    }
    answer = on_stage("torture.big_stage:open_and_write", job)
    return Count.of(answer["failed"], answer["tried"], answer["figure"])


def _naive(_bench: Bench) -> Count:
    # A fifth of a line of 1 MB is enough: the time grows with the square of it.
    job = {"line": _MEGABYTE // 5, "file": 21 * _MEGABYTE}
    answer = on_stage("torture.big_stage:in_a_bare_widget", job)
    return Count.of(answer["failed"], answer["tried"])


TRIAL = Trial(
    name="big-files",
    goal=34,
    promise="50 MB in words, a key in 1 MB <= 100 ms",
    ours=_ours,
    naive_way="a bare QPlainTextEdit",
    naive=_naive,
    alone=True,
)
