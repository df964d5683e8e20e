"""The render process as the window sees it: never in the way, whatever happens to it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.render.early import first_request
from editor.render.exchange import Article, ArticleRequest
from editor.site.sample import make_sample_site
from editor.workspace.processes import spawn
from editor.workspace.render_process import PipedProcess, RenderProcess, start_process
from editor.workspace.renderer import OpenProcess, Renderer

WORKER = (sys.executable, "-m", "editor.render.worker")
MOODY = """
import sys, time
from editor.render.worker import Articles, answer_line
articles = Articles()
for line in sys.stdin.buffer:
    if b"please hang" in line:
        time.sleep(600)
    if b"please crash" in line:
        sys.exit(3)
    if b"please babble" in line:
        sys.stdout.buffer.write(b"babble\\n")
    else:
        sys.stdout.buffer.write(answer_line(line, articles))
    sys.stdout.buffer.flush()
"""


KINDS: tuple[OpenProcess, ...] = (start_process, PipedProcess)
"""The way in which processes are started here, and the way of Windows."""


@pytest.fixture(params=KINDS, ids=["here", "piped"])
def open_process(request: pytest.FixtureRequest) -> OpenProcess:
    kind: OpenProcess = request.param
    return kind


@pytest.fixture
def renderer(qtbot: QtBot, open_process: OpenProcess) -> Iterator[Renderer]:
    renderer = Renderer(WORKER, open_process=open_process)
    yield renderer
    renderer.close()


@pytest.fixture
def moody(qtbot: QtBot, open_process: OpenProcess) -> Iterator[Renderer]:
    command = (sys.executable, "-c", MOODY)
    renderer = Renderer(command, open_process=open_process, deadline_base_ms=1_500)
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


def test_a_worker_that_does_not_start_is_told(
    qtbot: QtBot, tmp_path: Path, open_process: OpenProcess
) -> None:
    renderer = Renderer((str(tmp_path / "nothing"),), open_process=open_process)
    renderer.start()
    assert "could not be started" in failure(qtbot, renderer, "x")
    assert "could not be started" in failure(qtbot, renderer, "again")
    renderer.close()


@pytest.mark.parametrize("body", ["fine", "please hang"])
def test_closing_leaves_no_process_behind(qtbot: QtBot, moody: Renderer, body: str) -> None:
    moody.submit(ArticleRequest(body))
    process = moody.findChild(RenderProcess)
    assert process is not None
    qtbot.waitUntil(lambda: process.pid > 0)

    moody.close()

    assert process.pid == 0
    moody.submit(ArticleRequest("after the end"))
    assert not moody.busy


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked there")
def test_the_next_text_after_one_that_was_stopped_needs_no_new_start(
    qtbot: QtBot, renderer: Renderer
) -> None:
    render(qtbot, renderer, "warm")
    before = [process.pid for process in renderer.findChildren(RenderProcess)]

    renderer.submit(ArticleRequest("[a](b" * 60_000))
    renderer.abandon()

    assert render(qtbot, renderer, "fine").html == "<p>fine</p>"
    assert [process.pid for process in renderer.findChildren(RenderProcess)] == before


def test_the_page_of_a_file_is_made_before_its_text_is_asked_for(
    qtbot: QtBot, tmp_path: Path, renderer: Renderer
) -> None:
    site = make_sample_site(tmp_path)
    post = site / "_posts/2025-11-20-the-lantern-festival.md"

    with qtbot.waitSignal(renderer.made_ahead) as heard:
        renderer.make_ahead(post)
    with qtbot.waitSignal(renderer.rendered) as asked:
        renderer.submit(first_request(post))

    assert heard.args is not None
    assert asked.args is not None
    article, place = heard.args
    assert place.root == str(site)
    assert asked.args[0] == article


@pytest.mark.parametrize("name", ["nothing.md", "alone.md"])
def test_a_file_without_a_page_is_not_heard_of_and_makes_room(
    qtbot: QtBot, tmp_path: Path, renderer: Renderer, name: str
) -> None:
    (tmp_path / "alone.md").write_text("Text.")
    heard: list[object] = []
    for told in (renderer.made_ahead, renderer.failed, renderer.rendered):
        told.connect(lambda *what: heard.append(what))

    with qtbot.waitSignal(renderer.freed):
        renderer.make_ahead(tmp_path / name)

    assert heard == []
    assert render(qtbot, renderer, "fine").html == "<p>fine</p>"


def test_a_file_that_is_the_end_of_the_process_is_given_up_without_a_word(
    qtbot: QtBot, tmp_path: Path, moody: Renderer
) -> None:
    heard: list[object] = []
    moody.failed.connect(heard.append)
    with qtbot.waitSignal(moody.freed):
        moody.make_ahead(tmp_path / "please crash.md")
    assert heard == []
    assert render(qtbot, moody, "fine").html == "<p>fine</p>"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no early start there")
def test_a_process_that_runs_already_is_taken_over(qtbot: QtBot) -> None:
    spawned = spawn(WORKER)
    renderer = Renderer(WORKER, spawned=spawned)
    assert render(qtbot, renderer, "Hello").html == "<p>Hello</p>"
    assert [process.pid for process in renderer.findChildren(RenderProcess)] == [
        spawned.process.pid
    ]
    renderer.close()
    assert spawned.process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="there is no early start there")
def test_one_that_was_never_needed_is_ended_with_the_window(qtbot: QtBot) -> None:
    spawned = spawn(WORKER)
    Renderer(WORKER, spawned=spawned).close()
    assert spawned.process.poll() is not None
