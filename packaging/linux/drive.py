"""``drive.py ROOT NAME COMMAND...``: uses an installed Galleyproof as a writer would; judges it.

Starts COMMAND in the Debian below ROOT as an ordinary user, on a screen of its own; makes the
sample site, opens a post, writes a line with a picture, saves and quits, by mouse and keyboard.
Then: the saved file holds the line, the page showed the picture's pixels, the page's process ran
in the browser engine's sandbox, standard error is free of errors, the exit status is 0.
The pictures of the screen lie in ``build/test-package``. Standard library only.
"""

import os
import re
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent.parent / "build" / "test-package"

SIZE = "1400x900x24"
FIRST_POST = ("90", "140")
"""Where the first post of the list stands on the screen, in pixels from its corner."""

MAGENTA = bytes((255, 0, 170))
LEAST_PIXELS = 2_000
"""So many pixels of the picture at least show that the page drew it; nothing else is magenta."""

START_LIMIT_SECONDS = 90.0
STEP_LIMIT_SECONDS = 30.0
_POLL_SECONDS = 0.25
_SECCOMP_FILTER = "Seccomp:\t2"

LINE = "A line of proof"
POST = "galleyproof-sample/_posts/2025-11-20-the-lantern-festival.md"
PICTURE = "galleyproof-sample/assets/images/proof.png"

EXPECTED_ON_STDERR = {
    r"vulkan|Vulkan": "there is no graphics card here",
    r"^Unable to detect GPU vendor|^GPUInfo not initialized": "nor its driver",
    r"^GBM is not supported": "nor its driver",
    r"dbus/bus\.cc.*Failed to connect to the bus": "nor a system bus in a Debian without services",
}
"""What the browser engine says about a machine without a desktop, and only there."""


def main() -> None:
    """Drive the command in the arguments; end with a sentence and status 1 at the first fault."""
    root, name, *command = sys.argv[1:]
    home = Path(root) / "home" / "writer"
    PICTURES.mkdir(parents=True, exist_ok=True)
    with virtual_screen() as environment:
        hands = Hands(environment, name)
        errors = PICTURES / f"{name}.stderr"
        started = time.monotonic()
        with errors.open("wb") as stderr:
            program = subprocess.Popen(
                ["sh", str(HERE / "in-root.sh"), root, "--as-writer", *command],
                env=environment,
                stderr=stderr,
            )
        try:
            write_a_line(hands, home, program.pid)
            print(f"{name}: wrote and saved a line, saw its picture in the sandboxed page")
            hands.keys("ctrl+q")
            status = program.wait(STEP_LIMIT_SECONDS)
        except BaseException:
            hands.picture("fault")
            program.kill()
            raise
    judge(name, status, errors.read_text("utf-8", "replace"))
    print(
        f"{name}: quit with status 0, no error on stderr, {time.monotonic() - started:.0f} s in all"
    )


def write_a_line(hands: "Hands", home: Path, program: int) -> None:
    """Make the sample site, open a post, write into it and save it."""
    hands.wait_for_window("Galleyproof", START_LIMIT_SECONDS)
    hands.keys("alt+f", "m")
    hands.wait_for_window("Where shall the sample site be made", STEP_LIMIT_SECONDS)
    hands.keys("Return")
    hands.wait_for_window("The Paper Lantern", STEP_LIMIT_SECONDS)
    owner = (home / POST).stat()
    picture = home / PICTURE
    picture.write_bytes(magenta_png(300, 200))
    os.chown(picture, owner.st_uid, owner.st_gid)
    before = (home / POST).read_bytes()

    hands.click(*FIRST_POST)
    hands.keys("Return")
    hands.wait_for_window("the-lantern-festival", STEP_LIMIT_SECONDS)
    hands.keys("ctrl+Home")
    hands.type(f"{LINE} ![proof](/assets/images/proof.png)")
    hands.keys("Return", "Return")
    wait(lambda: hands.count(MAGENTA) >= LEAST_PIXELS, "The page never showed the picture.")
    hands.picture("page")
    require_sandbox(program)
    hands.keys("ctrl+s")
    wait(lambda: (home / POST).read_bytes() != before, "The file was never saved.")
    after = (home / POST).read_bytes()
    head = before.index(b"---\n", 4) + 4
    if after[:head] != before[:head] or not after.endswith(before[-60:]):
        fail("Saving changed more than the line that was written.")
    if LINE.encode() not in after:
        fail("The saved file does not hold the line that was written.")


