"""Waiting for what will happen: as long as the busiest machine takes, and no longer than needed."""

from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE_MS = 90_000
"""How long to wait before what was waited for counts as not happening; reached in failures only."""


class PatientBot(QtBot):
    """A QtBot that waits ``PATIENCE_MS`` where no other time is named."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)
