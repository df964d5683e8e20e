"""Reports of errors and crashes: small files that a writer may show to others, without any text.

The folder is for its owner only and holds a bounded number of reports. Crashes that Python cannot
catch are noted by its ``faulthandler`` in a file of this run, which the next start finds.
"""

import faulthandler
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from editor.storage.locks import FileLock
from editor.workspace.faults import Fault
from editor.workspace.versions import versions

MOST_REPORTS: Final = 20
"""How many reports are kept; the oldest go first."""

MOST_REPORTS_OF_A_RUN: Final = 5
"""So that an error at every paint does not push older reports out."""

_MOST_TRACE_BYTES: Final = 64 * 1024
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_HEAD = re.compile(r"^(?:Fatal Python error|Windows fatal exception): [\w :.-]{1,120}")
_THREAD = re.compile(r"^(?:Current thread|Thread) 0x[0-9a-f]+")
_FRAME = re.compile(r'^  File "(?P<file>.+)", line (?P<line>\d+) in (?P<name>[\w<>.]+)')


class Reports:
    """The reports in ``folder``, which is made with the first."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder, self._clock = folder, clock
        self._written = 0

    def write(self, fault: Fault) -> Path | None:
        """Write a report of ``fault``; None when there are enough, or the disk refuses."""
        if self._written >= MOST_REPORTS_OF_A_RUN:
            return None
        self._written += 1
        return self.put("error", f"{self.text_of(fault)}")

    def text_of(self, fault: Fault) -> str:
        """Return the report of ``fault``."""
        return self._head("An unexpected error") + f"\n{fault.told}"

    def text_of_crash(self, trace: str) -> str:
        """Return the report of a crash that ``faulthandler`` noted as ``trace``."""
        return self._head("An unexpected end, noted at the next start") + f"\n{_told_of(trace)}"

    def put(self, kind: str, text: str) -> Path | None:
        """Write ``text`` as a report; None when the disk refuses. The oldest go when need be."""
        stamp = self._clock().strftime("%Y%m%d-%H%M%S")
        path = self.folder / f"{stamp}-{kind}-{secrets.token_hex(2)}.txt"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")
            for old in sorted(self.folder.glob("*.txt"))[:-MOST_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:  # whoever asked shows the text itself
            return None
        return path

    def _head(self, what: str) -> str:
        lines = [f"{name}: {version}" for name, version in versions()]
        moment = self._clock().strftime("%Y-%m-%d %H:%M:%S UTC")
        return "\n".join((f"{what} in Galleyproof", moment, "", *lines, ""))


class CrashTrace:
    """This run's file for crashes that end the process at once; made by ``begin``."""

    def __init__(self, file: IO[str], path: Path, lock: FileLock) -> None:
        self._file, self._path, self._lock = file, path, lock
        faulthandler.enable(file)

    @classmethod
    def begin(cls, folder: Path) -> "CrashTrace | None":
        """Have crashes noted in ``folder``; None when the disk refuses."""
        path = folder / f"{secrets.token_hex(6)}.trace"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock.take(path.with_suffix(".lock"))
            path.touch(mode=0o600)
            file = path.open("w", encoding="utf-8")
        except OSError:
            return None
        return None if lock is None else cls(file, path, lock)

    def end(self) -> None:
        """Stop noting: this run ends as it should."""
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):  # an empty file is taken for nothing and cleared away later
            self._path.unlink(missing_ok=True)
            self._lock.release(remove=True)


def report_of_crash(reports: Reports) -> Path | None:
    """Turn what runs that crashed noted into reports; return the newest, None when none did.

    Each crash is told of once. What cannot be read or written is left for the next start.
    """
    found: list[Path] = []
    for trace in sorted(reports.folder.glob("*.trace")):
        with suppress(OSError):
            lock = FileLock.take(trace.with_suffix(".lock"))
            if lock is None:  # that program runs
                continue
            text = trace.read_bytes()[:_MOST_TRACE_BYTES].decode("utf-8", "replace")
            report = reports.put("crash", reports.text_of_crash(text)) if text.strip() else None
            found += [report] if report else []
            if report or not text.strip():
                trace.unlink(missing_ok=True)
            lock.release(remove=True)
    return found[-1] if found else None


def _told_of(trace: str) -> str:
    """Return of ``trace`` the kind of crash and our own frames, the innermost first."""
    told: list[str] = []
    for line in trace.splitlines():
        frame = _FRAME.match(line)
        if head := _HEAD.match(line) or _THREAD.match(line):
            told.append(head[0])
        elif frame and (file := _own_file(frame["file"])):
            told.append(f"  {file}:{frame['line']} {frame['name']}")
    return "\n".join(told) + "\n"


def _own_file(name: str) -> str | None:
    # In a frozen program the names of the program's own files begin with the package.
    file = name.removeprefix(str(_PACKAGE.parent)).lstrip("/\\").replace("\\", "/")
    return file if file.startswith(f"{_PACKAGE.name}/") else None
