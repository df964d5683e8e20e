"""Plain scalars are typed as Jekyll types them, and strings written so that they stay strings."""

import datetime as dt
import math
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from nasty_texts import NASTY_TEXTS

from editor.post.errors import CannotEditError, FrontMatterError
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Quote, Scalar, is_plain_safe, read_plain, to_text, write_scalar

MEASURED = Path(__file__).with_name("measured_scalars.tsv")


def rows() -> list[list[str]]:
    lines = MEASURED.read_text(encoding="utf-8").split("\n")[1:-1]
    return [line.split("\t") for line in lines]


def describe(value: Scalar) -> list[str]:
    if value is None:
        return ["nil", ""]
    if isinstance(value, bool):
        return ["bool", str(value).lower()]
    if isinstance(value, int | float):
        return [type(value).__name__, repr(value)]
    if isinstance(value, dt.datetime):
        return ["time", f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S.%f}"]
    if isinstance(value, dt.date):
        return ["date", value.isoformat()]
    return ["str", value]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_plain_scalar_is_what_jekyll_makes_of_it(row: list[str]) -> None:
    text, *expected = row
    if expected[0] == "error":
        with pytest.raises(FrontMatterError, match="quotes"):
            read_plain(text)
    else:
        assert describe(read_plain(text)) == expected


@pytest.mark.parametrize("text", NASTY_TEXTS)
@pytest.mark.parametrize("flow", [False, True])
@pytest.mark.parametrize("quote", list(Quote))
def test_a_nasty_string_stays_that_string(text: str, flow: bool, quote: Quote) -> None:
    written = write_scalar(text, quote, flow=flow)
    source = f"x: [{written}]\n" if flow else f"x: {written}\n"
    expected = [text] if flow else text
    assert FrontMatter.parse(source).get("x") == expected
    assert yaml.safe_load(source) == {"x": expected}
    assert "\n" not in written


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans(), st.sampled_from(Quote))
@example("\x85\u2028", True, Quote.SINGLE)
def test_any_string_stays_that_string(text: str, flow: bool, quote: Quote) -> None:
    written = write_scalar(text, quote, flow=flow)
    source = f"x: [{written}]\n" if flow else f"x: {written}\n"
    assert FrontMatter.parse(source).get("x") == ([text] if flow else text)
    assert yaml.safe_load(source)["x"] == ([text] if flow else text)


@pytest.mark.parametrize(
    "text",
    ["hello", "Hello world", "assets/images/x.jpg", "/a/b.png", "a, b", "5 things", "été", "“So”"],
)
def test_a_word_needs_no_quotes(text: str) -> None:
    assert write_scalar(text) == text


def test_quotes_are_those_asked_for_where_they_can_be() -> None:
    assert write_scalar("a: b", Quote.SINGLE) == "'a: b'"
    assert write_scalar("it's: b", Quote.SINGLE) == "'it''s: b'"
    assert write_scalar('say: "b"') == '"say: \\"b\\""'
    assert write_scalar("a\nb", Quote.SINGLE) == '"a\\nb"'
    assert write_scalar("word", Quote.SINGLE, forced=True) == "'word'"


@pytest.mark.parametrize(
    "value",
    [
        *(0, 7, -7, 10**30, 1.1, 1e22, 1e-7, -0.5, math.inf, -math.inf, True, False, None),
        dt.date(2025, 12, 9),
        dt.datetime(2025, 12, 9, 5, 5, 31, tzinfo=dt.UTC),
        dt.datetime(2025, 12, 9, 5, 5, 31, 500, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
    ],
)
def test_other_values_are_read_back_as_themselves(value: Scalar) -> None:
    back = read_plain(write_scalar(value))
    assert back == value
    assert type(back) is type(value)


def test_not_a_number_is_read_back_too() -> None:
    back = read_plain(write_scalar(math.nan))
    assert isinstance(back, float)
    assert math.isnan(back)


def test_half_a_surrogate_pair_is_refused_in_words() -> None:
    with pytest.raises(CannotEditError, match="UTF-8"):
        write_scalar("\ud800")


def test_flow_lists_ask_for_more_quotes() -> None:
    assert is_plain_safe("a, b")
    assert not is_plain_safe("a, b", flow=True)
    assert not is_plain_safe("http://x", flow=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (1.1, "1.1"),
        (1e20, "1.0e+20"),
        (math.inf, "Infinity"),
        ("x", "x"),
        (dt.date(800, 1, 2), "0800-01-02"),
        (dt.datetime(2025, 1, 2, 3, 4, 5, 9, tzinfo=dt.UTC), "2025-01-02 03:04:05 +0000"),
    ],
)
def test_values_turn_into_text_as_in_ruby(value: Scalar, text: str) -> None:
    assert to_text(value) == text
