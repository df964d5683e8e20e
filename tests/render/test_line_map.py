"""Which line of the text a line behind Liquid comes from."""

from hypothesis import given
from hypothesis import strategies as st

from editor.render.line_map import line_map

LINES = st.lists(st.sampled_from(["", "one", "two", "{% if x %}", "{{ y }}", "three"]), max_size=12)


def test_a_text_without_liquid_is_its_own_map() -> None:
    assert list(line_map("a\nb\nc", "a\nb\nc")) == [0, 1, 2]


def test_lines_below_a_tag_that_vanishes_keep_their_place() -> None:
    assert list(line_map("{% if a %}\none\n{% endif %}\ntwo", "\none\n\ntwo")) == [0, 1, 2, 3]


def test_what_an_include_brings_belongs_to_the_line_that_includes_it() -> None:
    source = "above\n{% include figure.html %}\nbelow"
    output = "above\n<figure>\n<img>\n</figure>\nbelow"

    assert list(line_map(source, output)) == [0, 1, 1, 1, 2]


def test_a_comment_that_takes_lines_out_moves_nothing_below_it() -> None:
    source = "above\n{% comment %}\nnot\nshown\n{% endcomment %}\nbelow\n\nend"

    assert list(line_map(source, "above\n\nbelow\n\nend"))[-3:] == [5, 6, 7]


@given(LINES, LINES)
def test_every_line_has_a_line_of_the_text(source: list[str], output: list[str]) -> None:
    lines = line_map("\n".join(source), "\n".join(output))

    assert len(lines) == max(1, len(output))
    assert all(0 <= line < max(1, len(source)) for line in lines)


@given(LINES, st.integers(0, 12), st.text(alphabet="xyz\n", max_size=6))
def test_lines_around_one_change_are_found(source: list[str], at: int, put_in: str) -> None:
    """A unique line above and one below the change come back as themselves."""
    text = ["top", *source, "end"]
    changed = [*text[: at + 1], put_in, *text[at + 1 :]] if at + 1 < len(text) else text
    lines = line_map("\n".join(text), "\n".join(changed))

    assert lines[0] == 0
    assert lines[-1] == len(text) - 1
