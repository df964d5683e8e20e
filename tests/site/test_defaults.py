"""Front-matter defaults reach the posts that Jekyll gives them to."""

import pytest

from editor.post.scalars import Value
from editor.site.config import SiteConfig
from editor.site.defaults import defaults_for

POST = "_posts/2025-12-09-a.md"


def defaults(*sets: Value, path: str = POST, collections_dir: str = "") -> dict[str, Value]:
    return defaults_for(
        SiteConfig({"defaults": list(sets), "collections_dir": collections_dir}), path
    )


def scope(values: dict[str, Value], **scope: Value) -> dict[str, Value]:
    return {"scope": {**scope}, "values": values}


@pytest.mark.parametrize(
    ("where", "applies"),
    [
        ({}, True),
        ({"path": ""}, True),
        ({"path": "", "type": "posts"}, True),
        ({"type": "post"}, True),
        ({"type": "pages"}, False),
        ({"type": "drafts"}, False),
        ({"type": None}, False),
        ({"path": "_posts"}, True),
        ({"path": "_po"}, True),  # a beginning is enough
        ({"path": "_drafts"}, False),
        ({"path": "/_posts"}, False),
        ({"path": "_posts/2025-*"}, True),
        ({"path": "_posts/*.txt"}, False),
        ({"path": 5}, True),
    ],
)
def test_scopes(where: dict[str, Value], applies: bool) -> None:
    assert defaults(scope({"a": 1}, **where)) == ({"a": 1} if applies else {})


def test_drafts_have_the_type_of_posts() -> None:
    assert defaults(scope({"a": 1}, type="posts"), path="_drafts/a.md") == {"a": 1}
    assert defaults(scope({"a": 1}, path="_drafts"), path="_drafts/a.md") == {"a": 1}


def test_the_longer_path_wins_then_the_type_then_the_later() -> None:
    wide, long = scope({"a": 1, "b": 1}), scope({"a": 2}, path="_posts")
    assert defaults(wide, long) == defaults(long, wide) == {"a": 2, "b": 1}
    typed = scope({"a": 3}, type="posts")
    assert defaults(wide, typed)["a"] == defaults(typed, wide)["a"] == 3
    assert defaults(wide, scope({"a": 4}))["a"] == 4


def test_maps_are_merged_and_nothing_takes_nothing_away() -> None:
    one = scope({"m": {"x": 1, "y": 1}, "a": 1})
    two = scope({"m": {"y": 2}, "a": None})
    assert defaults(one, two) == {"m": {"x": 1, "y": 2}, "a": 1}


def test_paths_are_below_the_collections_dir() -> None:
    for path in ("content/_posts", "_posts", "content/_posts/*.md"):
        given = defaults(scope({"a": 1}, path=path), collections_dir="content")
        assert given == {"a": 1}, path


@pytest.mark.parametrize("odd", [None, "text", 5, {}, {"values": []}, {"scope": "x"}])
def test_odd_sets_are_passed_over(odd: Value) -> None:
    assert defaults(odd, scope({"a": 1})) == {"a": 1}


def test_a_set_without_a_scope_is_for_all() -> None:
    assert defaults({"values": {"a": 1}}, {"scope": [1], "values": {"b": 2}}) == {"a": 1, "b": 2}
