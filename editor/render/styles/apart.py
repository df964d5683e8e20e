"""Work that may never end, done by a forked process that is given a few seconds of processor."""

import contextlib
import math
import os
import select
import signal
import sys
import time
from collections.abc import Callable

CAN_FORK = sys.platform != "win32"

_WALL_PER_CPU = 4
"""How much longer than the processor's time the clock may go on a machine that is busy."""


def done_apart(work: Callable[[], bytes], limit_seconds: float) -> bytes | None:
    """Return what ``work`` returns; None when it is not done in so many seconds of processor.

    Nothing that ``work`` changes is seen here. It must not raise. Only where ``CAN_FORK``.
    """
    if sys.platform == "win32":
        raise OSError("there is no other process here")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(work, writing, limit_seconds)
    os.close(writing)
    try:
        return _read_all(reading, time.monotonic() + limit_seconds * _WALL_PER_CPU)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _work(work: Callable[[], bytes], writing: int, limit_seconds: float) -> None:
    import resource  # noqa: PLC0415  # this module exists on Unix only

    try:
        seconds = math.ceil(limit_seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        answer = work() + _DONE
        while answer:
            answer = answer[os.write(writing, answer) :]
    finally:
        os._exit(0)


_DONE = b"."
"""The last byte of an answer: one that was cut off has none."""


def _read_all(reading: int, until: float) -> bytes | None:
    answer = b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            return None
        part = os.read(reading, 1 << 16)
        if not part:
            return answer.removesuffix(_DONE) if answer.endswith(_DONE) else None
        answer += part
    return None
