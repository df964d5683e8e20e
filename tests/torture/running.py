"""One trial put to both ways, each in a folder of its own."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from torture.trial import Bench, Count, Trial


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one trial; the counts are None where it was skipped or broke off.

    ``problem`` says how it broke off.
    """

    trial: Trial
    ours: Count | None = None
    naive: Count | None = None
    seconds: float = 0.0
    problem: str = ""

    @property
    def good(self) -> bool:
        """Whether ours held and the naive way did not."""
        if self.ours is None or self.naive is None:
            return not self.problem
        return not self.ours.failed and bool(self.ours.tried) and bool(self.naive.failed)


def run_trial(trial: Trial, *, long: bool, seed: int) -> Line:
    """Put ``trial`` to both ways, each in a folder of its own."""
    if trial.lacking:
        return Line(trial)
    start = time.monotonic()
    counts = []
    for way in (trial.ours, trial.naive):
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            Path(folder).chmod(0o755)  # some trials go on as another user
            counts.append(way(Bench(Path(folder), long, Random(seed))))
    return Line(trial, counts[0], counts[1], time.monotonic() - start)
