"""The power goes while somebody types without a pause and never saves: how much is lost?"""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from torture.disks import image_disk, mounted_image
from torture.trial import LOOP, ROOT, Bench, Count, Trial
from torture.typing_session import PATIENCE_S, Outcome, Session, command_of, environment, prepare

MOST_LOST_S = 5.0
_WARM_S = 6.0
"""Typing before the first cut: who never asks for the disk has lost more than may be lost then."""

_LONGEST_S = 1.2
_DISK_MB = 24
_OPTIONS = "noauto_da_alloc,commit=1"
_DRAIN_S = 0.05
_LETTERS = 1_000_000


@dataclass
class _Typing:
    """Somebody who types, and the moment of each letter so far."""

    process: "subprocess.Popen[str]"
    moments: list[float] = field(default_factory=list)

    def read(self) -> None:
        """Note the moments until the process ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.moments.append(float(line.split()[1]))

    def wait_for_first(self) -> None:
        """Wait until the first letter is typed."""
        end = time.monotonic() + PATIENCE_S
        while not self.moments and time.monotonic() < end:
            time.sleep(0.01)


@contextmanager
def _typing(session: Session) -> Iterator[_Typing]:
    with subprocess.Popen(
        command_of(session),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        text=True,
    ) as process:
        typing = _Typing(process)
        reader = threading.Thread(target=typing.read)
        reader.start()
        try:
            typing.wait_for_first()
            yield typing
        finally:
            process.kill()
            process.wait()
            reader.join()


def _run(bench: Bench, *, unsynced: bool) -> Count:
    cuts = bench.of(1, 5) if unsynced else bench.of(1, 100)
    failures, lost = [], []
    with image_disk(bench.folder / "disk", _DISK_MB, _OPTIONS) as disk:
        session = Session(disk / "home", "text", _LETTERS, unsynced=unsynced)
        prepare(session)
        os.sync()
        with _typing(session) as typing:
            time.sleep(_WARM_S)
            for cut in range(cuts):
                time.sleep(bench.random.uniform(0, _LONGEST_S))
                lost.append(_lost_by_cut(typing, session, disk, bench.folder / f"copy-{cut}"))
                if lost[-1] > MOST_LOST_S:
                    failures.append(f"cut {cut}: {lost[-1]:.1f} s of typing lost")
    return Count.of(failures, cuts, f"worst {max(lost):.1f} s")


def _lost_by_cut(typing: _Typing, session: Session, disk: Path, copy: Path) -> float:
    """Return how many seconds of typing are not on the disk as it is now."""
    os.kill(typing.process.pid, signal.SIGSTOP)
    time.sleep(_DRAIN_S)
    moments = tuple(typing.moments)
    image = copy.with_suffix(".img")
    shutil.copyfile(disk.with_name(f"{disk.name}.img"), image)
    os.kill(typing.process.pid, signal.SIGCONT)
    with mounted_image(image, copy):
        held = Outcome(replace(session, folder=copy / "home"), moments, 0)
        kept = held.letters_kept()
    image.unlink()
    return float("inf") if kept is None else held.seconds_lost(kept)


TRIAL = Trial(
    name="cut-while-typing",
    goal=3,
    promise="≤ 5 s of unsaved typing lost",
    ours=partial(_run, unsynced=False),
    naive_way="journal, no fsync",
    naive=partial(_run, unsynced=True),
    needs=(ROOT, LOOP),
)
