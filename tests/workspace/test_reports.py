"""Reports are few, small and for their owner; a crash is told of once, by the next start."""

import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.workspace.faults import Fault
from editor.workspace.reports import (
    MOST_REPORTS,
    MOST_REPORTS_OF_A_RUN,
    CrashTrace,
    Reports,
    report_of_crash,
)

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
FAULT = Fault(("KeyError",), ("editor/ui/desk.py:7 Desk.save",))
CRASH = """
import ctypes, sys
from pathlib import Path
from editor.workspace.reports import CrashTrace
from editor.post import document
trace = CrashTrace.begin(Path(sys.argv[1]))
def a_secret_title():
    ctypes.string_at(0)
exec(compile("def reads(f): f()", document.__file__, "exec"))
reads(a_secret_title)
"""


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    """Reports in a folder that is not there yet."""
    return Reports(tmp_path / "reports", lambda: NOW)


def test_a_report_says_what_where_and_in_which_versions(reports: Reports) -> None:
    path = reports.write(FAULT)
    assert path is not None
    text = path.read_text()
    assert "KeyError" in text
    assert "editor/ui/desk.py:7 Desk.save" in text
    for name in ("Galleyproof", "Qt", "PySide6", "Chromium", "Python", "System"):
        assert re.search(rf"^{name}: \S", text, re.MULTILINE), name
    assert str(Path.home()) not in text


def test_reports_are_for_their_owner_only(reports: Reports) -> None:
    path = reports.write(FAULT)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    moments = iter(NOW + timedelta(seconds=each) for each in range(MOST_REPORTS + 5))
    reports = Reports(tmp_path, lambda: next(moments))
    written = [reports.put("error", "text") for _ in range(MOST_REPORTS + 5)]
    assert sorted(tmp_path.iterdir()) == written[5:]


def test_one_run_does_not_fill_the_folder(reports: Reports) -> None:
    written = [reports.write(FAULT) for _ in range(MOST_REPORTS_OF_A_RUN + 3)]
    assert written.count(None) == 3


def test_a_disk_that_refuses_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Reports(tmp_path / "file", lambda: NOW).write(FAULT) is None
    assert CrashTrace.begin(tmp_path / "file") is None


def test_a_crash_is_told_of_once_and_without_foreign_lines(reports: Reports) -> None:
    subprocess.run(
        [sys.executable, "-c", CRASH, str(reports.folder)], check=False, capture_output=True
    )
    report = report_of_crash(reports)
    assert report is not None
    text = report.read_text()
    assert "Fatal Python error: Segmentation fault" in text
    assert "editor/post/document.py:1 reads" in text
    assert "secret" not in text
    assert report_of_crash(reports) is None
    assert list(reports.folder.iterdir()) == [report]


def test_a_program_that_was_killed_is_no_crash(reports: Reports) -> None:
    killed = CRASH.replace("ctypes.string_at(0)", "__import__('os').kill(0x0, 9)")
    killed = killed.replace("kill(0x0", "kill(__import__('os').getpid()")
    subprocess.run([sys.executable, "-c", killed, str(reports.folder)], check=False)
    assert len(list(reports.folder.iterdir())) == 2
    assert report_of_crash(reports) is None
    assert list(reports.folder.iterdir()) == []


def test_a_program_that_runs_is_left_alone(reports: Reports) -> None:
    trace = CrashTrace.begin(reports.folder)
    assert trace is not None
    assert report_of_crash(reports) is None
    assert len(list(reports.folder.iterdir())) == 2
    trace.end()
    assert list(reports.folder.iterdir()) == []
