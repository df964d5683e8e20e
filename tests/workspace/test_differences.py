"""What differs is shown, all of it, and nothing else; on any two texts, in bounded time."""

from hypothesis import given
from hypothesis import strategies as st

from editor.workspace.differences import MOST_LINES, DiffLine, Kind, compare, count_changes

LINES = st.lists(st.sampled_from(["", "a", "b", "one two", "one three", "ä\u2028ö"]), max_size=30)


def side(lines: list[DiffLine], *kinds: Kind) -> str:
    return "\n".join(line.text for line in lines if line.kind in kinds)


def test_equal_texts_differ_in_nothing() -> None:
    assert compare("a\nb", "a\nb") == []


def test_an_edited_line_shows_the_word_that_changed() -> None:
    removed, added = compare("the old harbour", "the new harbour")

    assert (removed.kind, added.kind) == (Kind.REMOVED, Kind.ADDED)
    assert removed.text[slice(*removed.marked[0])] == "old"
    assert added.text[slice(*added.marked[0])] == "new"


def test_far_from_a_change_lines_are_counted_not_shown() -> None:
    before = "\n".join(f"line {number}" for number in range(100))

    lines = compare(before, before.replace("line 50", "other"))

    assert [line.count for line in lines if line.kind is Kind.SKIPPED] == [47, 46]
    assert count_changes(lines) == (1, 1)


@given(LINES, LINES)
def test_both_versions_can_be_read_from_the_difference(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    lines = compare(before, after, context=len(before) + len(after) + 1)
    if before != after:
        assert side(lines, Kind.SAME, Kind.REMOVED) == before
        assert side(lines, Kind.SAME, Kind.ADDED) == after


def test_a_line_of_a_megabyte_shows_the_part_that_differs() -> None:
    long = "word " * 200_000

    removed, added = compare(long, long[:500_000] + "NEW" + long[500_000:])

    assert max(len(removed.text), len(added.text)) < 2_000
    assert added.text[slice(*added.marked[0])] == "NEW"


def test_texts_with_nothing_in_common_are_replaced_and_cut() -> None:
    lines = compare("a\n" * 20_000, "b\n" * 20_000)

    assert len(lines) == MOST_LINES + 1
    assert lines[-1].kind is Kind.REST
