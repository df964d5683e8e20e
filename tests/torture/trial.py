"""What a trial is: one goal, put to our way and to a naive way that must fail it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

CROWDED = 20
"""How much longer something may take in ``make test``, which is no place for timing."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a trial works: an empty ``folder`` of its own, and how much of it there shall be."""

    folder: Path
    long: bool
    random: Random

    def of(self, short: int, long: int) -> int:
        """Return how many of something to try: a few in ``make test``, all in ``make torture``."""
        return long if self.long else short

    def within(self, limit: float) -> float:
        """Return how long something may take whose limit is ``limit``: longer in ``make test``."""
        return limit if self.long else CROWDED * limit


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was tried and how often it failed; ``notes`` says where, in a few words.

    ``figure`` is what was measured, where the goal is a figure.
    """

    tried: int
    failed: int
    notes: tuple[str, ...] = ()
    figure: str = ""

    @classmethod
    def of(cls, failures: list[str], tried: int, figure: str = "") -> "Count":
        """Count ``failures``, one note each, among ``tried``."""
        return cls(tried, len(failures), tuple(failures), figure)


@dataclass(frozen=True, slots=True)
class Need:
    """Something a machine may lack; ``there`` looks for it, ``reason`` says what is missing."""

    there: Callable[[], bool]
    reason: str

    @property
    def lacking(self) -> bool:
        """Whether this machine lacks it."""
        return not self.there()


def _program(name: str, package: str) -> Need:
    return Need(lambda: shutil.which(name) is not None, f"{name} is missing (Debian: {package})")


def _works_for_anybody(*command: str) -> bool:
    """Whether a user with no rights can run ``command``; only root may ask."""
    if shutil.which("setpriv") is None:
        return False
    become = ("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups")
    done = subprocess.run([*become, *command], cwd="/", capture_output=True, check=False)
    return done.returncode == 0


NOBODY = 65534
"""The user with no rights."""

_READ = "import sys, PySide6; open(sys.argv[1]).close()"

ROOT = Need(lambda: hasattr(os, "geteuid") and os.geteuid() == 0, "only root may do this")
STRACE = _program("strace", "strace")
JEKYLL = _program("jekyll", "jekyll")
GIT = _program("git", "git")
SETPRIV = _program("setpriv", "util-linux")
READ_BY_ANYBODY = Need(
    lambda: _works_for_anybody(sys.executable, "-c", _READ, __file__),
    "an ordinary user may not read this Python or this checkout",
)
NAMESPACES = Need(
    lambda: _works_for_anybody("unshare", "--user", "true"),
    "this system lets no ordinary user make a user namespace",
)
XVFB = _program("Xvfb", "xvfb")
LOOP = Need(
    lambda: Path("/dev/loop-control").exists() and shutil.which("mkfs.ext4") is not None,
    "a loop device or mkfs.ext4 is missing",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of the table.

    ``ours`` puts the goal to the product and must not fail once; ``naive`` puts the same to
    ``naive_way`` and must fail at least once, or the trial shows nothing.
    """

    name: str
    goal: int
    promise: str
    ours: Callable[[Bench], Count]
    naive_way: str
    naive: Callable[[Bench], Count]
    needs: tuple[Need, ...] = ()
    alone: bool = False
    """Whether its figure is a time, which a trial beside it would lengthen."""

    @property
    def lacking(self) -> str:
        """Why this trial cannot run on this machine; empty when it can."""
        return "; ".join(need.reason for need in self.needs if need.lacking)
