"""What Ruby's ``Date._parse`` finds in a text: the parts of a date, in whatever order it guesses.

A table of notations, tried in Ruby's order (date 3.2, ``date_parse.c``); the first that fits
wins, and what it matched is blanked out. Only what ``Time.parse`` makes use of is found. Most dates
are written in one of three notations: the expressions of the others are compiled when they are
tried.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

LONGEST_DATE: Final = 128  # characters; Ruby refuses longer texts

Match = re.Match[str]

_DAYS: Final = "sun|mon|tue|wed|thu|fri|sat"
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_NUMBERS: Final = {name: number for number, name in enumerate(_MONTHS.split("|"), 1)}
_ERA_BASES: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_ERA: Final = r"(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))"


@dataclass(slots=True)
class DateParts:
    """The numbers found; what was not found is None. Seconds come without their fraction."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    has_fraction: bool = False
    zone: str | None = None
    before_christ: bool = field(default=False, repr=False)
    short_year: bool = field(default=True, repr=False)  # 25 may mean 2025

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that ``Time.parse`` could use."""
        numbers = (self.year, self.month, self.day, self.year_day)
        times = (self.hour, self.minute, self.second)
        return all(part is None for part in numbers + times) and not self.has_fraction


def find_date_parts(text: str) -> DateParts:
    """Return what stands in ``text`` as Ruby's ``Date._parse(text)`` finds it.

    Raises ValueError for texts that Ruby refuses as too long.
    """
    if len(text) > LONGEST_DATE:
        raise ValueError("too long for a date")
    text = _NOISE.sub(" ", text)
    parts = DateParts()
    for notation in _WEEKDAY_AND_TIME:
        text, _ = notation.apply(text, parts)
    for notation in _DATES:
        text, found = notation.apply(text, parts)
        if found:
            break
    for notation in _AFTERWARDS:
        text, _ = notation.apply(text, parts)
    if parts.year is not None:
        if parts.before_christ:
            parts.year = 1 - parts.year
        if parts.short_year and 0 <= parts.year <= 99:
            parts.year += 1900 if parts.year >= 69 else 2000
    return parts


@dataclass(frozen=True, slots=True)
class _Notation:
    """One way to write a part of a date, tried only where its kinds of characters occur.

    ``rule`` and ``unless`` are regular expressions, with the names that ``_compiled`` knows.
    """

    needs: str
    rule: str
    read: Callable[[DateParts, Match], None]
    unless: str | None = None

    def apply(self, text: str, parts: DateParts) -> tuple[str, bool]:
        if not all(_CLASSES[kind].search(text) for kind in self.needs):
            return text, False
        if self.unless is not None and _compiled(self.unless).search(text):
            return text, False
        match = _compiled(self.rule).search(text)
        if match is None:
            return text, False
        self.read(parts, match)
        return text[: match.start()] + " " + text[match.end() :], True


_NOISE: Final = re.compile(r"(?:[^-+',./:@\[\]\w]|_)+")
_CLASSES: Final = {
    "a": re.compile("[A-Za-z]"),
    "0": re.compile("[0-9]"),
    "-": re.compile("-"),
    ".": re.compile(r"\."),
    "/": re.compile("/"),
}


@cache
def _compiled(source: str) -> re.Pattern[str]:
    names = {"NUMBER": r"(?<!\d)\d", "MONTHS": _MONTHS, "DAYS": _DAYS, "ERA": _ERA}
    for name, pattern in names.items():
        source = source.replace(name, pattern)
    return re.compile(source, re.IGNORECASE | re.ASCII)


def _month_number(name: str) -> str:
    return str(_MONTH_NUMBERS[name[:3].lower()])


_TIME_OF_DAY: Final = _compiled(
    r"\A(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?"
)


def _read_time(parts: DateParts, match: Match) -> None:
    if match[2] is not None:
        parts.zone = match[2]
    time = _TIME_OF_DAY.match(match[1])
    if time is None:
        return
    hour = int(time[1])
    if time[5]:
        hour = hour % 12 + (12 if time[5] in "pP" else 0)
    parts.hour = hour
    parts.minute = int(time[2]) if time[2] else None
    parts.second = int(time[3]) if time[3] else None
    parts.has_fraction = time[4] is not None


def _set_date(
    parts: DateParts, year: str | None, month: str | None, day: str | None, *, bc: bool = False
) -> None:
    """Tell which of three texts is the year, the month and the day (``date_parse.c#s3e``)."""
    year, month, day = _order_parts(year, month, day)
    if year is not None and (found := re.search(r"[-+]?[0-9]+", year)):
        parts.year = int(found[0])
        if found[0][0] in "-+" or len(found[0]) > 2:
            parts.short_year = False
    if bc:
        parts.before_christ = True
    if month is not None and (found := re.search(r"[0-9]+", month)):
        parts.month = int(found[0])
    if day is not None and (found := re.search(r"[0-9]+", day)):
        parts.day = int(found[0])


def _order_parts(
    year: str | None, month: str | None, day: str | None
) -> tuple[str | None, str | None, str | None]:
    if year is not None and month is not None and day is None:
        year, month, day = None, year, month
    if year is None and day is not None and (len(day) > 2 or day.startswith("'")):
        year, day = day, None
    number = re.search(r"[-+][0-9]*|[0-9]+", year or "")
    if number is not None and number.end() < len(year or ""):
        year, day = day, number[0]  # the day, as in "9th"
    if month is not None and _is_year(month):
        year, month, day = month, day, year
    if day is not None and _is_year(day):
        year, day = day, year
    return year, month, day


def _is_year(part: str) -> bool:
    return part.startswith("'") or len(part) > 2


def _read_european(parts: DateParts, match: Match) -> None:
    era = match[3] or ""
    _set_date(parts, match[4], _month_number(match[2]), match[1], bc=era[:1] in {"b", "B"})


def _read_american(parts: DateParts, match: Match) -> None:
    era = match[3] or ""
    _set_date(parts, match[4], _month_number(match[1]), match[2], bc=era[:1] in {"b", "B"})


def _read_three(parts: DateParts, match: Match) -> None:
    _set_date(parts, match[1], match[2], match[3])


def _read_day_month_year(parts: DateParts, match: Match) -> None:
    _set_date(parts, match[3], _month_number(match[2]), match[1])


def _read_month_day_year(parts: DateParts, match: Match) -> None:
    _set_date(parts, match[3], _month_number(match[1]), match[2])


def _read_japanese(parts: DateParts, match: Match) -> None:
    parts.year = int(match[2]) + _ERA_BASES[match[1].lower()]
    parts.month, parts.day = int(match[3]), int(match[4])


def _read_nothing(parts: DateParts, match: Match) -> None:
    """Blank out what Ruby reads and ``Time.parse`` has no use for, as the day of the week."""


def _read_month_and_day(parts: DateParts, match: Match) -> None:
    parts.month = int(match[1]) if match[1] else parts.month
    parts.day = int(match[2]) if match[2] else parts.day


def _read_year_day(parts: DateParts, match: Match) -> None:
    parts.year, parts.year_day = int(match[1]), int(match[2])


def _read_day_of_year(parts: DateParts, match: Match) -> None:
    parts.year_day = int(match[1])


def _read_year(parts: DateParts, match: Match) -> None:
    parts.year = int(match[1])


def _read_month(parts: DateParts, match: Match) -> None:
    parts.month = int(_month_number(match[1]))


def _read_day(parts: DateParts, match: Match) -> None:
    parts.day = int(match[1])


# How many digits go to what, for a run of digits alone: "Y4" is a year in full, "y2" may be short.
# Before a fraction the run is read from its end, as a time.
_RUNS: Final = {
    2: "d2", 3: "j3", 4: "m2 d2", 5: "y2 j3", 6: "y2 m2 d2", 7: "y4 j3", 8: "Y4 m2 d2",
    10: "Y4 m2 d2 H2", 12: "Y4 m2 d2 H2 M2", 14: "Y4 m2 d2 H2 M2 S2",
}  # fmt: skip
_RUNS_BEFORE_FRACTION: Final = {
    2: "S2", 3: "M1 S2", 4: "M2 S2", 5: "H1 M2 S2", 6: "H2 M2 S2", 7: "d1 H2 M2 S2",
    8: "d2 H2 M2 S2", 10: "m2 d2 H2 M2 S2", 12: "y2 m2 d2 H2 M2 S2", 14: "Y4 m2 d2 H2 M2 S2",
}  # fmt: skip
_TIME_RUNS: Final = {2: "H2", 4: "H2 M2", 6: "H2 M2 S2"}
_TIME_RUNS_BEFORE_FRACTION: Final = {2: "S2", 4: "M2 S2", 6: "H2 M2 S2"}
_RUN_PARTS: Final = {
    "Y": "year", "y": "year", "m": "month", "d": "day", "j": "year_day",
    "H": "hour", "M": "minute", "S": "second",
}  # fmt: skip


def _read_digits(parts: DateParts, match: Match) -> None:
    sign, digits, time, fraction, zone = match.groups()
    runs = _RUNS_BEFORE_FRACTION if time is None and fraction is not None else _RUNS
    _take_run(parts, digits, runs.get(len(digits), ""), negative=sign == "-")
    if time is not None:
        times = _TIME_RUNS if fraction is None else _TIME_RUNS_BEFORE_FRACTION
        _take_run(parts, time, times.get(len(time), ""))
    parts.has_fraction = parts.has_fraction or fraction is not None
    if zone is not None:
        inside = zone.strip("[]")
        parts.zone = inside.partition(":")[2] or inside if zone.startswith("[") else zone


def _take_run(parts: DateParts, digits: str, layout: str, *, negative: bool = False) -> None:
    for item in layout.split():
        number, digits = int(digits[: int(item[1])]), digits[int(item[1]) :]
        if item[0] in "yY":
            number = -number if negative else number
            parts.short_year = parts.short_year and item[0] == "y"
        setattr(parts, _RUN_PARTS[item[0]], number)


def _read_before_christ(parts: DateParts, match: Match) -> None:
    parts.before_christ = True


def _read_left_over(parts: DateParts, match: Match) -> None:
    number = int(match[1])
    if parts.hour is not None and parts.day is None and 1 <= number <= 31:
        parts.day = number
    if parts.day is not None and parts.hour is None and 0 <= number <= 24:
        parts.hour = number


_WEEKDAY_AND_TIME: Final = (
    _Notation("a", r"\b(DAYS)[^-/\d\s]*", _read_nothing),
    _Notation(
        "0",
        (
            r"(NUMBER+\s*(?:(?::\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|h(?:\s*\d+m?(?:\s*\d+s?)?)?)"
            r"(?:\s*[ap](?:m\b|\.m\.))?|[ap](?:m\b|\.m\.)))"
            r"(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?"
            r"|[a-z.\s]+(?:standard|daylight)\stime\b|[a-z]+(?:\sdst)?\b))?"
        ),
        _read_time,
    ),
)
_DATES: Final = (
    _Notation(
        "a0",
        (
            r"('?NUMBER+)[^-\d\s]*\s*(MONTHS)[^-\d\s']*"
            r"(?:\s*(?:\bERA(?!(?<!\.)[a-z]))?\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?"
        ),
        _read_european,
    ),
    _Notation(
        "a0",
        r"\b(MONTHS)[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*ERA?\s*('?-?\d+))?",
        _read_american,
    ),
    _Notation("0-", r"('?[-+]?NUMBER+)-(\d+)-('?-?\d+)", _read_three),
    _Notation("0.", r"\b([mtshr])(\d+)\.(\d+)\.(\d+)", _read_japanese),
    _Notation("a0-", r"('?-?NUMBER+)-(MONTHS)[^-/.]*-('?-?\d+)", _read_day_month_year),
    _Notation("a0-", r"\b(MONTHS)[^-/.]*-('?\d+)(?:-('?-?\d+))?", _read_month_day_year),
    _Notation("0/", r"('?-?NUMBER+)/\s*('?\d+)(?:[^0-9]\s*('?-?\d+))?", _read_three),
    _Notation("0.", r"('?-?NUMBER+)\.\s*('?\d+)\.\s*('?-?\d+)", _read_three),
    _Notation("0", r"\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b", _read_nothing),
    _Notation("0", r"-w-(\d)\b", _read_nothing),
    _Notation("0", r"--(\d{2})?-(\d{2})\b", _read_month_and_day),
    _Notation("0", r"--(\d{2})(\d{2})?\b", _read_month_and_day),
    _Notation(
        "0",
        r"\b(\d{2}|\d{4})-(\d{3})\b",
        _read_year_day,
        unless=r"[,.](\d{2}|\d{4})-\d{3}\b",
    ),
    _Notation("0", r"\b-(\d{3})\b", _read_day_of_year, unless=r"\d-\d{3}\b"),
    _Notation("0", r"'(\d+)\b", _read_year),
    _Notation("a", r"\b(MONTHS)\S*", _read_month),
    _Notation("0", r"(NUMBER+)(st|nd|rd|th)\b", _read_day),
    _Notation(
        "0",
        (
            r"([-+]?)(NUMBER{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?"
            r"(?:\s*(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?"
        ),
        _read_digits,
    ),
)
_AFTERWARDS: Final = (
    _Notation("a", r"\b(bc\b|bce\b|b\.c\.|b\.c\.e\.)", _read_before_christ),
    _Notation("0", r"\A\s*(\d{1,2})\s*\Z", _read_left_over),
)