def require_sandbox(program: int) -> None:
    """Fail unless a page's process below ``program`` has namespaces and a filter of its own."""
    ours = Path("/proc/self/ns/user").readlink()
    pages = [pid for pid in descendants(program) if b"QtWebEngineProcess" in command_of(pid)]
    boxed = [
        pid
        for pid in pages
        if _SECCOMP_FILTER in (Path("/proc") / str(pid) / "status").read_text()
        and Path(f"/proc/{pid}/ns/user").readlink() != ours
    ]
    if not boxed:
        fail("No process of the browser engine runs in its sandbox.")


def descendants(program: int) -> list[int]:
    """Return the processes that ``program`` started, and theirs."""
    children = Path(f"/proc/{program}/task/{program}/children").read_text().split()
    return [pid for child in children for pid in (int(child), *descendants(int(child)))]


def command_of(pid: int) -> bytes:
    """Return the command line of the process, its words ended by zero bytes."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def judge(name: str, status: int, errors: str) -> None:
    """Fail for a wrong exit status and for what standard error should not hold."""
    unexpected = [
        line
        for line in errors.splitlines()
        if line.strip() and not any(re.search(known, line) for known in EXPECTED_ON_STDERR)
    ]
    if unexpected:
        fail(f"{name} said on standard error:\n" + "\n".join(unexpected))
    if status != 0:
        fail(f"{name} ended with status {status}.")


class Hands:
    """Mouse, keyboard and eyes on one screen."""

    def __init__(self, environment: dict[str, str], name: str) -> None:
        self._environment = environment
        self._name = name

    def keys(self, *names: str) -> None:
        """Press the keys one after the other, as xdotool names them."""
        for name in names:
            self._do("xdotool", "key", "--clearmodifiers", "--delay", "60", name)
            time.sleep(_POLL_SECONDS)

    def type(self, text: str) -> None:
        """Type ``text``."""
        self._do("xdotool", "type", "--delay", "30", text)

    def click(self, x: str, y: str) -> None:
        """Click at a point of the screen."""
        self._do("xdotool", "mousemove", x, y, "click", "1")
        time.sleep(_POLL_SECONDS)

    def wait_for_window(self, title: str, limit: float) -> None:
        """Wait until the active window's title holds ``title``; ``limit`` is in seconds."""

        def is_active() -> bool:
            done = self._run("xdotool", "getactivewindow", "getwindowname")
            return title in done.stdout.decode("utf-8", "replace")

        wait(is_active, f"No window named “{title}” became active.", limit)

    def count(self, colour: bytes) -> int:
        """Return how many pixels of the screen have exactly this colour."""
        raw = self._run("import", "-window", "root", "-depth", "8", "rgb:-").stdout
        return sum(1 for _ in _places(raw, colour))

    def picture(self, moment: str) -> None:
        """Keep a picture of the screen."""
        self._run("import", "-window", "root", str(PICTURES / f"{self._name}-{moment}.png"))

    def _do(self, *command: str) -> None:
        if self._run(*command).returncode:
            fail(f"{command[0]} failed.")

    def _run(self, *command: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(command, env=self._environment, capture_output=True, check=False)


def _places(raw: bytes, colour: bytes) -> Iterator[int]:
    """Yield where whole pixels of ``colour`` begin in ``raw``, three bytes a pixel."""
    at = raw.find(colour)
    while at >= 0:
        if at % 3 == 0:
            yield at
        at = raw.find(colour, at + 1)


@contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Run Xvfb and a window manager; give the environment in which programs see them."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answers:
        environment = {**os.environ, "DISPLAY": f":{answers.readline().strip()}"}
    manager = subprocess.Popen(
        ["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield environment
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def magenta_png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + MAGENTA * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def wait(happened: Callable[[], bool], otherwise: str, limit: float = STEP_LIMIT_SECONDS) -> None:
    """Return when ``happened``; fail with ``otherwise`` after ``limit`` seconds."""
    until = time.monotonic() + limit
    while not happened():
        if time.monotonic() > until:
            fail(otherwise)
        time.sleep(_POLL_SECONDS)


def fail(sentence: str) -> NoReturn:
    """End the test."""
    raise SystemExit(f"FAILED: {sentence}")


if __name__ == "__main__":
    main()
