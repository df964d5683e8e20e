"""Which line of the text a line behind Liquid comes from, so that both panes scroll together."""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def line_map(source: str, output: str) -> Sequence[int]:
    """Return for each line of ``output``, counted from 0, its line in ``source`` from 0.

    ``output`` is ``source`` with its Liquid carried out: most lines are the same, others are
    longer, shorter or gone. A line that Liquid made belongs to the nearest line above it that is
    in both. Takes time that grows hardly faster than the number of lines.
    """
    if source == output:
        return range(source.count("\n") + 1)
    old, new = source.split("\n"), output.split("\n")
    start, end = _same_start(old, new), 0
    if start < min(len(old), len(new)):
        end = _same_start(old[start:][::-1], new[start:][::-1])
    anchors = [(-1, -1), *((line, line) for line in range(start))]
    middle = _anchors(old[start : len(old) - end], new[start : len(new) - end])
    anchors += [(start + new_line, start + old_line) for new_line, old_line in middle]
    anchors += [(len(new) - left, len(old) - left) for left in range(end, 0, -1)]
    return _filled([*anchors, (len(new), len(old))])


def _same_start(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of lines that stand once in both, both rising (the patience rule)."""
    in_old, in_new = Counter(old), Counter(new)
    place = {line: at for at, line in enumerate(old) if in_old[line] == 1}
    pairs = [
        (at, place[line]) for at, line in enumerate(new) if in_new[line] == 1 and line in place
    ]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for index, (_, old) in enumerate(pairs):
        pile = bisect_left(tops, old)
        tops[pile : pile + 1] = [old]
        piles[pile : pile + 1] = [index]
        before.append(piles[pile - 1] if pile else -1)
    found: list[tuple[int, int]] = []
    index = piles[-1] if piles else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _filled(anchors: list[tuple[int, int]]) -> list[int]:
    lines: list[int] = []
    for (new, old), (next_new, next_old) in itertools.pairwise(anchors):
        if new >= 0:
            lines.append(old)
        last = max(next_old - 1, old, 0)
        lines += [min(old + step, last) for step in range(1, next_new - new)]
    return lines
