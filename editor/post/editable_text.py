"""Text as a Qt text widget can hold it, and the exact way back to the file's own text."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

# What QTextDocument makes a line of: it cannot tell these from one another afterwards.
_LINE_BREAK: Final = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class EditableText:
    r"""A text with ``"\n"`` between its lines, and what is needed to write it as it was.

    ``shown`` is what a text widget can hold: U+00A0 and U+2028 stay; ``\r\n``, ``\r``, U+2029,
    U+FDD0 and U+FDD1, which Qt turns into line breaks, are shown as ``"\n"``; a U+FEFF at the
    start, which Qt removes, stands apart. ``EditableText.of(x).exact(EditableText.of(x).shown)``
    is always ``x``.
    """

    shown: str
    _lead: str = field(default="", repr=False)
    _line_end: str = field(default="\n", repr=False)
    # The end of each line, in order; None when all are the same (`_line_end`).
    _ends: tuple[str, ...] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, exact: str) -> "EditableText":
        """Make the text that can be shown of the exact text of a file."""
        lead = _BYTE_ORDER_MARK if exact.startswith(_BYTE_ORDER_MARK) else ""
        body = exact[len(lead) :]
        breaks = body.count("\n")
        if not any(char in body for char in "\r\u2029\ufdd0\ufdd1"):
            return cls(body, lead)
        windows = body.count("\r\n")
        if windows == breaks == body.count("\r") and not any(
            char in body for char in "\u2029\ufdd0\ufdd1"
        ):
            return cls(body.replace("\r\n", "\n"), lead, "\r\n")
        ends = tuple(_LINE_BREAK.findall(body))
        dominant = Counter(end for end in ends if end in {"\n", "\r\n"}).most_common(1)
        line_end = dominant[0][0] if dominant else "\n"
        return cls(_LINE_BREAK.sub("\n", body), lead, line_end, ends)

    def exact(self, shown: str) -> str:
        """Return ``shown``, perhaps edited, with each unchanged line's own end.

        New lines get the line end that most lines have. Takes time in proportion to the text.
        """
        if self._ends is None:
            if self._line_end != "\n":
                shown = shown.replace("\n", self._line_end)
            return self._lead + shown
        old = self.shown.split("\n")
        new = shown.split("\n")
        ends = [self._line_end] * (len(new) - 1)
        for was, now in _kept_lines(old, new):
            if now < len(ends) and was < len(self._ends):
                ends[now] = self._ends[was]
        pieces = [part for pair in zip(new, ends, strict=False) for part in pair]
        return self._lead + "".join(pieces) + new[-1]


def _kept_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair the lines of two versions: yields (index in old, index in new)."""
    was = now = 0
    for next_was, next_now in [*landmarks(old, new), (len(old), len(new))]:
        yield from _pair_stretch(old, new, (was, next_was), (now, next_now))
        if next_was < len(old):
            yield next_was, next_now
        was, now = next_was + 1, next_now + 1


def _pair_stretch(
    old: Sequence[str], new: Sequence[str], was: tuple[int, int], now: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pair equal lines from both ends of a stretch, and edited lines where their number fits."""
    (was_start, was_end), (now_start, now_end) = was, now
    while was_start < was_end and now_start < now_end and old[was_start] == new[now_start]:
        yield was_start, now_start
        was_start, now_start = was_start + 1, now_start + 1
    while was_start < was_end and now_start < now_end and old[was_end - 1] == new[now_end - 1]:
        was_end, now_end = was_end - 1, now_end - 1
        yield was_end, now_end
    if was_end - was_start == now_end - now_start:
        yield from zip(range(was_start, was_end), range(now_start, now_end), strict=True)


def landmarks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Find lines that occur once in each version and stand in the same order (patience diff)."""
    in_old, in_new = Counter(old), Counter(new)
    places = {line: index for index, line in enumerate(old) if in_old[line] == 1}
    pairs = [
        (places[line], index)
        for index, line in enumerate(new)
        if in_new[line] == 1 and line in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    tail_indices: list[int] = []
    before: list[int] = []
    for index, (was, _) in enumerate(pairs):
        place = bisect_left(tails, was)
        before.append(tail_indices[place - 1] if place else -1)
        tails[place : place + 1] = [was]
        tail_indices[place : place + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = tail_indices[-1] if tail_indices else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
