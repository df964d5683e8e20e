"""What differs between the article that is shown and the one that is wanted."""

from collections.abc import Sequence


def changed_blocks(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, Sequence[str]]:
    """Return where the change starts, how many old blocks it takes out, and what it puts in."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - start - end, new[start : len(new) - end]


def changed_lines(
    old: Sequence[int], new: Sequence[int]
) -> tuple[int, int, Sequence[int], int] | None:
    """Return what makes the new lines of the old ones, None when they are the same.

    That is: where the change starts, how many old lines it takes out, what it puts in, and by how
    much all lines after it move; lines that are not known (0) stay so.
    """
    if old == new:
        return None
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    shift = next((n - o for o, n in zip(reversed(old), reversed(new), strict=False) if n and o), 0)
    end = 0
    while end < shortest - start and _moved(old[-1 - end], shift) == new[-1 - end]:
        end += 1
    return start, len(old) - start - end, new[start : len(new) - end], shift


def _moved(line: int, shift: int) -> int:
    return line + shift if line else 0
