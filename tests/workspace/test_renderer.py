"""The render process as the window sees it: never in the way, whatever happens to it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from editor.render.exchange import Article, ArticleRequest
from editor.workspace.renderer import Renderer

WORKER = (sys.executable, "-m", "editor.render.worker")
MOODY = """
import sys, time
from editor.render.worker import answer_line
for line in sys.stdin.buffer:
    if b"please hang" in line:
        time.sleep(600)
    if b"please crash" in line:
        sys.exit(3)
    if b"please babble" in line:
        sys.stdout.buffer.write(b"babble\\n")
    else:
        sys.stdout.buffer.write(answer_line(line))
    sys.stdout.buffer.flush()
"""


@pytest.fixture
def renderer(qtbot: QtBot) -> Iterator[Renderer]:
    renderer = Renderer(WORKER)
    yield renderer
    renderer.close()


@pytest.fixture
def moody(qtbot: QtBot) -> Iterator[Renderer]:
    renderer = Renderer((sys.executable, "-c", MOODY), deadline_base_ms=1_500)
    yield renderer
    renderer.close()


def render(qtbot: QtBot, renderer: Renderer, body: str) -> Article:
    with qtbot.waitSignal(renderer.rendered) as heard:
        renderer.submit(ArticleRequest(body))
    assert heard.args is not None
    article = heard.args[0]
    assert isinstance(article, Article)
    return article


def failure(qtbot: QtBot, renderer: Renderer, body: str) -> str:
    with qtbot.waitSignal(renderer.failed) as heard:
        renderer.submit(ArticleRequest(body))
    assert heard.args is not None
    return str(heard.args[0])


def test_a_text_comes_back_as_an_article(qtbot: QtBot, renderer: Renderer) -> None:
    assert render(qtbot, renderer, "Hello *you*").html == "<p>Hello <em>you</em></p>"
    assert not renderer.busy


def test_of_many_waiting_texts_only_the_newest_is_rendered(
    qtbot: QtBot, renderer: Renderer
) -> None:
    heard: list[str] = []
    renderer.rendered.connect(lambda article: heard.append(article.html))

    for number in range(50):
        renderer.submit(ArticleRequest(f"text {number}"))
    qtbot.waitUntil(lambda: "<p>text 49</p>" in heard)

    assert heard == ["<p>text 0</p>", "<p>text 49</p>"]


def test_a_large_article_arrives_whole(qtbot: QtBot, renderer: Renderer) -> None:
    body = "\n\n".join(f"Paragraph {number} 文" for number in range(5_000))
    assert len(render(qtbot, renderer, body).blocks) == 5_000


def test_a_text_that_takes_too_long_is_given_up_and_the_next_one_works(
    qtbot: QtBot, moody: Renderer
) -> None:
    assert "takes too long" in failure(qtbot, moody, "please hang")
    assert render(qtbot, moody, "fine").html == "<p>fine</p>"


@pytest.mark.parametrize(
    "hostile", ["[a" * 20_000, "[a](b" * 20_000, "<div>" * 60_000, "* " * 5_000 + "a"]
)
def test_a_hostile_paste_is_answered_one_way_or_the_other_and_the_next_text_works(
    qtbot: QtBot, renderer: Renderer, hostile: str
) -> None:
    answers: list[object] = []
    renderer.rendered.connect(answers.append)
    renderer.failed.connect(answers.append)
    renderer.submit(ArticleRequest(hostile))
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert render(qtbot, renderer, "fine").html == "<p>fine</p>"


def test_what_was_abandoned_is_never_heard_of(qtbot: QtBot, moody: Renderer) -> None:
    heard: list[object] = []
    moody.failed.connect(heard.append)
    moody.submit(ArticleRequest("please hang"))
    moody.abandon()
    assert render(qtbot, moody, "fine").html == "<p>fine</p>"
    assert heard == []


def test_what_waits_behind_a_hanging_text_is_rendered(qtbot: QtBot, moody: Renderer) -> None:
    with qtbot.waitSignals([moody.failed, moody.rendered]):
        moody.submit(ArticleRequest("please hang"))
        moody.submit(ArticleRequest("newer"))


def test_a_crash_is_told_and_the_next_text_works(qtbot: QtBot, moody: Renderer) -> None:
    assert "Your text is safe" in failure(qtbot, moody, "please crash")
    assert render(qtbot, moody, "fine").html == "<p>fine</p>"


def test_an_answer_that_cannot_be_read_is_told(qtbot: QtBot, moody: Renderer) -> None:
    assert failure(qtbot, moody, "please babble")
    assert render(qtbot, moody, "fine").html == "<p>fine</p>"


def test_a_worker_that_does_not_start_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = Renderer((str(tmp_path / "nothing"),))
    assert "could not be started" in failure(qtbot, renderer, "x")
    renderer.close()


@pytest.mark.parametrize("body", ["fine", "please hang"])
def test_closing_leaves_no_process_behind(qtbot: QtBot, moody: Renderer, body: str) -> None:
    moody.submit(ArticleRequest(body))
    process = moody.findChild(QProcess)
    assert process is not None
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.Running)

    moody.close()

    assert process.state() is QProcess.ProcessState.NotRunning
    moody.submit(ArticleRequest("after the end"))
    assert not moody.busy


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked there")
def test_the_next_text_after_one_that_was_stopped_needs_no_new_start(
    qtbot: QtBot, renderer: Renderer
) -> None:
    render(qtbot, renderer, "warm")
    before = [process.processId() for process in renderer.findChildren(QProcess)]

    renderer.submit(ArticleRequest("[a](b" * 60_000))
    renderer.abandon()

    assert render(qtbot, renderer, "fine").html == "<p>fine</p>"
    assert [process.processId() for process in renderer.findChildren(QProcess)] == before
