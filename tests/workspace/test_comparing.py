"""The comparing process as the window sees it: heard of post by post, ended at any time."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.render.comparison.exchange import PostComparison, Verdict, write_comparison
from editor.workspace.comparing import Comparing

A = PostComparison("a", "A", "", Verdict.SAME, fidelity="exact")
LINE = write_comparison(A).strip()


class Heard:
    """What a comparison said, in its order."""

    def __init__(self, comparing: Comparing) -> None:
        self.all: list[object] = []
        comparing.counted.connect(self.all.append)
        comparing.progressed.connect(self.all.append)
        comparing.finished.connect(lambda: self.all.append("finished"))
        comparing.failed.connect(self.all.append)


def speaking(*lines: str, after: str = "") -> Comparing:
    said = "".join(f"{line}\n" for line in lines)
    return Comparing((sys.executable, "-c", f"print({said!r}, end='', flush=True)\n{after}"))


def start(qtbot: QtBot, comparing: Comparing, tmp_path: Path) -> list[object]:
    heard = Heard(comparing)
    comparing.start(tmp_path, tmp_path, 50)
    assert comparing.busy
    qtbot.waitUntil(lambda: not comparing.busy)
    return heard.all


def test_each_post_is_heard_of_and_then_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    comparing = speaking('{"posts": 2}', LINE, LINE)
    assert start(qtbot, comparing, tmp_path) == [2, A, A, "finished"]
    # and again
    assert start(qtbot, comparing, tmp_path) == [2, A, A, "finished"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (('{"posts": 2}', LINE), "broke off"),
        ((), "broke off"),
        (('{"error": "No such site."}',), "No such site."),
        (("babble",), "cut off"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    qtbot: QtBot, tmp_path: Path, lines: tuple[str, ...], says: str
) -> None:
    *_, last = start(qtbot, speaking(*lines), tmp_path)
    assert says in str(last)


def test_a_program_that_is_not_there_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (said,) = start(qtbot, Comparing((str(tmp_path / "none"),)), tmp_path)
    assert "could not be started" in str(said)


def test_it_is_stopped_without_a_word(qtbot: QtBot, tmp_path: Path) -> None:
    comparing = speaking('{"posts": 2}', LINE, after="import time; time.sleep(600)")
    heard = Heard(comparing)
    comparing.start(tmp_path, tmp_path, 50)
    qtbot.waitUntil(lambda: A in heard.all)
    comparing.stop()
    assert not comparing.busy
    qtbot.wait(1)
    assert heard.all == [2, A]


def test_a_new_comparison_takes_the_place_of_the_old(qtbot: QtBot, tmp_path: Path) -> None:
    comparing = speaking('{"posts": 1}', LINE)
    heard = Heard(comparing)
    comparing.start(tmp_path, tmp_path, 50)
    comparing.start(tmp_path, tmp_path, 50)
    qtbot.waitUntil(lambda: not comparing.busy)
    assert heard.all == [1, A, "finished"]
