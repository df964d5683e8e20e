"""Patterns match what Ruby's do, in bounded time."""

import pytest

from editor.site.globs import fnmatch_pattern, glob_reaches


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*.txt", "notes/a.txt", True),
        ("*", ".hidden", True),
        ("a?c", "a/c", True),
        ("[^a]x", "bx", True),
        ("[!a]x", "ax", False),
        (r"\*", "*", True),
        (r"\*", "a", False),
        ("{a,b}", "a", False),
        ("[a", "[a", True),
    ],
)
def test_fnmatch_without_flags(pattern: str, text: str, expected: bool) -> None:
    assert (fnmatch_pattern(pattern).match(text) is not None) is expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("section/*/special", "section/a/special/x.md", True),
        ("section/*/special", "section/a/b/special/x.md", False),
        ("section/**/special", "section/a/b/special/x.md", True),
        ("section/**/special", "section/special/x.md", True),
        ("**/special", "section/a/.b/special/x.md", False),
        ("_posts/2025-*", "_posts/2025-01-01-a.md", True),
        ("_posts/{a,b}*", "_posts/big/x.md", True),
        ("*/x.md", ".hidden/x.md", False),
        ("a/*/b", "a/x", False),
    ],
)
def test_a_glob_reaches_what_lies_below_its_finds(pattern: str, path: str, expected: bool) -> None:
    assert glob_reaches(pattern, path) is expected


def test_hostile_patterns_come_to_an_end() -> None:
    assert not glob_reaches("*a" * 60 + "b", "a" * 300)
    assert not glob_reaches("**/" * 60 + "b", "/".join("a" * 300))
    assert not glob_reaches("{a,b}" * 60 + "!", "a" * 60)
    assert fnmatch_pattern("*a" * 60 + "b").match("a" * 300) is None
