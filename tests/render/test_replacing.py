"""A process at work that is killed is replaced; one that ends by itself is the end of all."""

import select
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from patient_bot import PATIENCE_MS

from editor.render.exchange import FRESH

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")

PROGRAM = """
import os, sys
from editor.render.replacing import serve_replaced
def serve():
    print("at work", os.getpid(), flush=True)
    for line in sys.stdin:
        if line == "die\\n":
            os.kill(os.getpid(), 9)
        if line == "raise\\n":
            sys.exit(3)
        print("heard", line, end="", flush=True)
sys.exit(serve_replaced(serve, lambda: None))
"""

SLOW_FORK = """
import os, time
fork = os.fork
def fork_slowly():
    pid = fork()
    if pid:
        time.sleep(0.3)
    return pid
os.fork = fork_slowly
"""
"""On a busy machine a process that was forked may speak before its parent goes on."""


@pytest.fixture
def program() -> Iterator["subprocess.Popen[str]"]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=pipe, stdout=pipe, text=True
    ) as process:
        yield process
        process.kill()


def say(program: "subprocess.Popen[str]", word: str) -> None:
    assert program.stdin is not None
    program.stdin.write(f"{word}\n")
    program.stdin.flush()


def hear(program: "subprocess.Popen[str]", *, lines: int) -> list[str]:
    assert program.stdout is not None
    return [program.stdout.readline().strip() for _ in range(lines)]


def is_let_go(program: "subprocess.Popen[str]") -> bool:
    """Whether nobody holds the other end of its output any more."""
    assert program.stdout is not None
    ended, _, _ = select.select([program.stdout], [], [], PATIENCE_MS / 1000)
    return bool(ended) and program.stdout.readline() == ""


def test_after_its_death_another_reads_on_and_that_is_told(
    program: "subprocess.Popen[str]",
) -> None:
    [first] = hear(program, lines=1)
    say(program, "die")
    empty, told, second = hear(program, lines=3)
    say(program, "more")

    assert (empty, told) == ("", FRESH.decode().strip())
    assert second.startswith("at work ")
    assert second != first
    assert hear(program, lines=1) == ["heard more"]


def test_the_one_at_work_can_be_ended_from_outside(program: "subprocess.Popen[str]") -> None:
    [first] = hear(program, lines=1)
    program.send_signal(signal.SIGUSR1)
    *_, second = hear(program, lines=3)
    assert second != first


@pytest.mark.parametrize(("word", "status"), [("raise", 3), ("", 0)])
def test_one_that_ends_by_itself_is_the_end_of_all(
    program: "subprocess.Popen[str]", word: str, status: int
) -> None:
    hear(program, lines=1)
    if word:
        say(program, word)
    assert program.stdin is not None
    program.stdin.close()
    assert program.wait(PATIENCE_MS / 1000) == status


def test_both_end_together(program: "subprocess.Popen[str]") -> None:
    hear(program, lines=1)
    program.terminate()
    assert program.wait(PATIENCE_MS / 1000) == 0
    assert is_let_go(program)


def test_one_whose_pid_is_not_yet_known_is_ended_too() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_FORK + PROGRAM], stdin=pipe, stdout=pipe, text=True
    ) as program:
        hear(program, lines=1)
        program.terminate()
        assert program.wait(PATIENCE_MS / 1000) == 0
        assert is_let_go(program)
