"""The render process, spoken to as the window speaks to it."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.render.early import first_request
from editor.render.exchange import (
    AHEAD_NUMBER,
    Answer,
    Article,
    ArticleRequest,
    ExchangeError,
    Frame,
    Publication,
    Published,
    SitePlace,
    Style,
    read_answer,
    read_request,
    with_frame,
    without_frame,
    write_ahead,
    write_answer,
    write_request,
)
from editor.render.worker import Articles, answer_line, serve
from editor.site.sample import make_sample_site

WORKER = [sys.executable, "-m", "editor.render.worker"]


def test_requests_and_answers_survive_the_way() -> None:
    request = ArticleRequest("a\u2028b\n😀", title="t", date="d", image_url="i", base_url="/x/")
    assert read_request(write_request(7, request)) == (7, "", request)
    place = Publication("/site", "/site/_posts/x.md", "---\n---\n", "2024-05-06T07:08:09+00:00")
    published = replace(request, publication=place)
    assert read_request(write_request(8, published, "key")) == (8, "key", published)
    styles = (Style(href="/a.css", media="print"), Style(css="p{}"))
    frame = Frame("key", {"lang": "en"}, {}, styles, "<x></x>", "x", {"/a.css": "a{}"}, "/theme")
    page = Published("nearly", ("a reason",), ("a note",), "stop", True, "key", frame)
    for answer in (
        Answer(7, Article(("<p>a</p>",), "/x/")),
        Answer(8, None, "No."),
        Answer(9, Article(("<p>a</p>",), "/x/", (3,), page)),
    ):
        assert read_answer(write_answer(answer)) == answer


def test_a_frame_that_is_known_does_not_travel_again() -> None:
    frame = Frame("key", {}, {}, (), "<x></x>")
    article = Article((), "/", (), Published("exact", frame_key="key", frame=frame))

    sent = without_frame(article, "key")

    assert sent.published is not None
    assert sent.published.frame is None
    assert with_frame(sent, frame) == article
    assert without_frame(article, "another") == article


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b'{"id": "x"}', b'{"id":1,"body":1}', b"\xff"])
def test_a_line_that_is_no_request_is_answered_with_a_sentence(line: bytes) -> None:
    with pytest.raises(ExchangeError):
        read_request(line)
    answer = read_answer(answer_line(line, Articles()))
    assert answer.article is None
    assert answer.error


def test_every_request_is_answered_in_turn() -> None:
    requests = b"".join(write_request(n, ArticleRequest(f"text {n}")) for n in range(3))
    answers = io.BytesIO()

    serve(io.BytesIO(requests), answers, Articles())

    read = [read_answer(line) for line in answers.getvalue().splitlines()]
    assert [answer.number for answer in read] == [0, 1, 2]
    assert read[2].article == Article(("<p>text 2</p>",), "/", (1,))


def test_the_process_survives_a_deep_text_and_nonsense_and_ends_with_its_input() -> None:
    requests = (
        write_request(1, ArticleRequest("* " * 5_000 + "a"))
        + b"nonsense\n"
        + write_request(2, ArticleRequest("fine"))
    )
    done = subprocess.run(WORKER, input=requests, capture_output=True, check=False, timeout=60)

    deep, nonsense, fine = map(read_answer, done.stdout.splitlines())
    assert done.returncode == 0
    assert deep.article is not None
    assert nonsense.number == -1
    assert fine.article is not None


def test_the_process_knows_nothing_of_qt() -> None:
    code = (
        "import json, sys, editor.render.worker;"
        "print(json.dumps([name for name in sys.modules if name.startswith('PySide6')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert json.loads(done.stdout) == []


def test_the_first_post_is_rendered_ahead_and_answered_like_any_other(tmp_path: Path) -> None:
    site = make_sample_site(tmp_path)
    post = next((site / "_posts").iterdir())
    asked = write_request(1, first_request(post))
    articles = Articles()

    ahead = read_answer(answer_line(write_ahead(post), articles))

    assert ahead.number == AHEAD_NUMBER
    assert ahead.site == SitePlace(str(site), "", "https://example.org")
    assert ahead.article == read_answer(answer_line(asked, articles)).article
    assert answer_line(asked, articles) == answer_line(asked, Articles())


def test_a_window_asks_first_for_what_was_made_ahead(tmp_path: Path) -> None:
    post = make_sample_site(tmp_path) / "_drafts" / "one.md"
    post.parent.mkdir(exist_ok=True)
    post.write_text("---\r\ntitle: One\r\n---\r\nText.\r\n", newline="")
    asked = first_request(post)
    assert asked.body == "Text.\r\n"
    assert asked.publication is not None
    assert Path(asked.publication.root) == post.parents[1]
    assert Path(asked.publication.path) == post
    assert asked.publication.head == "---\r\ntitle: One\r\n---\r\n"
    alone = tmp_path / "alone.md"
    alone.write_text("Text.\r\n", newline="")
    assert first_request(alone) == ArticleRequest("Text.\n")


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00\x01", b"* " * 5_000 + b"a"])
def test_a_post_that_cannot_be_made_ahead_stops_nothing(tmp_path: Path, data: bytes | None) -> None:
    post = tmp_path / "post.md"
    if data is not None:
        post.write_bytes(data)
    request = write_request(1, ArticleRequest("fine"))
    done = subprocess.run(
        WORKER, input=write_ahead(post) + request, capture_output=True, check=True, timeout=60
    )
    ahead, fine = map(read_answer, done.stdout.splitlines())
    assert ahead.number == AHEAD_NUMBER
    assert ahead.site is None
    assert fine.article == Article(("<p>fine</p>",), "/", (1,))
