"""The sandbox of an ordinary user's start, and that nothing is asked of any network."""

import json
import re
import shutil
import subprocess
import sys
from functools import partial
from typing import Any

from torture.staging import environment, on_stage
from torture.trial import (
    NAMESPACES,
    READ_BY_ANYBODY,
    ROOT,
    SETPRIV,
    STRACE,
    Bench,
    Count,
    Trial,
)

_NOBODY = "65534"
_ENTRY = "torture.sandbox_stage:held_back"
_SWITCH = "--no-sandbox"


def _as_nobody(bench: Bench, flags: str) -> dict[str, Any]:
    """Return what the stage says that is run by a user with no rights."""
    home = bench.folder / "home"
    home.mkdir(exist_ok=True)
    home.chmod(0o700)
    shutil.chown(home, int(_NOBODY), int(_NOBODY))
    given = {**environment(), "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    given["QTWEBENGINE_CHROMIUM_FLAGS"] = flags
    user = ("--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups")
    done = subprocess.run(
        [
            "setpriv",
            *user,
            sys.executable,
            "-m",
            "torture.stage",
            _ENTRY,
        ],
        input="{}",
        capture_output=True,
        text=True,
        cwd=home,
        env=given,
        timeout=120,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.startswith("answer ")]
    if not said:
        return {"problem": done.stderr[-300:]}
    answer: dict[str, Any] = json.loads(said[-1].removeprefix("answer "))
    return answer


def _sandbox(flags: str, bench: Bench) -> Count:
    told = _as_nobody(bench, flags)
    good = told == {"Seccomp": "2", "NoNewPrivs": "1"}
    return Count.of([] if good else [str(told)], 1, str(told))


SANDBOX = Trial(
    name="sandbox",
    goal=23,
    promise="Seccomp 2, NoNewPrivs 1 as any user",
    ours=partial(_sandbox, ""),
    naive_way="the sandbox switched off",
    naive=partial(_sandbox, _SWITCH),
    needs=(ROOT, SETPRIV, READ_BY_ANYBODY, NAMESPACES),
)

_CALLS = "socket,connect,sendto,sendmsg,sendmmsg"
_NETWORK = re.compile(r"\b(?:connect|send\w+)\(.*\bAF_INET6?\b|\bsocket\(AF_INET6?, SOCK_STREAM")
_UNUSED = re.compile(r"\bsocket\(AF_INET6?, SOCK_DGRAM")
"""What the engine asks the kernel for the names of network cards with; nothing goes through it."""


def _offline(entry: str, bench: Bench) -> Count:
    log = bench.folder / "calls"
    trace = (
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect,sendto,sendmsg,sendmmsg",
        "-o",
        str(log),
    )
    rounds = bench.of(3, 600)
    on_stage(f"torture.sandbox_stage:{entry}", {"rounds": rounds}, before=trace)
    lines = log.read_text(errors="replace").splitlines()
    unused = sum(bool(_UNUSED.search(line)) for line in lines)
    failed = [line[:160] for line in lines if _NETWORK.search(line)]
    return Count.of(failed, rounds, f"{unused} datagram sockets opened and never used")


OFFLINE = Trial(
    name="offline",
    goal=32,
    promise="nothing goes to a network in a session",
    ours=partial(_offline, "session"),
    naive_way="a look for updates",
    naive=partial(_offline, "asking"),
    needs=(STRACE,),
)
