"""What Jekyll measurably made of 122 files, we make of them too, without Ruby."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sites import NOW, make_site

from editor.post.document import Document, UnreadablePostError
from editor.post.scalars import Value, to_text
from editor.site.errors import BuildStopError
from editor.site.layout import iter_posts, kind_of
from editor.site.reading import PostData, read_post

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "jekyll-oracle.jsonl"


def _cases() -> Iterator[Any]:
    if not ORACLE.is_file():
        yield pytest.param({}, marks=pytest.mark.skip(reason="../shared is not here"))
        return
    for line in ORACLE.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield pytest.param(case, id=case["case"])


def _build_time(case: dict[str, Any]) -> datetime:
    """When the case was built: the date of its post where that is not the post's own."""
    for post in case["result"].get("posts", ()):
        moment = datetime.strptime(post["date"], "%Y-%m-%d %H:%M:%S %z")
        if post["date"].startswith("2026-11-22"):
            return moment
    return NOW


def _plain(value: Value) -> Value:
    """A value as the dump of the oracle holds it: dates as texts."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else to_text(value)


def _seen(post: PostData) -> dict[str, Value]:
    return {
        "url": post.url,
        "title": _plain(post.title),
        "slug": _plain(post.slug),
        "date": post.date.strftime("%Y-%m-%d %H:%M:%S %z"),
        "tags": None if post.tags is None else [_plain(tag) for tag in post.tags],
        "categories": [_plain(category) for category in post.categories],
        "draft": post.draft,
        "excerpt": post.excerpt,
        "body": post.body,
    }


@pytest.mark.parametrize("case", [*_cases()])
def test_jekyll_agrees(case: dict[str, Any], tmp_path: Path) -> None:
    content = base64.b64decode(case["content_b64"])
    site = make_site(tmp_path, {case["file"]: content}, case["config"])
    path = site.root / case["file"]
    moment = _build_time(case)
    result = case["result"]
    listed = {found for found, _ in iter_posts(site)}
    assert (path in listed) is (kind_of(site, path) is not None)

    if "fatal" in result:
        with pytest.raises(BuildStopError):
            read_post(site, path, Document.decode(content), now=moment, modified=moment)
        return
    if path not in listed:
        assert result["posts"] == []
        return
    try:
        document = Document.decode(content)
    except UnreadablePostError:
        assert result["posts"] == []
        return
    post = read_post(site, path, document, now=moment, modified=moment)
    if not post.published or post.scheduled(moment):
        assert result["posts"] == []
        return
    expected = {key: value for key, value in result["posts"][0].items() if key != "path"}
    assert _seen(post) == expected
