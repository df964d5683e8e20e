"""The program is started again while it runs: from the terminal, or from the file manager."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from patient_bot import PATIENCE_MS
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from writer import Writer

from editor.app import Doors, Program
from editor.site.sample import make_sample_site
from editor.ui.prompts import UnsavedChoice
from editor.workspace.instance_messages import Wish
from editor.workspace.places import meeting_folder
from editor.workspace.single_instance import Seats

FESTIVAL = "_posts/2025-11-20-the-lantern-festival.md"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Folders of its own for this process and for those that it starts."""
    with TemporaryDirectory() as name:
        for variable in ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            folder = Path(name) / variable[4:7].lower()
            folder.mkdir(mode=0o700)
            monkeypatch.setenv(variable, str(folder))
        yield dict(os.environ)


@pytest.fixture
def doors(program: Program, environment: dict[str, str], qtbot: QtBot) -> Iterator[Doors]:
    """The way into the program that runs in this process."""
    seats = Seats(meeting_folder(environment))
    seats.sit_down()
    doors = Doors(program, seats)
    qtbot.waitUntil(Path(seats.server_name).exists)
    yield doors
    doors.close()


@pytest.fixture
def site(tmp_path: Path, program: Program) -> Path:
    """A site that the program has open."""
    site = make_sample_site(tmp_path)
    program.library.open_site(site)
    return site


def start_again(qtbot: QtBot, *arguments: str, folder: Path | None = None) -> tuple[int, bytes]:
    """Start ``galleyproof`` a second time; return its status and what it said."""
    process = QProcess()
    process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    if folder is not None:
        process.setWorkingDirectory(str(folder))
    with qtbot.waitSignal(process.finished):
        process.start(sys.executable, ["-m", "editor", *arguments])
    return process.exitCode(), bytes(process.readAll().data())


@pytest.mark.usefixtures("doors")
def test_a_post_opens_in_the_window_that_has_its_site(
    qtbot: QtBot, program: Program, site: Path
) -> None:
    assert start_again(qtbot, str(site / FESTIVAL)) == (0, b"")
    qtbot.waitUntil(lambda: program.library.post is not None)
    post = program.library.post
    assert post is not None
    assert post.location.path == site / FESTIVAL


@pytest.mark.usefixtures("doors")
def test_a_name_is_read_where_it_was_typed(qtbot: QtBot, program: Program, site: Path) -> None:
    assert start_again(qtbot, Path(FESTIVAL).name, folder=site / "_posts") == (0, b"")
    qtbot.waitUntil(lambda: program.library.post is not None)


@pytest.mark.usefixtures("doors", "site")
def test_the_name_alone_brings_the_window_back(qtbot: QtBot, program: Program) -> None:
    program.window.showMinimized()
    assert start_again(qtbot) == (0, b"")
    qtbot.waitUntil(lambda: not program.window.isMinimized())


def test_a_window_in_which_nothing_is_open_takes_any_site(
    tmp_path: Path, program: Program, doors: Doors
) -> None:
    site = make_sample_site(tmp_path)
    wish = Wish(site / FESTIVAL)
    assert not doors.visitors.takes(wish), "one that has the site may be asked yet"
    assert doors.visitors.takes(Wish(site / FESTIVAL, also_empty=True))
    doors.visitors.welcome(wish)
    assert program.library.site is not None
    assert program.library.site.root == site


@pytest.mark.usefixtures("site")
def test_another_site_is_not_taken(tmp_path: Path, doors: Doors) -> None:
    (tmp_path / "second").mkdir()
    other = make_sample_site(tmp_path / "second")
    for path in (other, other / FESTIVAL, tmp_path / "loose.md"):
        assert not doors.visitors.takes(Wish(path, also_empty=True))


def test_the_site_by_another_name_is_the_same_site(
    tmp_path: Path, doors: Doors, site: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(site)
    assert doors.visitors.takes(Wish(link / FESTIVAL))
    assert doors.visitors.takes(Wish(link))


def test_asking_for_the_open_site_leaves_its_post_alone(
    program: Program, doors: Doors, site: Path
) -> None:
    program.library.open_post(site / FESTIVAL)
    doors.visitors.welcome(Wish(site))
    assert program.library.post is not None


def test_unsaved_changes_are_asked_about(
    program: Program, doors: Doors, site: Path, writer: Writer
) -> None:
    program.library.open_post(site / FESTIVAL)
    post = program.library.post
    assert post is not None
    writer.write("Not saved yet.")
    writer.answer("ask_unsaved", UnsavedChoice.CANCEL)
    doors.visitors.welcome(Wish(site / "_posts/2025-09-02-a-desk-by-the-window.md"))
    assert program.library.post is post


def test_a_question_that_is_open_is_answered_first(
    qtbot: QtBot, program: Program, doors: Doors, site: Path
) -> None:
    question = QMessageBox(program.window)
    question.open()
    doors.visitors.welcome(Wish(site / FESTIVAL))
    assert program.library.post is None
    question.reject()
    qtbot.waitUntil(lambda: program.library.post is not None)


@pytest.mark.skipif(sys.platform != "linux", reason="waits for either process as Linux can")
def test_two_that_are_started_at_once_end_in_one_window(
    environment: dict[str, str], tmp_path: Path
) -> None:
    site = make_sample_site(tmp_path)
    command = [sys.executable, "-m", "editor", str(site / FESTIVAL)]
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    try:
        ended = _wait_for_one(both)
        stays = next(each for each in both if each is not ended)
        assert ended.returncode == 0
        assert stays.poll() is None
    finally:
        for each in both:
            each.terminate()
            each.communicate(timeout=PATIENCE_MS / 1000)
    assert stays.returncode == 0


def _wait_for_one(processes: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    by_descriptor = {os.pidfd_open(each.pid): each for each in processes}
    ready, _, _ = select.select(list(by_descriptor), [], [], PATIENCE_MS / 1000)
    for descriptor in by_descriptor:
        os.close(descriptor)
    assert len(ready) == 1
    ended = by_descriptor[ready[0]]
    ended.wait()
    return ended
