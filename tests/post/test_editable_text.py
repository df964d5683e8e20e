"""Text goes through a text widget and comes back exactly as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.post.editable_text import EditableText

BREAKS = ["\n", "\r\n", "\r", "\u2029", "\ufdd0", "\ufdd1"]
LINE = st.sampled_from(["", "a", "b", "a\u00a0b", "a\u2028b", "\ufeff", "x\x0by", "\x85", "😀"])
EXACT = st.lists(st.tuples(LINE, st.sampled_from(BREAKS)), max_size=12).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


def lines_of(shown: str) -> list[str]:
    return shown.split("\n")


@given(EXACT, LINE)
@example("\ufeff\r\n", "x")
@example("\r\r\n\n\r", "")
def test_text_that_nobody_edits_comes_back_exactly(start: str, last: str) -> None:
    exact = start + last
    text = EditableText.of(exact)
    assert not set(text.shown) & {"\r", "\u2029", "\ufdd0", "\ufdd1"}
    assert not text.shown.startswith("\ufeff") or exact.startswith("\ufeff\ufeff")
    assert text.exact(text.shown) == exact


@given(st.text())
def test_any_text_comes_back_exactly(exact: str) -> None:
    text = EditableText.of(exact)
    assert text.exact(text.shown) == exact


@given(EXACT, st.data())
def test_after_one_edit_the_lines_around_it_are_untouched(exact: str, data: st.DataObject) -> None:
    text = EditableText.of(exact)
    old = lines_of(text.shown)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start, len(old) - 1))
    new = data.draw(st.lists(st.sampled_from(["new", "other", "third"]), min_size=1, max_size=3))
    shown = "\n".join(old[:start] + new + old[end + 1 :])
    back = text.exact(shown)
    pieces = EditableText.of(back)
    assert pieces.shown == shown
    # The text before the first and behind the last edited line is there code point by code point.
    before = exact_prefix(exact, start)
    after = exact_suffix(exact, len(old) - 1 - end)
    assert back.startswith(before)
    assert back.endswith(after)


def exact_prefix(exact: str, lines: int) -> str:
    place = 1 if exact.startswith("\ufeff") else 0
    for _ in range(lines):
        place = line_end(exact, place)
    return exact[:place]


def exact_suffix(exact: str, lines: int) -> str:
    place, starts = (1 if exact.startswith("\ufeff") else 0), []
    while place < len(exact):
        starts.append(place)
        place = line_end(exact, place)
    starts.append(len(exact))
    total = len(lines_of(EditableText.of(exact).shown))
    return exact[starts[total - lines] if lines < total else starts[0] :] if lines else ""


def line_end(exact: str, place: int) -> int:
    while exact[place] not in "\r\n\u2029\ufdd0\ufdd1":
        place += 1
        if place == len(exact):
            return place
    return place + (2 if exact.startswith("\r\n", place) else 1)


def test_windows_text_stays_windows_text_and_new_lines_are_too() -> None:
    text = EditableText.of("one\r\ntwo\r\n")
    assert text.shown == "one\ntwo\n"
    assert text.exact("one\nnew\ntwo\n") == "one\r\nnew\r\ntwo\r\n"


def test_in_mixed_text_each_line_keeps_its_own_end() -> None:
    text = EditableText.of("a\r\nb\nc\r\nd\u2029e\rf")
    assert text.shown == "a\nb\nc\nd\ne\nf"
    assert text.exact("a\nb!\nc\nd\ne\nf") == "a\r\nb!\nc\r\nd\u2029e\rf"
    assert text.exact("a\nb\nc\nnew\nd\ne\nf") == "a\r\nb\nc\r\nnew\r\nd\u2029e\rf"
    assert text.exact("b\nc\nd\ne\nf") == "b\nc\r\nd\u2029e\rf"


def test_two_edits_far_apart_leave_the_lines_between_alone() -> None:
    exact = "".join(f"line {number}{BREAKS[number % 3]}" for number in range(60))
    text = EditableText.of(exact)
    shown = "top\n" + text.shown.replace("line 50\n", "") + "bottom"
    back = text.exact(shown)
    kept = "".join(f"line {number}{BREAKS[number % 3]}" for number in range(50))
    assert kept in back
    assert back.startswith("top")
    assert back.endswith("bottom")


@pytest.mark.parametrize(
    "kept", ["a\u00a0b", "a\u2028b", "a\u202fb", "a\x0bb", "a\x0cb", "e\u0301"]
)
def test_what_a_widget_can_hold_is_shown_as_it_is(kept: str) -> None:
    assert EditableText.of(kept).shown == kept


def test_a_byte_order_mark_in_front_of_the_text_is_kept_apart() -> None:
    text = EditableText.of("\ufeffa\nb")
    assert text.shown == "a\nb"
    assert text.exact("x\na\nb") == "\ufeffx\na\nb"
