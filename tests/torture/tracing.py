"""System calls of a running process, listed, or made to fail, stall or kill by strace."""

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from torture.stable import PATIENCE_S, Runner

_LINE = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call: its name, which of its name it is (from 1), and the rest of its line."""

    name: str
    number: int
    rest: str


def run_traced(runner: Runner, injections: tuple[str, ...], log: Path) -> int:
    """Let ``runner`` go under strace; return its status. ``log`` gets its calls."""
    command = ["strace", "-f", "-y", "-s", "32", "-o", str(log), "-p", str(runner.pid)]
    for injection in injections:
        command += ["-e", f"inject={injection}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    assert "attached" in line, line
    runner.go()
    status = runner.wait()
    tracer.communicate(timeout=PATIENCE_S)
    return status


def calls_in(log: Path) -> list[Call]:
    """Return the calls in ``log``, in order."""
    seen: Counter[str] = Counter()
    calls = []
    for line in log.read_text(errors="replace").splitlines():
        found = _LINE.match(line)
        if found:
            seen[found["name"]] += 1
            calls.append(Call(found["name"], seen[found["name"]], found["rest"]))
    return calls
