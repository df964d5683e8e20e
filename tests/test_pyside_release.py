"""Which release of PySide6 may be let in: one that does not wear None out.

PySide6 6.12.0 on CPython 3.11 releases None once too often on every call into Qt that returns
nothing; after some 5,000 calls the interpreter stops with "none_dealloc".
"""

import sys

from PySide6.QtCore import QObject

CALLS = 1_000
NOISE = 50  # other references to None that come and go while we count


def test_calls_that_return_nothing_leave_none_alone() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - NOISE
