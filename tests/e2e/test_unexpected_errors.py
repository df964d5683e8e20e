"""Something goes wrong while a post is written: it is kept, said, reported without its text."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from writer import Writer

from editor.app import FaultWatch, Program
from editor.site.sample import make_sample_site
from editor.storage.journal import SUFFIX
from editor.storage.journal_records import replay
from editor.ui.dialogs.fault_dialog import FaultDialog
from editor.ui.dialogs.recovery import RecoveryDialog

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
FESTIVAL = "_posts/2025-11-20-the-lantern-festival.md"
OPENED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from editor.ui.application import Application
application = Application([])
told = []
QCoreApplication.sendEvent(application, QFileOpenEvent("/site/early.md"))
application.hear_files(told.append)
QCoreApplication.sendEvent(application, QFileOpenEvent("/site/late.md"))
print(*(path.name for path in told))
"""


class Broken(QObject):
    """A part with a slot that raises, with what the post says in the message."""

    pressed = Signal()

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self.pressed.connect(self.go_wrong)

    @Slot()
    def go_wrong(self) -> None:
        """Fail at the open post."""
        post = self._program.library.post
        assert post is not None
        said = post.shown_text
        self._program.library.open_path(Path("/") / said.replace("\0", ""))
        raise LookupError(said)


@pytest.fixture
def watch(tmp_path: Path, program: Program) -> Iterator[FaultWatch]:
    """The hooks, as the program itself installs them."""
    watch = FaultWatch(tmp_path / "state" / "reports", lambda: NOW)
    watch.serve(program, tell_crash=True)
    yield watch
    for dialog in program.window.findChildren(FaultDialog):
        dialog.reject()
    watch.close()


def open_post(program: Program, folder: Path) -> None:
    program.library.open_post(make_sample_site(folder) / FESTIVAL)


def reports_in(folder: Path) -> list[Path]:
    return sorted((folder / "state" / "reports").glob("*.txt"))


@pytest.mark.usefixtures("watch")
def test_a_slot_that_raises_is_said_and_the_writer_goes_on(
    qtbot: QtBot, tmp_path: Path, program: Program, writer: Writer
) -> None:
    open_post(program, tmp_path)
    writer.write("Lanterns on every sill. ")
    broken = Broken(program)
    broken.pressed.emit()
    writer.wait(lambda: bool(program.window.findChildren(FaultDialog)))
    dialog = program.window.findChildren(FaultDialog)[0]
    assert "is safe" in "".join(label.text() for label in dialog.findChildren(QLabel))
    (journal,) = (tmp_path / "state" / "journal").glob(f"*{SUFFIX}")
    kept = replay(journal.read_bytes())
    assert kept is not None
    assert kept.text.body.startswith("Lanterns on every sill. ")
    report = reports_in(tmp_path)[0].read_text()
    assert "editor/workspace/library.py" in report
    dialog.reject()
    writer.write("And on. ")
    assert writer.post.shown_text.startswith("Lanterns on every sill. And on. ")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_report_holds_what_the_post_says(
    program: Program, tmp_path: Path, watch: FaultWatch, text: str
) -> None:
    if program.library.post is None:
        open_post(program, tmp_path)
    post = program.library.post
    assert post is not None
    post.text_document.setPlainText(f"Kingfisher {text} kingfisher")
    watch.desk.fall_silent()
    broken = Broken(program)
    broken.pressed.emit()
    reports = "".join(path.read_text().lower() for path in reports_in(tmp_path))
    assert "editor/workspace/library.py" in reports
    for said in ("kingfisher", "lantern", "galleyproof-sample", str(tmp_path).lower()):
        assert said not in reports


def test_a_crash_is_told_of_beside_the_text_that_can_be_restored(
    tmp_path: Path, program: Program, writer: Writer, watch: FaultWatch
) -> None:
    open_post(program, tmp_path)
    writer.write("Not saved. ")
    assert program.safekeeping.keep_what_is_open()
    program.safekeeping.close()
    left = Program(program.library.settings, lambda: NOW, tmp_path / "state")
    report = tmp_path / "state" / "reports" / "crash.txt"
    report.write_text("the report")
    left.window.rescue.note_crash(report)
    left.window.rescue.offer()
    dialog = left.window.findChild(RecoveryDialog)
    assert dialog is not None
    assert any("ended unexpectedly" in label.text() for label in dialog.findChildren(QLabel))
    assert any("crash.txt" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    left.close()


@pytest.mark.usefixtures("watch")
def test_a_crash_with_nothing_to_restore_is_told_of_alone(
    tmp_path: Path, program: Program, writer: Writer
) -> None:
    report = tmp_path / "crash.txt"
    report.write_text("the report")
    program.window.rescue.note_crash(report)
    program.window.rescue.offer()
    writer.wait(lambda: bool(program.window.findChildren(FaultDialog)))
    program.window.rescue.offer()
    assert len(program.window.findChildren(FaultDialog)) == 1


def test_files_that_the_desktop_names_are_heard_of_early_and_late() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["early.md", "late.md"]
