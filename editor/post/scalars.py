"""How Jekyll types a plain scalar, and how to write a string that it reads back as that string.

Jekyll reads front matter with safe_yaml 1.0.5, whose rules are its own (``transform/*.rb``):
neither YAML 1.1 nor 1.2, and neither PyYAML's nor Psych's.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import Final

from editor.post.errors import CannotEditError, FrontMatterError

Scalar = str | int | float | bool | None | dt.date | dt.datetime
Value = Scalar | list["Value"] | dict[str, "Value"]


class Quote(Enum):
    """The quotes around a string in YAML."""

    DOUBLE = '"'
    SINGLE = "'"


_WORDS: Final[dict[str, bool | None]] = {
    "yes": True,
    "on": True,
    "true": True,
    "no": False,
    "off": False,
    "false": False,
    "": None,
    "~": None,
    "null": None,
}
_LIMITLESS: Final = {
    ".inf": float("inf"),
    ".Inf": float("inf"),
    ".INF": float("inf"),
    "-.inf": float("-inf"),
    "-.Inf": float("-inf"),
    "-.INF": float("-inf"),
    ".nan": float("nan"),
    ".NaN": float("nan"),
    ".NAN": float("nan"),
}

# Only what begins like this can be anything but a word: most scalars are told apart at once.
_MAYBE_NUMBER: Final = re.compile(r"[-+.,_0-9]")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL: Final = re.compile(r"0[0-7]+")
_HEXADECIMAL: Final = re.compile(r"[-+]?0[xX][0-9a-fA-F]+")
_BINARY: Final = re.compile(r"0b[01]+")
_SEXAGESIMAL: Final = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?")
_SEXAGESIMAL_FLOAT: Final = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*")
_RUBY_DIGITS: Final = re.compile(r"[-+]?[0-9]*(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?(?:[eE].*)?")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|\s+)"
    r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?\s*"
    r"(?:Z|([-+])([0-9]{1,2})(?::?([0-9]{2}))?)?",
    re.ASCII,
)
_CALENDAR_REFORM: Final = (dt.date(1582, 10, 5), dt.date(1582, 10, 14))
_LONGEST_NUMBER: Final = 4000  # digits; Python refuses to convert longer ones


def read_plain(text: str) -> Scalar:
    """Return what Jekyll makes of an unquoted scalar (safe_yaml ``transform.rb``).

    Raises FrontMatterError for the few texts on which Jekyll itself fails, such as ``1.0_``.
    """
    if _MAYBE_NUMBER.match(text):
        return _read_number_or_date(text)
    if len(text) <= 5:
        return _WORDS.get(text.lower(), text)
    return text


def _read_number_or_date(text: str) -> Scalar:
    bare = text.replace("_", "").replace(",", "")
    if len(bare) > _LONGEST_NUMBER:
        return text
    for pattern, convert in _INTEGERS:
        if pattern.fullmatch(bare):
            return convert(bare)
    if _FLOAT.fullmatch(text):
        return _ruby_float(text)
    if text in _LIMITLESS:
        return _LIMITLESS[text]
    if _SEXAGESIMAL_FLOAT.fullmatch(text):
        return _sexagesimal(text)
    return _read_date(text)


def _ruby_float(text: str) -> float:
    """Convert as Ruby's ``Float()``, which wants digits on both sides of an underscore."""
    if "_" in text and not _RUBY_DIGITS.fullmatch(text):
        raise FrontMatterError(f"Jekyll takes “{text}” for a broken number: put it in quotes")
    return float(text.replace("_", ""))


def _sexagesimal(text: str) -> float:
    """Convert ``12:30`` to 750.0; the minus sign counts twice, as in ``parse/sexagesimal.rb``."""
    whole, _, fraction = text.partition(".")
    if whole.count(":") > 170:  # more than a float can hold
        return float("inf")
    total = 0.0
    for place, part in enumerate(reversed(whole.split(":"))):
        total += _ruby_float(part) * 60.0**place
    if fraction:
        total += _ruby_float("." + fraction)
    return -total if text.startswith("-") else total


_INTEGERS: Final[tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...]] = (
    (_DECIMAL, int),
    (_OCTAL, lambda bare: int(bare, 8)),
    (_HEXADECIMAL, lambda bare: int(bare, 16)),
    (_BINARY, lambda bare: int(bare, 2)),
    (_SEXAGESIMAL, _sexagesimal),
)


def _read_date(text: str) -> Scalar:
    """Read a date or a time; one that no calendar has stays a string (``to_date.rb``)."""
    if match := _DATE.fullmatch(text):
        try:
            day = dt.date(*map(int, match.groups()))
        except ValueError:
            return text
        return text if _CALENDAR_REFORM[0] <= day <= _CALENDAR_REFORM[1] else day
    match = _TIME.fullmatch(text)
    if match is None:
        return text
    try:
        return _timestamp(match)
    except (ValueError, OverflowError):
        return text


