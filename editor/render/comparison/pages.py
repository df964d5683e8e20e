"""Two versions of one page side by side: the first place where a reader would see another thing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from editor.render.comparison.build_marks import mark_of
from editor.render.comparison.exchange import Difference
from editor.render.comparison.pieces import Kind, Page, Piece, read_page
from editor.render.comparison.places import line_of, place_in_words

BEFORE_DIFFERENCE = 24
"""Characters shown of what is still the same before a difference."""
SHOWN_CHARACTERS = 100
"""Characters shown of each side of a difference."""
MOST_MARKS = 5
"""Marks of the build that are named; more of them say nothing more."""
_SEARCHED_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class PageComparison:
    """How our page compares with the published one.

    ``difference`` is None for pages that look the same. ``marks`` names what differs because each
    build writes it anew, with its place; that is no difference.
    """

    difference: Difference | None
    marks: tuple[str, ...] = ()


def compare_pages(
    ours: str, theirs: str, ours_later: Callable[[], str] | None = None
) -> PageComparison:
    """Return the first difference between our page and the published one, ``theirs``.

    ``ours_later`` gives our page as of another moment; it is asked only when something differs.
    """
    if ours == theirs:
        return PageComparison(None)
    return _Comparison(ours, theirs, ours_later).compare()


class _Comparison:
    """Goes through two pages at once, piece by piece."""

    def __init__(self, ours: str, theirs: str, ours_later: Callable[[], str] | None) -> None:
        self._ours, self._theirs = read_page(ours), read_page(theirs)
        self._markup = theirs
        self._ours_later = ours_later

    def compare(self) -> PageComparison:
        mine, other = self._ours.pieces, self._theirs.pieces
        marks: dict[str, str] = {}
        for number in range(max(len(mine), len(other))):
            ours = mine[number] if number < len(mine) else None
            theirs = other[number] if number < len(other) else None
            if ours is not None and theirs is not None:
                if ours.shows_as(theirs):
                    continue
                later = self._later[number] if self._later else None
                mark = mark_of(ours, theirs, later)
                if mark is not None:
                    marks.setdefault(mark, self._place(theirs))
                    continue
            told = self._difference(ours, theirs, number)
            return PageComparison(told, _said(marks))
        return PageComparison(None, _said(marks))

    @cached_property
    def _later(self) -> Sequence[Piece] | None:
        """The pieces of our page as of another moment, when they stand in the same places."""
        if self._ours_later is None:
            return None
        page = read_page(self._ours_later())
        return page.pieces if len(page.pieces) == len(self._ours.pieces) else None

    def _place(self, piece: Piece) -> str:
        return place_in_words(self._theirs.elements, piece.element)

    def _difference(self, ours: Piece | None, theirs: Piece | None, number: int) -> Difference:
        mine, other = _sides(ours, theirs)
        page, element = self._standing(ours, theirs)
        text = ""
        if theirs is not None and theirs.kind is Kind.TEXT and theirs.element == element:
            text = _searched(theirs, ours)
        line = line_of(
            self._markup, self._theirs.elements, self._line_element(theirs, number), text
        )
        return Difference(place_in_words(page.elements, element), line, mine, other)

    def _standing(self, ours: Piece | None, theirs: Piece | None) -> tuple[Page, int]:
        """The page and the number of the element that a difference is in."""
        if ours is None or theirs is None:
            return (
                (self._theirs, theirs.element)
                if theirs
                else (self._ours, ours.element if ours else -1)
            )
        if theirs.kind is Kind.ENTER and ours.kind is Kind.ENTER and ours.name == theirs.name:
            return self._theirs, theirs.element
        if theirs.kind is Kind.ENTER:
            return self._theirs, self._theirs.elements[theirs.element].parent
        return self._theirs, theirs.element

    def _line_element(self, theirs: Piece | None, number: int) -> int:
        if theirs is not None:
            return theirs.element
        return self._theirs.pieces[-1].element if self._theirs.pieces and number else -1


def _said(marks: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{mark} ({place})" for mark, place in list(marks.items())[:MOST_MARKS])


def _sides(ours: Piece | None, theirs: Piece | None) -> tuple[str, str]:
    """What to show of both sides: of two texts or tags alike only what differs."""
    if ours is not None and theirs is not None and ours.kind is theirs.kind:
        if ours.kind is Kind.TEXT:
            return _around(ours.text, theirs.text)
        if ours.kind is Kind.ENTER and ours.name == theirs.name:
            return _attributes(ours, theirs)
    return _shown(ours), _shown(theirs)


def _attributes(ours: Piece, theirs: Piece) -> tuple[str, str]:
    mine, other = dict(ours.attributes), dict(theirs.attributes)
    name = next(one for one in (*other, *mine) if mine.get(one) != other.get(one))
    left, right = mine.get(name), other.get(name)
    if left is None or right is None:
        return (_attribute(name, left), _attribute(name, right))
    left, right = _around(left, right)
    return _attribute(name, left), _attribute(name, right)


def _attribute(name: str, value: str | None) -> str:
    return f"no {name}" if value is None else f'{name}="{_cut(value)}"'


def _shown(piece: Piece | None) -> str:
    if piece is None:
        return "the end of the page"
    if piece.kind is Kind.LEAVE:
        return f"the end of <{piece.name}>"
    if piece.kind is Kind.ENTER:
        values = "".join(f' {name}="{value}"' for name, value in piece.attributes)
        return _cut(f"<{piece.name}{values}>")
    return _cut(piece.text.strip() or "white space")


def _around(ours: str, theirs: str) -> tuple[str, str]:
    """Both texts from a little before the place where they begin to differ."""
    same = _same_characters(ours, theirs)
    start = max(0, same - BEFORE_DIFFERENCE)
    lead = "…" if start else ""
    return _cut(f"{lead}{ours[start:]}"), _cut(f"{lead}{theirs[start:]}")


def _same_characters(ours: str, theirs: str) -> int:
    least = min(len(ours), len(theirs))
    return next((at for at in range(least) if ours[at] != theirs[at]), least)


def _searched(theirs: Piece, ours: Piece | None) -> str:
    """A few characters of the published text where it differs, to be found in the file."""
    at = _same_characters(ours.text, theirs.text) if ours and ours.kind is Kind.TEXT else 0
    word = theirs.text.rfind(" ", 0, at) + 1
    return theirs.text[word : word + _SEARCHED_CHARACTERS].split("\n", 1)[0]


def _cut(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"
