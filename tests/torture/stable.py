"""Processes that do one thing and end, forked from one that has loaded everything already.

``python -m torture.stable`` reads a line of JSON for each: what to call, its arguments, the user
to do it as. The process stops itself before it begins, so that somebody can attach to it.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PATIENCE_S = 60
"""How long a process is waited for before it counts as hung."""
NOBODY = 65534


@dataclass
class Runner:
    """A process that is about to begin (stopped), and then what it said."""

    pid: int
    output: Path
    _replies: IO[str]
    status: int | None = field(default=None)

    def go(self) -> None:
        """Let it begin."""
        os.kill(self.pid, signal.SIGCONT)

    def wait(self) -> int:
        """Wait for its end; return its status, negative for the signal that ended it."""
        if self.status is None:
            self.status = int(self._replies.readline())
        return self.status

    @property
    def said(self) -> list[str]:
        """The lines it printed so far."""
        return self.output.read_text().splitlines()


class Stable:
    """Starts one process at a time."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._folder = process, folder
        self._count = 0

    def runner(self, call: str, *arguments: str, user: int = 0) -> Runner:
        """Return a stopped process that will call ``call`` ("module:function")."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._count += 1
        output = self._folder / f"said-{self._count}"
        output.touch()
        order = {"call": call, "arguments": arguments, "user": user, "output": str(output)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        while _state(pid) != "T":
            time.sleep(0.001)
        return Runner(pid, output, self._process.stdout)


@contextmanager
def open_stable(folder: Path) -> Iterator[Stable]:
    """Open a stable that keeps what its processes say in ``folder``."""
    places = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(places),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONHASHSEED": "0",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "torture.stable"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        process.stdout.readline()  # it has loaded everything
        yield Stable(process, folder)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(PATIENCE_S)
        assert process.stdout is not None
        process.stdout.close()


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _serve() -> None:
    from torture.ways import warm_up

    warm_up()
    print("loaded", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            _run(order)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(order: dict[str, object]) -> None:
    output = os.open(str(order["output"]), os.O_WRONLY | os.O_APPEND)
    os.dup2(output, 1)
    os.umask(0o022)
    if order["user"]:
        os.setgroups([])
        os.setresgid(int(str(order["user"])), *[int(str(order["user"]))] * 2)
        os.setresuid(int(str(order["user"])), *[int(str(order["user"]))] * 2)
    module, _, function = str(order["call"]).partition(":")
    call = getattr(importlib.import_module(module), function)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        call(*order["arguments"])  # type: ignore[misc]
    except Exception as error:
        os.write(1, f"refused: {type(error).__name__}: {error}\n".encode())
        os._exit(3)
    os.write(1, b"done\n")
    os._exit(0)


if __name__ == "__main__":
    _serve()
