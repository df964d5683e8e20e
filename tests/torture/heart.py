"""How long a window does not answer, and how much of that another program had the processor."""

import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer

BEAT_MS = 5


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment, and for how long the thread has stood ready so far without a processor; seconds.

    The wait is another program's doing, and on a busy machine the most of a gap.
    """

    moment: float
    waited: float

    @classmethod
    def now(cls) -> "Beat":
        statistics = Path("/proc/thread-self/schedstat")  # kernel, scheduler/sched-stats
        waited = int(statistics.read_text().split()[1]) if statistics.exists() else 0
        return cls(time.monotonic(), waited / 1e9)


class Heart:
    """Beats in the window's thread, and knows the longest times between two beats."""

    def __init__(self) -> None:
        self._beats = [Beat.now()]
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self._beats.append(Beat.now())

    def longest_ms(self) -> tuple[float, float]:
        """Return the longest gap so far, all in all and without waiting for a processor.

        Begins anew.
        """
        self._beat()
        gaps = [
            (later.moment - earlier.moment, later.waited - earlier.waited)
            for earlier, later in pairwise(self._beats)
        ]
        self._beats = self._beats[-1:]
        return max(gap for gap, _ in gaps) * 1000, max(gap - wait for gap, wait in gaps) * 1000
