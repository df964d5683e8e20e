"""Values as Ruby sees them: their text, their truth, when they are equal and which is less."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import islice
from typing import Any

from editor.post.scalars import to_text
from editor.render.liquid.drop import Drop, LazyMap
from editor.render.liquid.errors import RenderError

RUBY_SPACE = " \t\n\v\f\r\0"
"""What Ruby's ``strip`` takes away; Python's takes any white space of Unicode."""

MOST_INTEGER_BITS = 16_384
"""Larger numbers are refused: a loop of multiplications would otherwise fill the memory."""

MOST_TEXT_CHARACTERS = 4 * 1024 * 1024
"""Of one value; the page as a whole may be longer."""

MOST_ITEMS = 500_000
"""Of one list."""

_JULIAN_DAY_OF_YEAR_1 = 1_721_425
_LEADING_INTEGER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)", re.ASCII)
_LEADING_FLOAT = re.compile(r"\s*([-+]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][-+]?\d+)?)", re.ASCII)
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_WHOLE = re.compile(r"\s*[-+]?\d+(?:_\d+)*\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Range:
    """Ruby's ``(first..last)``, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __len__(self) -> int:
        return max(0, self.last - self.first + 1)

    def __contains__(self, value: object) -> bool:
        return is_number(value) and self.first <= value <= self.last  # type: ignore[operator]


class MethodLiteral:
    """``empty`` or ``blank`` in a comparison."""

    def __init__(self, name: str) -> None:
        self.name = name

    def holds(self, value: object) -> bool | None:
        """Whether ``value`` is empty or blank; None where Ruby knows no such question."""
        if isinstance(value, str):
            return not value if self.name == "empty" else None
        if self.name == "empty" and isinstance(value, list | dict):
            return not value
        return None


def truthy(value: object) -> bool:
    """Whether Ruby takes ``value`` for true: everything but nil and false."""
    return value is not None and value is not False


def is_number(value: object) -> bool:
    """Whether ``value`` is a number; true and false are none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def to_s(value: object) -> str:
    """Return Ruby's ``to_s``: lists and maps as they are written in Ruby."""
    if isinstance(value, str):
        return value
    if isinstance(value, Drop):
        return value.text()
    if isinstance(value, list | dict):
        return inspect(value)
    if isinstance(value, dt.datetime):
        return _time_text(value)
    if value is None or isinstance(value, bool | int | float | dt.date):
        return to_text(value)
    return str(value)


def output_text(value: object) -> str:
    """Return what ``{{ value }}`` writes: the items of a list without anything between."""
    if isinstance(value, list):
        return join(value, "")
    return to_s(value)


class Pieces:
    """Texts that become one; lists that hold one another would otherwise fill the memory."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._left = MOST_TEXT_CHARACTERS

    def add(self, text: str) -> None:
        """Add a text; raises RenderError when all of them become too long."""
        self._left -= len(text) + 1
        if self._left < 0:
            raise RenderError("a text became too long for the preview")
        self._texts.append(text)

    def text(self) -> str:
        """Return the whole."""
        return "".join(self._texts)


def join(values: Iterable[object], glue: str) -> str:
    """Ruby's ``Array#join``, which goes into lists inside of the list."""
    pieces = Pieces()
    _join(values, glue, pieces)
    return pieces.text()


def _join(values: Iterable[object], glue: str, pieces: Pieces) -> None:
    for place, item in enumerate(values):
        if place:
            pieces.add(glue)
        if isinstance(item, list):
            _join(item, glue, pieces)
        else:
            pieces.add(to_s(item))


def inspect(value: object) -> str:
    """Return the value as it is written in Ruby code."""
    pieces = Pieces()
    _inspect(value, pieces)
    return pieces.text()


def _inspect(value: object, pieces: Pieces) -> None:
    if isinstance(value, list):
        pieces.add("[")
        for place, item in enumerate(value):
            pieces.add(", " if place else "")
            _inspect(item, pieces)
        pieces.add("]")
    elif isinstance(value, dict):
        pieces.add("{")
        for place, (key, item) in enumerate(value.items()):
            pieces.add(", " if place else "")
            _inspect(key, pieces)
            pieces.add("=>")
            _inspect(item, pieces)
        pieces.add("}")
    else:
        pieces.add(_inspected_scalar(value))


def _inspected_scalar(value: object) -> str:
    if value is None:
        return "nil"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        day = value.toordinal() + _JULIAN_DAY_OF_YEAR_1
        return f"#<Date: {value.isoformat()} (({day}j,0s,0n),+0s,2299161j)>"
    return to_s(value)


_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\v": "\\v", "\b": "\\b",
            "\a": "\\a", "\x1b": "\\e", '"': '\\"', "\\": "\\\\"}  # fmt: skip
_QUOTED = re.compile(r'["\\\x00-\x1f\x7f]|#(?=[{$@])')


