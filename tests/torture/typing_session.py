"""Starting a typist, ending it from outside, and what it had typed and is found of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from torture.window_typist import typed

from editor.storage.journal_folder import FoundJournal, JournalFolder

AT_ONCE = 2
"""Typists at the same time."""
PATIENCE_S = 60
OLD_BODY = "END\n"
OLD_TITLE = "Old"
POST = f"---\ntitle: {OLD_TITLE}\n---\n{OLD_BODY}"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Session:
    """One typist: its folder, what it types into, and until which letter it is left alone.

    ``how`` is the signal that ends it then (None: it ends itself), or its X server where
    ``ends_screen`` says so. Without a ``screen`` of its own it draws into memory. ``naive`` and
    ``unsynced`` are as those of ``window_typist``.
    """

    folder: Path
    kind: str
    letters: int
    how: signal.Signals | None = signal.SIGKILL
    screen: bool = False
    ends_screen: bool = False
    drawing: str = ""
    naive: bool = False
    unsynced: bool = False
    preview: bool = False
    interval_ms: int = 10

    @property
    def post(self) -> Path:
        return self.folder / "site" / "_posts" / "2026-01-02-a.md"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a session: the moment of each letter (seconds), and its exit status."""

    session: Session
    moments: tuple[float, ...]
    status: int

    def found(self) -> list[FoundJournal]:
        """Return the journals that the next start finds."""
        return JournalFolder(self.session.folder / "state" / "journal").abandoned()

    def letters_kept(self) -> int | None:
        """Return how many letters are kept; None when what is kept is not what was typed."""
        kept = _kept_text(self)
        form = self.session.kind == "form"
        return len(kept) if kept == typed(len(kept), form=form) else None

    def seconds_lost(self, kept: int) -> float:
        """Return how many seconds of typing are not in the first ``kept`` letters."""
        if kept >= len(self.moments):
            return 0.0
        return self.moments[-1] - self.moments[max(0, kept - 1)]


def prepare(session: Session) -> None:
    """Make the site with the post that is typed into."""
    session.post.parent.mkdir(parents=True)
    (session.folder / "site" / "_config.yml").write_text("title: x\n")
    session.post.write_text(POST)


def run(session: Session) -> Outcome:
    """Have the typist type; end it after ``letters``, or let it end itself (``how`` None)."""
    prepare(session)
    moments = []
    with (
        _screen_of(session) as (screen, where),
        subprocess.Popen(
            command_of(session),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment(), **where},
        ) as process,
    ):
        assert process.stdout is not None
        victim = screen if screen is not None and session.ends_screen else process
        for line in process.stdout:
            moments.append(float(line.split()[1]))
            if len(moments) == session.letters and session.how is not None:
                victim.send_signal(session.how)
        status = process.wait(PATIENCE_S)
    return Outcome(session, tuple(moments), status)


@contextmanager
def _screen_of(
    session: Session,
) -> Iterator[tuple["subprocess.Popen[bytes] | None", dict[str, str]]]:
    """Give the X server that ``session`` wants, and what a program must know to be seen there."""
    if not session.screen:
        yield None, {}
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
        pass_fds=(writer,),
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            where = {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        yield server, where | ({"QT_QUICK_BACKEND": session.drawing} if session.drawing else {})
    finally:
        server.kill()
        server.wait()


def run_all(sessions: Sequence[Session]) -> list[Outcome]:
    """Run ``sessions``, some at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, sessions))


def command_of(session: Session) -> list[str]:
    """Return the command that starts the typist."""
    path = session.folder / "site" if session.kind == "untitled" else session.post
    command = [sys.executable, "-m", "torture.window_typist", str(session.folder), str(path)]
    command += ["--kind", session.kind, "--interval", str(session.interval_ms)]
    if session.how is None:
        command += ["--count", str(session.letters), "--end", "save"]
    command += ["--naive"] if session.naive else []
    command += ["--unsynced"] if session.unsynced else []
    return command + (["--preview"] if session.preview else [])


def environment() -> dict[str, str]:
    """Return the environment of a program without a screen."""
    values = dict(os.environ)
    values["PYTHONPATH"] = os.pathsep.join((str(ROOT / "tests"), str(ROOT)))
    values["QT_QPA_PLATFORM"] = "offscreen"
    # Trials may run as root, where Chromium's sandbox cannot: the product never switches it off.
    values.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")
    return values


def _kept_text(outcome: Outcome) -> str:
    session = outcome.session
    if session.naive:
        backup = session.folder / "backup"
        return (
            backup.read_text().split("---\n")[2].removesuffix(OLD_BODY) if backup.exists() else ""
        )
    found = outcome.found()
    if not found and session.how is None:
        return session.post.read_text().split("---\n")[2].removesuffix(OLD_BODY)
    if not found:
        return ""
    text = found[0].text
    if session.kind == "form":
        title = next(line for line in text.head.splitlines() if line.startswith("title:"))
        return title.removeprefix("title:").strip().removesuffix(OLD_TITLE)
    # A new draft has one empty line.
    return text.body.removesuffix("\n" if session.kind == "untitled" else OLD_BODY)
