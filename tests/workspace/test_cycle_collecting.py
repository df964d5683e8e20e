"""Cycles of Python objects are taken apart in the window's thread, never beside it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.workspace.cycle_collecting import CycleCollector, collect_when_due, uncollected


@pytest.fixture
def automatic() -> Iterator[None]:
    """Python's own collector as it is in a program, and as it was before."""
    was = gc.isenabled()
    gc.enable()
    yield
    if was:
        gc.enable()
    else:
        gc.disable()


@pytest.mark.parametrize("was_on", [False, True])
@pytest.mark.usefixtures("automatic")
def test_for_a_while_nothing_is_collected_and_then_all_is_as_before(was_on: bool) -> None:
    if not was_on:
        gc.disable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


class Knot(QObject):
    """Holds itself, and notes which thread takes it apart."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.itself = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def allocate_much() -> None:
    kept = [[number] for number in range(200_000)]
    del kept


def beside(work: object) -> None:
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_by_itself_python_takes_it_apart_wherever_something_is_made(automatic: None) -> None:
    ends: list[int] = []
    tries = 0
    while set(ends) <= {threading.get_ident()} and tries < 20:  # mostly one is enough
        Knot(ends)
        beside(allocate_much)
        tries += 1
    assert set(ends) - {threading.get_ident()}, "the naive way: in the other thread"


def test_with_the_collector_it_is_taken_apart_here(automatic: None, qtbot: QtBot) -> None:
    collector = CycleCollector()
    ends: list[int] = []
    Knot(ends)
    beside(allocate_much)
    assert ends == []
    kept = [[number] for number in range(2_000)]
    collect_when_due()
    gc.collect()
    assert ends == [threading.get_ident()]
    assert len(kept) == 2_000
    collector.close()
    assert gc.isenabled()
