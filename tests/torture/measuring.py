"""What processes of their own cost: seconds of work, and memory at their most.

A process starts with the memory of the one that started it on its account; this module is
therefore run as a small program of its own, which starts and measures the others.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """``status`` is negative for a process that a signal ended; ``answer`` is what it said."""

    status: int
    seconds: float
    megabytes: float
    answer: bytes


def measure(command: Sequence[str], inputs: Sequence[Path]) -> list[Cost]:
    """Run ``command`` once with each of ``inputs`` as its standard input."""
    given = json.dumps([list(command), [str(path) for path in inputs]])
    told = subprocess.run(
        [sys.executable, __file__], input=given, capture_output=True, text=True, check=True
    ).stdout
    return [
        Cost(status, seconds, megabytes, Path(answer).read_bytes())
        for status, answer, seconds, megabytes in json.loads(told)
    ]


def _measured(command: list[str], path: str) -> tuple[int, str, float, float]:
    answer = f"{path}.answer"
    with open(path, "rb") as given, open(answer, "wb") as taken:  # noqa: PTH123 - kept small
        process = subprocess.Popen(command, stdin=given, stdout=taken, stderr=subprocess.DEVNULL)
        _, ended, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    seconds = usage.ru_utime + usage.ru_stime
    return process.returncode, answer, seconds, usage.ru_maxrss / 1024


def _main() -> None:
    command, inputs = json.load(sys.stdin)
    # A naive way may never end; a second of processor is spent on starting.
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    json.dump([_measured(command, path) for path in inputs], sys.stdout)


if __name__ == "__main__":
    _main()