def quoted(text: str) -> str:
    """Return ``text`` in Ruby's double quotes."""
    return f'"{_QUOTED.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char, f"\\{char}" if char == "#" else f"\\x{ord(char):02X}")


def _time_text(moment: dt.datetime) -> str:
    if moment.tzinfo is dt.UTC:
        return f"{moment.replace(tzinfo=None, microsecond=0).isoformat(' ')} UTC"
    return to_text(moment)


def equal(left: object, right: object) -> bool:
    """Ruby's ``==``: 1 is 1.0 but not true."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dt.date) or isinstance(right, dt.date):
        return type(left) is type(right) and left == right
    return bool(left == right)


def compare(left: object, right: object) -> int | None:
    """Ruby's ``<=>``: -1, 0 or 1, and None for what cannot be compared."""
    if (is_number(left) and is_number(right)) or (isinstance(left, str) and isinstance(right, str)):
        return _sign(left, right)
    if isinstance(left, dt.date) and type(left) is type(right):
        return _sign(left, right)
    if isinstance(left, Drop) and isinstance(right, Drop):
        left, right = [left["date"], left["path"]], [right["date"], right["path"]]
    if isinstance(left, list) and isinstance(right, list):
        return _compare_lists(left, right)
    return 0 if equal(left, right) else None


def _compare_lists(left: list[object], right: list[object]) -> int | None:
    for one, other in zip(left, right, strict=False):
        order = compare(one, other)
        if order != 0:
            return order
    return _sign(len(left), len(right))


def _sign(left: Any, right: Any) -> int:
    return bool(left > right) - bool(left < right)


def to_number(value: object) -> int | Decimal:
    """Return the number that arithmetic filters see; what is no number counts as 0."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(to_text(value).replace("Infinity", "inf"))
    if isinstance(value, str):
        text = value.strip(RUBY_SPACE)
        return Decimal(text) if _DECIMAL.fullmatch(text) else leading_integer(value)
    return 0


def from_number(value: int | Decimal) -> int | float:
    """Return a result of arithmetic as templates hold it; refuses endless numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if value.bit_length() > MOST_INTEGER_BITS:
        raise RenderError("a number became too large for the preview")
    return value


def leading_integer(value: object) -> int:
    """Ruby's ``to_i``."""
    if isinstance(value, str):
        found = _LEADING_INTEGER.match(value[:5000])
        return int(found[1].replace("_", "")[:4000]) if found else 0
    if isinstance(value, float):
        return int(value)
    return value if isinstance(value, int) else 0


def leading_float(text: str) -> float:
    """Ruby's ``to_f`` of a text."""
    found = _LEADING_FLOAT.match(text)
    return float(found[1].replace("_", "")) if found else 0.0


def to_integer(value: object) -> int:
    """Return a whole number where Liquid insists on one; raises RenderError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = to_s(value)
    if not _WHOLE.fullmatch(text) or len(text) > 4000:
        raise RenderError("invalid integer")
    return int(text.replace("_", ""))


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round half away from zero, as Ruby does."""
    with localcontext() as context:
        context.prec = 400
        return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def flatten(value: list[object]) -> list[object]:
    """Ruby's ``Array#flatten``."""
    flat: list[object] = []
    _flatten(value, flat)
    return flat


def _flatten(value: list[object], flat: list[object]) -> None:
    for item in value:
        if isinstance(item, list):
            _flatten(item, flat)
        else:
            flat.append(item)
    bounded(flat)


def bounded(value: object) -> object:
    """Return a value that a filter made; raises RenderError when it is too long."""
    if isinstance(value, str):
        too_long = len(value) > MOST_TEXT_CHARACTERS
    else:
        too_long = isinstance(value, list) and len(value) > MOST_ITEMS
    if too_long:
        raise RenderError("a value became too long for the preview")
    return value


def as_items(value: object) -> list[object]:
    """Return the items that a filter of lists works on: a list flattened, a map as one item."""
    if isinstance(value, list):
        return flatten(value)
    if value is None:
        return []
    if isinstance(value, Drop):
        return [*value]
    if isinstance(value, Mapping):
        return [value]
    return list(value) if isinstance(value, Range) else [value]


def size_of(value: object) -> int | None:
    """Ruby's ``size`` of what has one."""
    if isinstance(value, str | list | dict | Range | LazyMap):
        return len(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return max(8, (value.bit_length() + 7) // 8)
    return None


def first_of(value: object) -> object:
    """Ruby's ``first`` of a list, a map or a range; nil of anything else."""
    if isinstance(value, dict | Drop):
        return next(([key, item] for key, item in value.items()), None)
    if isinstance(value, list | Range):
        return next(islice(iter(value), 1), None)
    return None


def last_of(value: object) -> object:
    """Ruby's ``last`` of a list or a range; nil of anything else."""
    if isinstance(value, list):
        return value[-1] if value else None
    return value.last if isinstance(value, Range) else None
