"""Ctrl+C in the terminal and the system's wish to end the program, as an ordinary event."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

# A terminal that is closed sends SIGHUP; Windows knows none.
_WISHES_TO_END = tuple(
    wish
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if (wish := getattr(signal, name, None)) is not None
)


class EndSignals(QObject):
    """Listens while it lives; without it Python raises in whatever slot happens to run.

    **Signals:**

    - ``end_requested``: somebody outside the window wants the program to end.
    """

    end_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        self._reader.setblocking(False)
        self._old_descriptor = signal.set_wakeup_fd(self._writer.fileno())
        self._old_handlers = {wish: signal.signal(wish, _leave_to_qt) for wish in _WISHES_TO_END}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Stop listening; the signals do what they did before."""
        self._notifier.setEnabled(False)
        for wish, handler in self._old_handlers.items():
            signal.signal(wish, handler)
        signal.set_wakeup_fd(self._old_descriptor)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _read(self) -> None:
        self._reader.recv(64)
        self.end_requested.emit()


def _leave_to_qt(_number: int, _frame: object) -> None:
    """Do nothing here: the number was written to the socket, and Qt tells of it."""
