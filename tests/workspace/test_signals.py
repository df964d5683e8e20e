"""A signal from outside becomes an event, and leaves nothing behind."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from editor.workspace.signals import EndSignals


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_the_wish_to_end_is_heard_and_raises_nowhere(qtbot: QtBot, wish: signal.Signals) -> None:
    ends = EndSignals()
    with qtbot.waitSignal(ends.end_requested):
        os.kill(os.getpid(), wish)
    ends.close()


def test_afterwards_the_signals_do_what_they_did(qtbot: QtBot) -> None:
    before = [signal.getsignal(wish) for wish in (signal.SIGINT, signal.SIGTERM)]
    EndSignals().close()
    assert [signal.getsignal(wish) for wish in (signal.SIGINT, signal.SIGTERM)] == before
