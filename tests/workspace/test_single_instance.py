"""Programs that run at the same time: who sits where, who is asked, and who is passed over."""

import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from editor.workspace.instance_messages import MOST_BYTES, Wish
from editor.workspace.single_instance import MOST_SEATS, Seats, WindowServer

POST = Path("/site/_posts/2026-01-01-a.md")
LATER = """
import sys
from pathlib import Path
from editor.workspace.instance_messages import Wish
from editor.workspace.single_instance import Seats
seats = Seats(Path(sys.argv[1]), start_within_ms=10_000)
print("handed over" if seats.hand_over(Wish(Path(sys.argv[2]))) else seats.server_name)
"""
"""A program that is started later, with a meeting folder and a post."""

KILLED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.workspace.single_instance import Seats, WindowServer
application = QCoreApplication([])
seats = Seats(Path(sys.argv[1]))
seats.sit_down()
server = WindowServer(seats.server_name, lambda wish: True)
assert server.listening
os.kill(os.getpid(), 9)
"""


class Host:
    """Takes all wishes or none, and remembers them."""

    def __init__(self, *, takes: bool) -> None:
        self._takes = takes
        self.asked: list[Wish] = []

    def asked_for(self, wish: Wish) -> bool:
        """Answer ``wish``."""
        self.asked.append(wish)
        return self._takes


@pytest.fixture
def folder() -> Iterator[Path]:
    """A meeting folder; its path is short, as the names of sockets have to be."""
    with TemporaryDirectory() as name:
        yield Path(name)


def start_later(qtbot: QtBot, folder: Path, post: Path = POST) -> str:
    """Start another process that asks for ``post``; return what it says when it ended."""
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    with qtbot.waitSignal(process.finished):
        process.start(sys.executable, ["-c", LATER, str(folder), str(post)])
    return bytes(process.readAll().data()).decode().strip()


def test_a_later_program_hands_its_post_over_and_ends(qtbot: QtBot, folder: Path) -> None:
    seats = Seats(folder)
    assert not seats.hand_over(Wish(None))
    host = Host(takes=True)
    server = WindowServer(seats.server_name, host.asked_for)
    with qtbot.waitSignal(server.wish_taken) as taken:
        assert start_later(qtbot, folder) == "handed over"
    assert taken.args == [Wish(POST)]
    assert host.asked == [Wish(POST)]
    server.close()
    seats.release()
    assert list(folder.iterdir()) == []


def test_a_post_of_another_site_gets_a_window_of_its_own(qtbot: QtBot, folder: Path) -> None:
    seats = Seats(folder)
    seats.sit_down()
    host = Host(takes=False)
    server = WindowServer(seats.server_name, host.asked_for)
    with qtbot.assertNotEmitted(server.wish_taken):
        assert start_later(qtbot, folder) == str(folder / "1.sock")
    assert [wish.also_empty for wish in host.asked] == [False, True], (
        "first those that have the site, then those that are empty"
    )
    server.close()


def test_the_socket_is_for_its_owner_only(qtbot: QtBot, folder: Path) -> None:
    seats = Seats(folder)
    seats.sit_down()
    server = WindowServer(seats.server_name, bool)
    assert stat.S_IMODE(Path(seats.server_name).stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((folder / "0.lock").stat().st_mode) & 0o077 == 0
    server.close()


def test_what_a_killed_program_left_is_taken_over(qtbot: QtBot, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert (folder / "0.sock").exists()
    seats = Seats(folder)
    assert not seats.hand_over(Wish(POST))
    assert not seats.somebody_hangs
    server = WindowServer(seats.server_name, lambda _wish: True)
    assert server.listening
    assert start_later(qtbot, folder) == "handed over"
    server.close()


def test_a_program_that_hangs_is_passed_over(folder: Path) -> None:
    hanging = Seats(folder)
    hanging.sit_down()
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(hanging.server_name)
        deaf.listen()
        seats = Seats(folder, start_within_ms=50, answer_within_ms=50)
        assert not seats.hand_over(Wish(POST))
    assert seats.somebody_hangs
    assert seats.server_name == str(folder / "1.sock")


def test_a_program_that_never_listens_is_passed_over(folder: Path) -> None:
    starting = Seats(folder)
    starting.sit_down()
    seats = Seats(folder, start_within_ms=50, answer_within_ms=50)
    assert not seats.hand_over(Wish(POST))
    assert seats.somebody_hangs


def test_two_that_start_at_once_end_in_one_window(qtbot: QtBot, folder: Path) -> None:
    first = Seats(folder)
    assert not first.hand_over(Wish(POST))
    process = QProcess()  # asks before the first one listens
    process.start(sys.executable, ["-c", LATER, str(folder), str(POST)])
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.Running)
    with qtbot.waitSignal(process.finished):
        server = WindowServer(first.server_name, lambda _wish: True)
    assert bytes(process.readAllStandardOutput().data()).strip() == b"handed over"
    server.close()


def test_without_a_folder_nobody_is_asked() -> None:
    seats = Seats(None)
    assert not seats.hand_over(Wish(POST))
    assert seats.server_name == ""


def test_when_all_seats_are_taken_a_window_opens_all_the_same(folder: Path) -> None:
    taken = [Seats(folder) for _ in range(MOST_SEATS)]
    for seats in taken:
        seats.sit_down()
    late = Seats(folder)
    assert len(late.sit_down()) == MOST_SEATS
    assert late.server_name == ""


@pytest.mark.parametrize("noise", [b"open /etc/passwd\n", b"x" * (MOST_BYTES + 10), b'{"v":1}\n'])
def test_a_stranger_who_talks_nonsense_is_shown_out(
    qtbot: QtBot, folder: Path, noise: bytes
) -> None:
    seats = Seats(folder)
    seats.sit_down()
    server = WindowServer(seats.server_name, lambda _wish: True)
    stranger = QLocalSocket()
    with (
        qtbot.assertNotEmitted(server.wish_taken),
        qtbot.waitSignal(stranger.disconnected),
    ):
        stranger.connectToServer(seats.server_name)
        stranger.write(noise)
    assert bytes(stranger.readAll().data()) == b""
    server.close()
