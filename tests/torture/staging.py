"""A program of its own for a trial that shows pages: the browser engine shares with nobody."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).resolve().parents[2]
MOST_SECONDS = 3_000


def environment() -> dict[str, str]:
    """Return the environment of a program with windows that nobody sees."""
    # Chromium's sandbox cannot run for root; the product itself never switches it off.
    flags = {"QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox"} if os.geteuid() == 0 else {}
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "PYTHONPATH": f"{_PROGRAM / 'tests'}:{_PROGRAM}",
        **flags,
    }


def on_stage(entry: str, job: dict[str, Any], *, before: tuple[str, ...] = ()) -> Any:
    """Return what ``entry`` (``module:function``) answers to ``job``, in a program of its own.

    ``before`` is put in front of the command, such as a tracer and what it is to trace.
    """
    done = subprocess.run(
        [*before, sys.executable, "-m", "torture.stage", entry],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        env=environment(),
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("answer ")]
    if not said:
        raise RuntimeError(f"{entry} ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(said[-1].removeprefix("answer "))
