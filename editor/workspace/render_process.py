"""A render process as the window holds it: lines go in, bytes come out, and it can be ended.

On Windows it talks through the pipes of ``QProcess``. Elsewhere it talks over a socket, so that it
can be started before Qt is there and is taken over then.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from editor.workspace.processes import Spawned, spawn

END_WAIT_MS = 300
"""Time for a process to end when it is asked to, before it is made to."""


class RenderProcess(QObject):
    """What both kinds can do.

    **Signals:**

    - ``output_came``: there is something to ``read``.
    - ``ended``: it is gone, and not because it was asked to.
    - ``not_started``: it never was there.
    """

    output_came = Signal()
    ended = Signal()
    not_started = Signal()

    @property
    def pid(self) -> int:
        """Its number; 0 when it does not run."""
        raise NotImplementedError

    def write(self, line: bytes) -> None:
        """Say ``line`` to it, without waiting until it listens."""
        raise NotImplementedError

    def read(self) -> bytes:
        """Return what came from it since the last time."""
        raise NotImplementedError

    def finish(self) -> bool:
        """Say that nothing more comes; return whether it ended by itself soon."""
        raise NotImplementedError

    def end(self) -> None:
        """End it, with all that it has forked; return when it has ended."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Tell of nothing any more."""
        self.blockSignals(True)


class SocketProcess(RenderProcess):
    """A process that was started already, and talks over a socket."""

    def __init__(self, spawned: Spawned, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - after the first paint

        self._process, self._channel = spawned.process, spawned.channel
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self.output_came)
        self._socket.disconnected.connect(self.ended)
        self._socket.setSocketDescriptor(os.dup(self._channel.fileno()))

    @property
    def pid(self) -> int:
        """See ``RenderProcess``."""
        return self._process.pid if self._process.poll() is None else 0

    def write(self, line: bytes) -> None:
        """See ``RenderProcess``."""
        self._socket.write(line)
        self._socket.flush()  # as much as it takes now: the window may be busy for a while

    def read(self) -> bytes:
        """See ``RenderProcess``."""
        return bytes(self._socket.readAll().data())

    def finish(self) -> bool:
        """See ``RenderProcess``."""
        with suppress(OSError):  # it may have gone before us
            self._channel.shutdown(socket.SHUT_WR)
        ended = self._wait()
        if ended:
            self._channel.close()
        return ended

    def end(self) -> None:
        """See ``RenderProcess``."""
        self._process.terminate()
        if not self._wait():
            self._process.kill()
            self._process.wait()
        self._channel.close()

    def _wait(self) -> bool:
        try:
            self._process.wait(END_WAIT_MS / 1000)
        except subprocess.TimeoutExpired:
            return False
        return True


class PipedProcess(RenderProcess):
    """A process that talks through pipes."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self.output_came)
        self._process.finished.connect(self.ended)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start(command[0], command[1:])

    @property
    def pid(self) -> int:
        """See ``RenderProcess``."""
        return self._process.processId()

    def write(self, line: bytes) -> None:
        """See ``RenderProcess``."""
        self._process.write(line)

    def read(self) -> bytes:
        """See ``RenderProcess``."""
        return bytes(self._process.readAllStandardOutput().data())

    def finish(self) -> bool:
        """See ``RenderProcess``."""
        self._process.closeWriteChannel()
        return self._process.waitForFinished(END_WAIT_MS)

    def end(self) -> None:
        """See ``RenderProcess``."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.kill()
        self._process.waitForFinished(END_WAIT_MS)

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.not_started.emit()


def start_process(command: Sequence[str], parent: QObject) -> RenderProcess:
    """Start ``command``; raises OSError when it cannot be, or on Windows tells so later."""
    if sys.platform == "win32":
        return PipedProcess(command, parent)
    return SocketProcess(spawn(command), parent)
