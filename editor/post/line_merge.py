"""Three versions of a text made one, line by line (diff3).

Own code, since the library for it (merge3) is under the GPL and this program is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from editor.post.editable_text import landmarks

_MOST_COMPARED: Final = 250_000
"""Lines times lines of a stretch that are compared; of more, one replaces the other whole."""
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of three versions that stand for one another, line ends included."""

    base: str
    mine: str
    theirs: str

    @property
    def agreed(self) -> str | None:
        """What the merged text holds here; None where both sides changed it differently."""
        if self.mine in (self.base, self.theirs):
            return self.theirs
        return self.mine if self.theirs == self.base else None


def merge_lines(base: str, mine: str, theirs: str) -> tuple[Stretch, ...]:
    """Return the stretches of which the three texts are made, in order.

    Each text is what its parts give when joined, so no line of any version can be lost.
    """
    versions = (split_lines(base), split_lines(mine), split_lines(theirs))
    stretches: list[Stretch] = []
    begins = (0, 0, 0)
    for ends in (*_common_lines(*versions), tuple(map(len, versions))):
        texts = (
            "".join(lines[begin:end])
            for lines, begin, end in zip(versions, begins, ends, strict=True)
        )
        stretches.extend(_trimmed(Stretch(*texts)))
        begins = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
        if ends[0] < len(versions[0]):
            line = versions[0][ends[0]]
            stretches.append(Stretch(line, line, line))
    return tuple(_gathered(stretches))


def common_text(one: str, other: str) -> str:
    """Return the lines that two texts have in common, in order."""
    lines = split_lines(one)
    return "".join(lines[was] for was, _ in matching_lines(lines, split_lines(other)))


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends; U+2028 and its like end no line."""
    return _LINE.findall(text)


def matching_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair the lines that two versions share, in rising order: (index in old, index in new)."""
    was = now = 0
    # Lines that occur once hold the rest apart, which bounds the time on any text.
    for next_was, next_now in (*landmarks(old, new), (len(old), len(new))):
        for one, other in _matches(old[was:next_was], new[now:next_now]):
            yield was + one, now + other
        if next_was < len(old):
            yield next_was, next_now
        was, now = next_was + 1, next_now + 1


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    head = _shared_start(old, new)
    tail = _shared_start(old[::-1], new[::-1], min(len(old), len(new)) - head)
    yield from ((index, index) for index in range(head))
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(first) * len(second) <= _MOST_COMPARED:
        for was, now, size in SequenceMatcher(None, first, second, False).get_matching_blocks():
            yield from ((head + was + step, head + now + step) for step in range(size))
    for step in range(tail, 0, -1):
        yield len(old) - step, len(new) - step


def _shared_start(old: Sequence[str], new: Sequence[str], most: int | None = None) -> int:
    limit = min(len(old), len(new)) if most is None else most
    count = 0
    while count < limit and old[count] == new[count]:
        count += 1
    return count


def _common_lines(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    in_theirs = dict(matching_lines(base, theirs))
    for was, in_mine in matching_lines(base, mine):
        if was in in_theirs:
            yield was, in_mine, in_theirs[was]


def _trimmed(stretch: Stretch) -> Iterator[Stretch]:
    """Take what both sides wrote alike at either end of a clash out of it."""
    if stretch.agreed is not None:
        yield stretch
        return
    mine, theirs = split_lines(stretch.mine), split_lines(stretch.theirs)
    head = _shared_start(mine, theirs)
    tail = _shared_start(mine[::-1], theirs[::-1], min(len(mine), len(theirs)) - head)
    first, last = "".join(mine[:head]), "".join(mine[len(mine) - tail :])
    yield Stretch("", first, first)
    yield Stretch(
        stretch.base,
        "".join(mine[head : len(mine) - tail]),
        "".join(theirs[head : len(theirs) - tail]),
    )
    yield Stretch("", last, last)


def _gathered(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join lines that nobody changed; drop stretches without a line."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if not (stretch.base or stretch.mine or stretch.theirs):
            continue
        if kept and not _unchanged(stretch):
            yield from _as_one(kept)
            kept = []
        if _unchanged(stretch):
            kept.append(stretch)
        else:
            yield stretch
    yield from _as_one(kept)


def _unchanged(stretch: Stretch) -> bool:
    return stretch.base == stretch.mine == stretch.theirs


def _as_one(kept: Sequence[Stretch]) -> Iterator[Stretch]:
    if kept:
        text = "".join(stretch.base for stretch in kept)
        yield Stretch(text, text, text)
