"""Errors that nobody expected: caught wherever Python would only print them, told without text.

What is told of an error is its kind and the lines of our own code that it went through. Never its
message, which may quote a post, and never the values of variables.
"""

import contextlib
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

_PACKAGE: Final = "editor"
MOST_FRAMES: Final = 40
MOST_CAUSES: Final = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """An error: the kinds of it and of its causes, the way it took, and the thread it came from.

    ``frames`` are ``file:line function``, the outermost first, of the program's own code alone.
    """

    kinds: tuple[str, ...]
    frames: tuple[str, ...]
    thread: str = "main"

    @property
    def told(self) -> str:
        """The lines of a report about it."""
        way = self.frames or ("outside of Galleyproof's own code",)
        kinds = "\n  because of ".join(self.kinds)
        return f"{kinds}\nin the thread: {self.thread}\n" + "".join(f"  {f}\n" for f in way)


def fault_of(error: BaseException, *, in_main: bool = True) -> Fault:
    """Return what may be told of ``error``."""
    causes = list(_causes(error))
    frames = [frame for cause in reversed(causes) for frame in _own_frames(cause.__traceback__)]
    return Fault(
        tuple(_kind(cause) for cause in causes),
        tuple(frames[-MOST_FRAMES:]),
        "main" if in_main else "another",
    )


class FaultCatcher(QObject):
    """Hears of every error that no code took, while it is installed.

    **Signals:**

    - ``fault_caught(Fault)``: from whatever thread the error came; errors in Qt's slots, too.
    """

    fault_caught = Signal(object)

    def install(self) -> None:
        """Begin to listen."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread
        sys.unraisablehook = self._take_unraisable

    def remove(self) -> None:
        """Stop listening; what listened before does so again."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def tell(self, error: BaseException) -> None:
        """Tell of ``error``, which some code took only to go on without what failed."""
        in_main = threading.current_thread() is threading.main_thread()
        fault = fault_of(error, in_main=in_main)
        # A terminal's text ends up in logs, so it gets no more than the report does.
        if sys.stderr is not None:  # a program without a console has none (Windows)
            with contextlib.suppress(OSError):
                sys.stderr.write(f"galleyproof: an unexpected error: {fault.told}")
        self.fault_caught.emit(fault)

    # Inside

    def _take(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, _trace)
        else:
            self.tell(error)

    def _take_of_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self.tell(told.exc_value)

    def _take_unraisable(self, told: Any) -> None:
        if told.exc_value is not None:
            self.tell(told.exc_value)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield ``error``, what it was raised from, what that was raised from, and so on."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen and len(seen) < MOST_CAUSES:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    is_plain = kind.__module__ == "builtins"
    return kind.__qualname__ if is_plain else f"{kind.__module__}.{kind.__qualname__}"


def _own_frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.split(".", maxsplit=1)[0] == _PACKAGE:
            file = module.replace(".", "/")
            yield f"{file}.py:{trace.tb_lineno} {trace.tb_frame.f_code.co_qualname}"
        trace = trace.tb_next
