"""A process at work that is replaced at once when it is killed: for texts that have to be stopped.

Starting Python and loading all that renders takes a third of a second of processor, and a reader
waits for the next page. So the process that is started only loads everything; the work is done by
one that it forks, which takes milliseconds and shares its memory. When that one is killed, the next
one is there, reads the same requests and writes to the same answers.
"""

import gc
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Never

from editor.render.exchange import FRESH

LOAD_LATER_S: Final = 2.0
"""How long the first work goes on before what it did not wait for is loaded here too."""

SHORT_LIFE_S: Final = 0.05
MOST_SHORT_LIVES: Final = 5
"""After so many in a row that lived no longer, something else is wrong than a text."""


def serve_replaced(serve: Callable[[], None], load_rest: Callable[[], None]) -> int:
    """Have ``serve`` done by one process after the other until one ends by itself; its status.

    A process that a signal ended is replaced, and ``FRESH`` is written to the standard output.
    SIGUSR1 ends the one at work, SIGTERM both. ``load_rest`` loads what ``serve`` may need.
    Where processes cannot be forked, all is done here.
    """
    if sys.platform == "win32":
        serve()
        return 0
    return _Keeper(serve, load_rest).run()


if sys.platform != "win32":
    _ENDING: Final = (signal.SIGUSR1, signal.SIGTERM)

    @contextmanager
    def _held_back() -> Iterator[None]:
        """Have the signals that end processes wait."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    class _Keeper:
        """Keeps one process at work."""

        def __init__(self, serve: Callable[[], None], load_rest: Callable[[], None]) -> None:
            self._serve, self._load_rest = serve, load_rest
            self._worker = 0
            self._is_ended = -1

        def run(self) -> int:
            """Keep a process at work; return the status of one that ended by itself."""
            gc.disable()  # it would write to pages that are shared otherwise
            signal.signal(signal.SIGUSR1, self._end_worker)
            signal.signal(signal.SIGTERM, self._end_both)
            short_lives = 0
            while True:
                begun = time.monotonic()
                self._fork()
                if not select.select([self._is_ended], [], [], LOAD_LATER_S)[0]:
                    self._load_rest()
                status = self._wait()
                short_lives = short_lives + 1 if time.monotonic() - begun < SHORT_LIFE_S else 0
                if status >= 0 or short_lives > MOST_SHORT_LIVES:
                    return abs(status)
                # What the killed one had begun to say ends with the line.
                os.write(sys.stdout.fileno(), b"\n" + FRESH)

        def _fork(self) -> None:
            """Set a process to work, and note its pid and a pipe that closes when it has ended."""
            gc.freeze()
            self._is_ended, lives = os.pipe()
            with _held_back():  # a worker whose pid is not yet known could not be ended
                worker = os.fork()
                if not worker:
                    self._work()
                self._worker = worker
            os.close(lives)

        def _work(self) -> Never:
            for number in _ENDING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
            gc.enable()
            self._serve()
            sys.stdout.flush()
            os._exit(0)

        def _wait(self) -> int:
            select.select([self._is_ended], [], [])
            with _held_back():  # nor may its pid be used when it is no longer its own
                _, status = os.waitpid(self._worker, 0)
                self._worker = 0
            os.close(self._is_ended)
            return os.waitstatus_to_exitcode(status)

        def _end_worker(self, _number: int, _frame: object) -> None:
            if self._worker:
                os.kill(self._worker, signal.SIGKILL)

        def _end_both(self, number: int, frame: object) -> None:
            self._end_worker(number, frame)
            os._exit(0)
