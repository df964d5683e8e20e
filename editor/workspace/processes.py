"""The commands with which the program starts its other processes, and how one is started early.

Nothing of Qt is needed here: the first render process loads beside Qt itself.
"""

import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


def render_command() -> tuple[str, ...]:
    """Return the command that starts the render process, in a checkout, wheel or frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--render-worker")
    return (sys.executable, "-m", "editor.render.worker")


def compare_command() -> tuple[str, ...]:
    """Return the command that starts a comparison; what is to be compared comes after it."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--compare-worker")
    return (sys.executable, "-m", "editor.render.comparison")


def window_command() -> tuple[str, ...]:
    """Return the command that opens a window of its own; what it shall show comes after it."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "editor")


@dataclass(frozen=True, slots=True)
class Spawned:
    """A process whose standard input and output are the other end of ``channel``."""

    process: subprocess.Popen[bytes]
    channel: socket.socket

    def kill(self) -> None:
        """End it at once, and wait for its end."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


def spawn(command: Sequence[str]) -> Spawned:
    """Start ``command``; raises OSError when it cannot be started.

    Not on Windows, where a process cannot talk over a socket as if it were its console.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = subprocess.Popen(  # noqa: S603 - a command of our own
                command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            ours.close()
            raise
    return Spawned(process, ours)


def spawn_early(command: Sequence[str]) -> Spawned | None:
    """Start ``command`` where that can be done before Qt is there; None where it cannot."""
    if sys.platform == "win32":
        return None
    try:
        return spawn(command)
    except OSError:  # said when it is needed
        return None
