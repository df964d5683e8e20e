"""One window for each site: a program that is started asks those that run before it opens one.

Each running program holds a *seat*: the lock on a numbered file in the meeting folder, and beside
it a socket that listens once the window is there. The system frees the lock however the program
ends, so a socket that a killed program left behind is known from one that is in use.

A second site gets a second process, not a second window of the first: each has its own journals,
render process and browser engine, and when one of them hangs or dies the other site does not.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot

from editor.storage.locks import FileLock
from editor.workspace.instance_messages import (
    MOST_BYTES,
    Answer,
    Wish,
    decode_answer,
    decode_wish,
    encode_answer,
    encode_wish,
)

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

MOST_SEATS: Final = 16
"""With more windows than these, a further one is opened without asking and cannot be asked."""

START_WITHIN_MS: Final = 15_000
"""How long programs that are starting are waited for until they listen; all of them together."""

ANSWER_WITHIN_MS: Final = 3_000
"""How long a program that listens is waited for; one that hangs is passed over then."""

_TRY_AGAIN_MS: Final = 50
_READ_WITHIN_MS: Final = 2_000
_MOST_VISITORS: Final = 8


class Seats:
    """The numbered seats in ``folder``; with None there are none, and nobody is ever asked."""

    def __init__(
        self,
        folder: Path | None,
        *,
        start_within_ms: int = START_WITHIN_MS,
        answer_within_ms: int = ANSWER_WITHIN_MS,
    ) -> None:
        self._folder = folder
        self._start_within, self._answer_within = start_within_ms, answer_within_ms
        self._deadline = QDeadlineTimer(start_within_ms)
        self._lock: FileLock | None = None
        self._number = -1
        self.somebody_hangs = False

    @property
    def server_name(self) -> str:
        """Where this program listens; empty when it has no seat."""
        return "" if self._lock is None else self._name_of(self._number)

    def sit_down(self) -> list[int]:
        """Take the first free seat; return the others that are taken."""
        taken: list[int] = []
        for number in range(MOST_SEATS if self._folder else 0):
            if self._lock is not None and not self._file_of(number).exists():
                continue
            lock = self._try_seat(number)
            if lock is None:
                taken.append(number)
            elif self._lock is None:
                self._lock, self._number = lock, number
            else:
                lock.release(remove=True)
        return taken

    def hand_over(self, wish: Wish) -> bool:
        """Return whether a running program took ``wish``; if none did, a seat is held now.

        A window that has the site is asked first, then those in which nothing is open.
        ``somebody_hangs`` tells afterwards that one was passed over because it did not answer.
        """
        peers = self.sit_down()
        self._deadline = QDeadlineTimer(self._start_within)
        for also_empty in (False, True):
            asked = Wish(wish.path, also_empty, wish.token)
            for peer in list(peers):
                answer = self._ask(peer, asked)
                if answer is Answer.TAKEN:
                    self.release()
                    return True
                if answer is None:
                    peers.remove(peer)
        return False

    def release(self) -> None:
        """Leave the seat to others."""
        if self._lock is not None:
            self._lock.release(remove=True)
            self._lock = None

    # Inside

    def _ask(self, number: int, wish: Wish) -> Answer | None:
        """Return what the program on seat ``number`` says; None when it is gone or silent."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only when somebody is there

        socket = QLocalSocket()
        socket.connectToServer(self._name_of(number))
        while not socket.waitForConnected(self._answer_within):
            gone = self._try_seat(number)
            if gone is not None:
                gone.release(remove=True)
                return None
            if self._deadline.hasExpired():
                self.somebody_hangs = True
                return None
            QThread.msleep(_TRY_AGAIN_MS)
            socket.connectToServer(self._name_of(number))
        return self._answer_to(wish, socket)

    def _answer_to(self, wish: Wish, socket: "QLocalSocket") -> Answer | None:
        deadline = QDeadlineTimer(min(self._answer_within, max(0, self._deadline.remainingTime())))
        socket.write(encode_wish(wish))
        while not socket.canReadLine():
            if not socket.waitForReadyRead(deadline.remainingTime()):
                self.somebody_hangs = deadline.hasExpired()
                socket.abort()  # so that it is not taken later, beside our own window
                return None
        try:
            return decode_answer(bytes(socket.readLine(MOST_BYTES).data()))
        except ValueError:
            return None

    def _try_seat(self, number: int) -> FileLock | None:
        try:
            return FileLock.take(self._file_of(number))
        except OSError:  # a folder that is full or gone: like a seat that somebody has
            return None

    def _file_of(self, number: int) -> Path:
        assert self._folder is not None
        return self._folder / f"{number}.lock"

    def _name_of(self, number: int) -> str:
        if self._folder is None:
            return ""
        if sys.platform == "win32":  # pipes have names for the whole system there
            return f"{self._folder.name}-{number}"
        return str(self._folder / f"{number}.sock")


class WindowServer(QObject):
    """Listens for programs that were started later; ``takes`` says which wishes are ours.

    **Signals:**

    - ``wish_taken(Wish)``: the other program ended and relies on it that this is shown.
    """

    wish_taken = Signal(object)

    def __init__(
        self, name: str, takes: Callable[[Wish], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the window is shown

        self._takes = takes
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_VISITORS)
        self._server.newConnection.connect(self._greet)
        # The seat is ours, so what is there under its name was left by a program that is gone.
        QLocalServer.removeServer(name)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        """Stop listening, and leave nothing behind."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Visitor(socket, self._takes, self.wish_taken.emit)


class _Visitor(QObject):
    """Reads one line from ``socket``, answers it, and lets go of it."""

    def __init__(
        self,
        socket: "QLocalSocket",
        takes: Callable[[Wish], bool],
        taken: Callable[[Wish], None],
    ) -> None:
        super().__init__(socket)
        self._socket, self._takes, self._taken = socket, takes, taken
        socket.setReadBufferSize(MOST_BYTES)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(_READ_WITHIN_MS, self, socket.abort)
        if socket.bytesAvailable():
            self._read()

    @Slot()
    def _read(self) -> None:
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() >= MOST_BYTES:
                self._socket.abort()
            return
        try:
            wish = decode_wish(bytes(self._socket.readLine(MOST_BYTES).data()))
        except ValueError:
            self._socket.abort()
            return
        self._answer(wish)

    def _answer(self, wish: Wish) -> None:
        taken = self._takes(wish)
        self._socket.write(encode_answer(Answer.TAKEN if taken else Answer.ELSEWHERE))
        # The other one may have given up on us; then its own window shows what it wished for.
        sent = self._socket.waitForBytesWritten(_READ_WITHIN_MS)
        self._socket.disconnectFromServer()
        if taken and sent:
            self._taken(wish)


def wish_of_start(path: Path | None) -> Wish:
    """Return what this process was started for, with the leave that the desktop gave it."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    return Wish(None if path is None else Path(os.path.abspath(path)), token=token)  # noqa: PTH100 - links stay
