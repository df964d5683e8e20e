"""What differs between two versions of a post, line by line and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from editor.post.editable_text import landmarks

CONTEXT_LINES: Final = 3
"""How many unchanged lines are shown around a change."""

MOST_LINES: Final = 5_000
"""How many lines are shown at most; the rest is counted."""

_MOST_COMPARED = 250_000
"""Lines times lines of a stretch that are still compared with each other; more are replaced."""
_MOST_MARKED = 200
"""Lines changed in a row of which single words are still marked."""
_LONGEST_LINE = 1_500
"""Characters of a line that are shown; of a longer one, the part that differs."""
_AROUND = 200
"""Characters shown on either side of what differs in a long line."""
_LEAST_ALIKE = 0.4
"""How much of two lines must agree before single words are marked."""

_WORD: Final = re.compile(r"\w+|\s+|.", re.DOTALL)

Span = tuple[int, int]


class Kind(Enum):
    """What became of a line; the value is the sign that stands before it."""

    SAME = " "
    REMOVED = "−"
    ADDED = "+"
    SKIPPED = "⋯"
    REST = "…"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line to show; ``marked`` are the (start, end) of its words that differ.

    For ``SKIPPED``, unchanged lines, and ``REST``, all that are too many to show, the text is
    empty and ``count`` says how many there are.
    """

    kind: Kind
    text: str
    marked: tuple[Span, ...] = ()
    count: int = 1


def compare(before: str, after: str, context: int = CONTEXT_LINES) -> list[DiffLine]:
    """Return the lines that show how ``before`` became ``after``; empty when they are equal.

    Line ends are told apart by ``\\n`` alone. Takes bounded time on any text: where two stretches
    are too long to be compared, one is shown as replaced by the other.
    """
    if before == after:
        return []
    old, new = before.split("\n"), after.split("\n")
    lines: list[DiffLine] = []
    for tag, was, now in _steps(old, new):
        if tag == "equal":
            lines += [DiffLine(Kind.SAME, line) for line in old[slice(*was)]]
        else:
            lines += _changed(old[slice(*was)], new[slice(*now)])
    return _cut(list(_folded(lines, context)))


def count_changes(lines: Sequence[DiffLine]) -> tuple[int, int]:
    """Return how many lines were removed and how many were added."""
    return (
        sum(line.kind is Kind.REMOVED for line in lines),
        sum(line.kind is Kind.ADDED for line in lines),
    )


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Span, Span]]:
    """Yield (tag, span of old, span of new) in order; lines that occur once hold the rest apart."""
    was = now = 0
    for next_was, next_now in [*landmarks(old, new), (len(old), len(new))]:
        yield from _compare_stretch(old, new, (was, next_was), (now, next_now))
        if next_was < len(old):
            yield "equal", (next_was, next_was + 1), (next_now, next_now + 1)
        was, now = next_was + 1, next_now + 1


def _compare_stretch(
    old: Sequence[str], new: Sequence[str], was: Span, now: Span
) -> Iterator[tuple[str, Span, Span]]:
    first, second = old[slice(*was)], new[slice(*now)]
    head = _common(first, second)
    tail = _common(first[head:][::-1], second[head:][::-1])
    if head:
        yield "equal", (was[0], was[0] + head), (now[0], now[0] + head)
    inner_was, inner_now = (was[0] + head, was[1] - tail), (now[0] + head, now[1] - tail)
    first, second = old[slice(*inner_was)], new[slice(*inner_now)]
    if len(first) * len(second) > _MOST_COMPARED:
        yield "replace", inner_was, inner_now
    elif first or second:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, first, second, False).get_opcodes():
            yield (
                tag,
                (inner_was[0] + i1, inner_was[0] + i2),
                (inner_now[0] + j1, inner_now[0] + j2),
            )
    if tail:
        yield "equal", (was[1] - tail, was[1]), (now[1] - tail, now[1])


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = zip(first, second, strict=False)
    shorter = min(len(first), len(second))
    return next((at for at, (one, other) in enumerate(pairs) if one != other), shorter)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffLine]:
    alike = len(old) == len(new) <= _MOST_MARKED
    marks = [_marks(*pair) for pair in zip(old, new, strict=True)] if alike else []
    for kind, side, lines in ((Kind.REMOVED, 0, old), (Kind.ADDED, 1, new)):
        for number, line in enumerate(lines):
            yield _clipped(kind, line, marks[number][side] if marks else ())


def _marks(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the words that differ, in the old line and in the new one."""
    if max(len(old), len(new)) > _LONGEST_LINE:
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        return ((head, len(old) - tail),), ((head, len(new) - tail),)
    first, second = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, first, second, False)
    if matcher.ratio() < _LEAST_ALIKE:
        return (), ()
    differing = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    return (
        tuple(_span(first, start, end) for _, start, end, _, _ in differing if end > start),
        tuple(_span(second, start, end) for _, _, _, start, end in differing if end > start),
    )


def _span(words: Sequence[str], start: int, end: int) -> Span:
    at = sum(map(len, words[:start]))
    return at, at + sum(map(len, words[start:end]))


def _clipped(kind: Kind, line: str, marked: tuple[Span, ...]) -> DiffLine:
    if len(line) <= _LONGEST_LINE:
        return DiffLine(kind, line, marked)
    at = marked[0][0] if marked else 0
    start = max(0, at - _AROUND)
    end = min(len(line), start + _LONGEST_LINE)
    lead, trail = "…" if start else "", "…" if end < len(line) else ""
    shift = len(lead) - start
    inside = tuple((s + shift, min(e, end) + shift) for s, e in marked if s < end)
    return DiffLine(kind, lead + line[start:end] + trail, inside)


def _folded(lines: Sequence[DiffLine], context: int) -> Iterator[DiffLine]:
    """Yield the lines, long stretches of unchanged ones counted instead of shown."""
    near = [False] * len(lines)
    for at, line in enumerate(lines):
        if line.kind is not Kind.SAME:
            for place in range(max(0, at - context), min(len(lines), at + context + 1)):
                near[place] = True
    skipped = 0
    for line, shown in zip(lines, near, strict=True):
        if shown and skipped:
            yield DiffLine(Kind.SKIPPED, "", count=skipped)
            skipped = 0
        if shown:
            yield _clipped(line.kind, line.text, line.marked)
        else:
            skipped += 1
    if skipped:
        yield DiffLine(Kind.SKIPPED, "", count=skipped)


def _cut(lines: list[DiffLine]) -> list[DiffLine]:
    if len(lines) <= MOST_LINES:
        return lines
    rest = sum(line.count for line in lines[MOST_LINES:])
    return [*lines[:MOST_LINES], DiffLine(Kind.REST, "", count=rest)]
