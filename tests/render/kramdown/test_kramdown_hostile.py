"""Texts made to be slow or deep are read in a number of steps that grows with their length."""

import sys
from types import FrameType

import pytest

from editor.render.kramdown.document import convert

HOSTILE = [
    "[", "![", " _a", "<div>", "<div>\n", "* ",
    "> ", ">", "<b>", "**a ", "***a ", "*a **b ", "[a](",
    "[a](<b", "[ (](", '[a](b "c', "[a][", "`a``", "```x\n", "~~a ", "$$a ", "<!--", "<a b='",
    "{:a ", "{:a\n", "{:a: b\n", "a {::comment b", "*a*{:.b", "{::comment}\n", "{::comment a\n",
    "a \n<x:y\n", "</div>\n", "- <pre>\n\n", "![[]()", "[^0]: [^1]\n", "|<code>", "|<code></code",
    "*a **a ", "a_ ", "[ a_", "<![CDATA[", "a__b_", "[](", "*[a]: b\n", "- |a|b\n", "_",
    "*", "a\n: b\n\n", "&a", "$$a\n\n", "^\n", "1. * ", "<!-- ", "<div><?", "{:a: a .c}\n",
    "\\", "a|`\n", "|a\n", ": \n", "# a\n", "[^a]", "    a\n", "> * ",
    "* > ", "*_", "_*a", "<i>*a", "*[a", "[*a", '<div markdown="1">\n', "- - ", "'\"", "<http:",
    " [a]: `", "~~- __[", "~~~\n* - [ ] |",
]  # fmt: skip
SIZE = 1_000
"""Repeats; the second reading has twice as many."""


class Steps:
    """Counts the calls while a text is read."""

    def __init__(self) -> None:
        self.count = 0

    def _seen(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.count += event in ("call", "c_call")

    def of(self, text: str) -> int:
        self.count = 0
        outer = sys.getprofile()
        sys.setprofile(self._seen)
        try:
            convert(text)
        finally:
            sys.setprofile(outer)
        return self.count


@pytest.mark.parametrize("part", HOSTILE)
def test_twice_the_text_takes_about_twice_the_steps(part: str) -> None:
    steps = Steps()

    once, twice = steps.of(part * SIZE), steps.of(part * SIZE * 2)

    assert twice < 2.6 * once + 20_000


def test_brackets_in_brackets_are_bounded() -> None:
    assert "a" in convert("[" * 20_000 + "a" + "](b)" * 20_000)


def test_attribute_lists_that_double_are_bounded() -> None:
    lists = "".join(f"{{:a{n}: a{n - 1} a{n - 2} .c}}\n" for n in range(500))
    assert len(convert(f"{lists}\ntext\n{{:a499}}")) < 10_000


def test_a_wide_row_above_many_short_ones_is_bounded() -> None:
    page = convert("|a" * 2_000 + "\n|-\n" + "|b\n" * 2_000)
    assert page.count("<td>") < 30_000


@pytest.mark.parametrize("indent", ["* ", "1. ", "  ", "> "])
def test_nesting_that_grows_with_every_line_is_bounded(indent: str) -> None:
    steps = Steps()
    text = "\n".join(indent * n + "* a" for n in range(400))

    assert steps.of(text) < 3_000_000


def test_lists_in_lists_end_somewhere_and_lose_no_text() -> None:
    page = convert("\n".join("  " * n + f"* item{n}" for n in range(300)))
    assert all(f"item{n}" in page for n in range(300))
