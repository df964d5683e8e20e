"""Jekyll's own answers: dates, titles, tags and bodies of its measured posts."""

import base64
import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from editor.post.dates import InvalidDateError, meaning
from editor.post.document import Document, UnreadablePostError
from editor.post.errors import FrontMatterError
from editor.post.fields import read_list
from editor.post.front_matter import FrontMatter

Case = dict[str, Any]


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[Case]:
    lines = (shared / "reference" / "jekyll-oracle.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def zone_of(case: Case) -> dt.tzinfo:
    name = next(
        (line.split()[1] for line in case["config"].split("\n") if line.startswith("timezone")),
        "UTC",
    )
    return ZoneInfo(name)


def post_of(case: Case) -> dict[str, Any] | None:
    posts = case["result"].get("posts", [])
    return posts[0] if len(posts) == 1 else None


def test_bodies_and_values_are_those_of_jekyll(cases: list[Case]) -> None:
    compared = 0
    for case in cases:
        post = post_of(case)
        if post is None or "defaults" in case["config"]:
            continue
        document = Document.decode(base64.b64decode(case["content_b64"]))
        assert document.body == post["body"], case["case"]
        if post["title"] is None:
            with pytest.raises(FrontMatterError):
                FrontMatter.parse(document.front_matter)
            continue
        front = FrontMatter.parse(document.front_matter)
        if "title" in front and not isinstance(front.get("title"), dt.date):
            assert front.get("title") == post["title"], case["case"]
        if front.get("date") is not None:
            moment = meaning(front.get("date"), zone_of(case))
            assert f"{moment:%Y-%m-%d %H:%M:%S %z}" == post["date"], case["case"]
        tags = [json.dumps(tag) if isinstance(tag, bool) else str(tag) for tag in post["tags"]]
        assert list(read_list(front, "tags")) == tags, case["case"]
        own = post["categories"][-len(read_list(front, "categories")) or len(post["categories"]) :]
        if len(set(map(str, post["categories"]))) == len(post["categories"]):
            assert list(read_list(front, "categories")) == [str(item) for item in own], case["case"]
        compared += 1
    assert compared > 70


def test_a_date_that_stops_jekyll_is_refused(cases: list[Case]) -> None:
    stopped = [case for case in cases if "YAML front matter" in case["result"].get("fatal", "")]
    assert len(stopped) >= 5
    for case in stopped:
        document = Document.decode(base64.b64decode(case["content_b64"]))
        value = FrontMatter.parse(document.front_matter).get("date")
        with pytest.raises(InvalidDateError):
            meaning(value, zone_of(case))


def test_a_post_that_jekyll_skips_as_not_utf8_is_refused(cases: list[Case]) -> None:
    case = next(case for case in cases if case["case"].endswith("latin1.md"))
    with pytest.raises(UnreadablePostError, match="not UTF-8"):
        Document.decode(base64.b64decode(case["content_b64"]))
