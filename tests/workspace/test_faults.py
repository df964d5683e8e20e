"""An error that nobody expected is told by its kind and our own lines: never by any text."""

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from pytestqt.qtbot import QtBot

from editor.post.document import Document
from editor.resources import resource_path
from editor.workspace.faults import MOST_CAUSES, MOST_FRAMES, Fault, FaultCatcher, fault_of
from editor.workspace.reports import Reports

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


class Window(QObject):
    """Has a slot that goes wrong, and a method of Qt's that does."""

    pressed = Signal()

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret
        self.pressed.connect(self.go_wrong)

    @Slot()
    def go_wrong(self) -> None:
        """Raise with a post's text in the message and in a variable."""
        text = self.secret
        raise KeyError(text)


def fault_with(text: str) -> Fault:
    """Return the fault of an error on whose way ``text`` was in every place it can be."""
    title = text
    with pytest.raises(ValueError, match=r".") as caught:
        go_wrong_with(title)
    caught.value.add_note(title)
    return fault_of(caught.value)


def go_wrong_with(title: str) -> None:
    """Have our own code refuse ``title``, and raise another error because of that."""
    try:
        resource_path(f"not there/{title}")
    except FileNotFoundError as error:
        raise ValueError(f"cannot read {title}") from error


@given(text=st.text(min_size=1, max_size=50))
def test_a_report_is_the_same_whatever_the_post_says(text: str) -> None:
    reports = Reports(Path("/nowhere"), lambda: NOW)
    assert reports.text_of(fault_with(text)) == reports.text_of(fault_with("another text"))


def test_it_names_the_kinds_and_our_own_lines() -> None:
    fault = fault_with("text")
    assert fault.kinds == ("ValueError", "FileNotFoundError")
    assert fault.frames
    assert all(frame.startswith("editor/resources.py:") for frame in fault.frames)


def test_it_ends_however_errors_hang_together() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert fault_of(first).kinds == ("ValueError", "KeyError")
    error: Exception = ValueError()
    for _ in range(MOST_CAUSES * 2):
        error, error.__cause__ = ValueError(), error
    assert len(fault_of(error).kinds) <= MOST_CAUSES


def test_a_deep_way_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.workspace.faults._PACKAGE", __name__)

    def fall(depth: int) -> None:
        if not depth:
            Document.decode(b"\xff\xfe\x00")
            raise RecursionError
        fall(depth - 1)

    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one does not matter
        fall(3 * MOST_FRAMES)
    assert len(fault_of(caught.value).frames) == MOST_FRAMES


@pytest.mark.no_qt_log
def test_errors_in_slots_threads_and_finalisers_are_caught(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    catcher = FaultCatcher()
    told: list[Fault] = []
    catcher.fault_caught.connect(told.append)
    catcher.install()
    window = Window("the secret title")
    window.pressed.emit()
    QTimer.singleShot(0, window.go_wrong)
    qtbot.waitUntil(lambda: len(told) == 2)
    thread = threading.Thread(target=window.go_wrong)
    thread.start()
    qtbot.waitUntil(lambda: len(told) == 3)
    _Finalised()
    qtbot.waitUntil(lambda: len(told) == 4)
    catcher.remove()
    assert [fault.kinds for fault in told] == [("KeyError",)] * 3 + [("ZeroDivisionError",)]
    assert [fault.thread for fault in told] == ["main", "main", "another", "main"]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
    assert "secret" not in capsys.readouterr().err


class _Finalised:
    def __del__(self) -> None:
        raise ZeroDivisionError
