"""The order that Jekyll gives to documents of which some have a date and others have none.

Two documents are compared by their dates, but one without a date by its path with every other
(``document.rb#<=>``). That is no order of its own: where each lands is decided by which pairs are
compared, and so by the way that Ruby sorts on Linux, which halves the list, sorts both halves and
merges them.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Moment = dt.datetime | float


def dates_then_paths(date: Moment | None, path: str, other: Moment | None, other_path: str) -> int:
    """Return -1, 0 or 1 as Jekyll compares two documents; ``None`` is no date at all."""
    if date is not None and other is not None and date != other:
        return -1 if date < other else 1  # type: ignore[operator]
    return (path > other_path) - (path < other_path)


def sorted_as_ruby(items: Sequence[T], compare: Callable[[T, T], int]) -> list[T]:
    """Return ``items`` in the order that Ruby makes of them, also where ``compare`` has none."""
    if len(items) < 2:
        return [*items]
    middle = len(items) // 2
    left = sorted_as_ruby(items[:middle], compare)
    right = sorted_as_ruby(items[middle:], compare)
    merged: list[T] = []
    at = beside = 0
    while at < len(left) and beside < len(right):
        if compare(left[at], right[beside]) <= 0:
            merged.append(left[at])
            at += 1
        else:
            merged.append(right[beside])
            beside += 1
    return [*merged, *left[at:], *right[beside:]]