def _timestamp(match: re.Match[str]) -> dt.datetime:
    """Build the moment as Ruby's ``DateTime.parse``: 24:00:00 and a 60th second are times too."""
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    if hour > 24 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("no such time of day")
    micros = int((match[7] or "").ljust(6, "0")[:6])
    zone = _fixed_zone(match[8], match[9], match[10])
    moment = dt.datetime(year, month, day, hour % 24, minute, min(second, 59), micros, zone)
    return moment + dt.timedelta(days=1) if hour == 24 else moment


def _fixed_zone(sign: str | None, hours: str | None, minutes: str | None) -> dt.timezone:
    if sign is None:
        return dt.UTC
    offset = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if offset > dt.timedelta(days=1):
        return dt.UTC  # Ruby warns that the invalid offset is ignored
    return dt.timezone(-offset if sign == "-" else offset)


def to_text(value: Value) -> str:
    """Return what Ruby's ``to_s`` makes of a value: the text that Jekyll works with."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value, infinity="Infinity", not_a_number="NaN")
    if isinstance(value, dt.datetime):
        return f"{value.replace(tzinfo=None, microsecond=0).isoformat(' ')} {value:%z}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _float_text(value: float, *, infinity: str, not_a_number: str) -> str:
    if value != value:  # noqa: PLR0124 (only NaN differs from itself)
        return not_a_number
    if abs(value) == float("inf"):
        return infinity if value > 0 else "-" + infinity
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    return text if not exponent or "." in mantissa else f"{mantissa}.0e{power}"


# --- writing -------------------------------------------------------------------------------

# What other readers of the same file (Psych, PyYAML, YAML 1.1) take for a boolean or nothing.
_FOREIGN_WORDS: Final = frozenset({"y", "n", *_WORDS})
_NEEDS_ESCAPE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLAIN_STARTS: Final = frozenset("/(_$")
_ENDS_PLAIN: Final = re.compile(r": |:$| #")
_ENDS_PLAIN_IN_FLOW: Final = re.compile(r"[\[\]{},:?]| #")
_WORDS_AFTER_NUMBER: Final = re.compile(r"[0-9]+ .*[^\W\d_]{2}")
_DOUBLE_ESCAPES: Final = {
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_DOUBLE_SPECIAL: Final = re.compile(_NEEDS_ESCAPE.pattern[:-1] + '"\\\\]')


def is_plain_safe(text: str, *, flow: bool = False) -> bool:
    """Tell whether ``text`` without quotes is read back as that very string by every reader.

    Careful rather than complete: what is not plainly a word or a sentence is not safe. ``flow``
    asks for a place inside ``[...]`` or ``{...}``.
    """
    if not text or text != text.strip() or not _starts_plain(text):
        return False
    if _NEEDS_ESCAPE.search(text) or (_ENDS_PLAIN_IN_FLOW if flow else _ENDS_PLAIN).search(text):
        return False
    if text[0].isdigit() and not _WORDS_AFTER_NUMBER.match(text):
        return False
    return text.lower() not in _FOREIGN_WORDS and read_plain(text) == text


def _starts_plain(text: str) -> bool:
    first = text[0]
    return (
        first.isalnum()
        or first in _PLAIN_STARTS
        or (first > "\x7f" and unicodedata.category(first)[0] in "LMNPS")
    )


def write_scalar(
    value: Scalar, quote: Quote = Quote.DOUBLE, *, flow: bool = False, forced: bool = False
) -> str:
    """Return the YAML text of one scalar, on one line.

    A string is quoted where it must be, or always when ``forced``, with ``quote`` if it can be
    (only double quotes can hold line breaks and control characters). Raises CannotEditError for
    half of a surrogate pair, which no UTF-8 file can hold.
    """
    if not isinstance(value, str):
        return _write_other(value, flow=flow)
    if not forced and is_plain_safe(value, flow=flow):
        return value
    return write_quoted(value, quote)


def write_quoted(text: str, quote: Quote) -> str:
    """Return ``text`` in quotes, in double ones where single ones cannot hold it."""
    if _SURROGATE.search(text):
        raise CannotEditError(
            "The text holds half of a character that cannot be saved as UTF-8. Nothing was "
            "changed; remove it and try again."
        )
    if quote is Quote.SINGLE and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _DOUBLE_SPECIAL.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _DOUBLE_ESCAPES:
        return _DOUBLE_ESCAPES[char]
    return f"\\x{ord(char):02X}" if char < "\xff" else f"\\u{ord(char):04X}"


def _write_other(value: int | float | bool | dt.date | None, *, flow: bool) -> str:
    if value is None:
        return "null" if flow else ""
    if isinstance(value, float):
        text = _float_text(value, infinity=".inf", not_a_number=".nan")
        mantissa, exponent, power = text.partition("e")
        return f"{mantissa}e{power if power[0] in '+-' else '+' + power}" if exponent else text
    if isinstance(value, dt.datetime) and value.microsecond:
        return f"{value.replace(tzinfo=None).isoformat(' ')} {value:%z}"
    return to_text(value)
