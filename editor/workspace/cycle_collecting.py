"""Python's collector of cycles, in the window's thread alone.

The collector runs in whatever thread happens to allocate, and then takes cycles apart there. A
cycle may hold widgets, timers or documents, which must only ever be taken apart by the thread that
they live in: from a saving or reading thread that ends the program.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1_000
"""How often it is looked whether there is enough to collect."""


class CycleCollector(QObject):
    """Collects cycles when Python would, but only from the event loop of its own thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(collect_when_due)
        self._timer.start()

    @Slot()
    def close(self) -> None:
        """Leave it to Python again; for the end of the program."""
        self._timer.stop()
        gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing for a while in which another thread allocates much."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_when_due() -> None:
    """Collect the oldest generation whose threshold Python's own rule finds passed, if any."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > threshold > 0
    ]
    if 0 in due:
        gc.collect(max(due))
