"""The X server that ends while the program runs: a logout, a crash, a broken connection.

Qt leaves its loop with status 1 then, and Xlib, which the browser engine draws with where there is
a graphics card, ends the process at once. Nothing was done wrong and nothing is lost, so the
program ends as for any other wish of the system: what is typed is kept, and the status is 0.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from typing import Final, Protocol, cast

from PySide6.QtGui import QGuiApplication

KEPT: Final = 0
NOT_KEPT: Final = 1

_IO_ERROR_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


class _X11(Protocol):
    """What Qt tells of its connection (QNativeInterface::QX11Application); addresses, 0 for none.

    PySide's own stubs leave the types out.
    """

    def connection(self) -> int: ...


class ScreenLoss:
    """Knows whether the X server is gone; on other systems it never is."""

    def __init__(self, application: QGuiApplication, keep: Callable[[], bool]) -> None:
        """``keep`` brings what was typed to safety, from any thread; returns whether it did."""
        self._keep = keep
        self._connection = _connection_of(application)
        self._handler = _IO_ERROR_HANDLER(self._leave_xlib)
        if self._connection:
            set_handler = ctypes.CDLL("libX11.so.6").XSetIOErrorHandler
            set_handler.argtypes, set_handler.restype = (_IO_ERROR_HANDLER,), ctypes.c_void_p
            set_handler(self._handler)

    @property
    def happened(self) -> bool:
        """Whether the connection is broken: nothing can be shown or asked any more."""
        if not self._connection:
            return False
        has_error = ctypes.CDLL("libxcb.so.1").xcb_connection_has_error
        has_error.argtypes, has_error.restype = (ctypes.c_void_p,), ctypes.c_int
        return bool(has_error(self._connection))

    def leave(self, *, kept: bool) -> None:
        """End the process, last of all: taking Qt apart would ask the screen."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(KEPT if kept else NOT_KEPT)

    def _leave_xlib(self, _display: int) -> int:
        # Xlib ends the process when this returns, in whichever thread has met the broken end.
        self.leave(kept=self._keep())
        return 0


def _connection_of(application: QGuiApplication) -> int:
    if sys.platform != "linux" or application.platformName() != "xcb":
        return 0
    return cast("_X11", application.nativeInterface()).connection()
