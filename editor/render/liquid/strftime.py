"""``strftime`` as Ruby has it: flags, widths, and English names on every computer."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from editor.render.liquid.errors import RenderError

_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d*)([a-zA-Z%+])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_WIDEST = 1024
_LONGEST_PATTERN = 2000


def strftime(moment: dt.date, pattern: str) -> str:
    """Return ``moment`` written as ``pattern`` says; a day alone is its midnight in UTC."""
    if len(pattern) > _LONGEST_PATTERN:
        raise RenderError("the form of a date is too long for the preview")
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(), dt.timezone(dt.timedelta()))
    return _DIRECTIVE.sub(lambda found: _written(moment, found), pattern)


def _written(moment: dt.datetime, found: re.Match[str]) -> str:
    flags, width, letter = found.groups()
    if letter in _COMPOSED:
        text = strftime(moment, _COMPOSED[letter])
        return _padded(text, flags, width, 0, " ")
    if letter == "z":
        return _offset(moment, flags.count(":"))
    if letter in "NL":
        digits = min(int(width or (9 if letter == "N" else 3)), 30)
        return f"{moment.microsecond:06}000".ljust(digits, "0")[:digits]
    number = _NUMBERS.get(letter)
    if number is not None:
        read, least, filler = number
        return _padded(str(read(moment)), flags, width, least, filler)
    if letter not in _TEXTS:
        return found[0]
    return _padded(_cased(_TEXTS[letter](moment), flags, letter), flags, width, 0, " ")


def _cased(text: str, flags: str, letter: str) -> str:
    if "^" in flags:
        return text.upper()
    if "#" in flags:
        return text.lower() if letter in "pZ" else text.upper()
    return text


def _padded(text: str, flags: str, width: str, least: int, filler: str) -> str:
    for flag in flags:
        if flag == "-":
            return text
        filler = {"0": "0", "_": " "}.get(flag, filler)
    wanted = min(int(width), _WIDEST) if width else least
    if filler == "0" and text.startswith("-"):
        return "-" + text[1:].rjust(wanted - 1, "0")
    return text.rjust(wanted, filler)


def _offset(moment: dt.datetime, colons: int) -> str:
    offset = moment.utcoffset() or dt.timedelta()
    sign = "-" if offset < dt.timedelta() else "+"
    seconds = abs(int(offset.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    if colons == 0:
        return f"{sign}{hours:02}{minutes:02}"
    text = f"{sign}{hours:02}:{minutes:02}"
    return text if colons == 1 else f"{text}:{seconds % 60:02}"


def _zone_name(moment: dt.datetime) -> str:
    """A bare offset has no name in Ruby."""
    bare = isinstance(moment.tzinfo, dt.timezone) and moment.tzinfo is not dt.UTC
    return "" if bare else moment.tzname() or ""


def _half_day_hour(moment: dt.datetime) -> int:
    return moment.hour % 12 or 12


def _week_of_year(moment: dt.datetime, first_day: int) -> int:
    weekday = (moment.isoweekday() - first_day) % 7
    return (moment.timetuple().tm_yday + 6 - weekday) // 7


Reader = Callable[[dt.datetime], object]

_NUMBERS: Mapping[str, tuple[Reader, int, str]] = {
    "Y": (lambda moment: f"{moment.year:04}", 0, "0"),
    "C": (lambda moment: moment.year // 100, 2, "0"),
    "y": (lambda moment: moment.year % 100, 2, "0"),
    "m": (lambda moment: moment.month, 2, "0"),
    "d": (lambda moment: moment.day, 2, "0"),
    "e": (lambda moment: moment.day, 2, " "),
    "j": (lambda moment: moment.timetuple().tm_yday, 3, "0"),
    "H": (lambda moment: moment.hour, 2, "0"),
    "k": (lambda moment: moment.hour, 2, " "),
    "I": (_half_day_hour, 2, "0"),
    "l": (_half_day_hour, 2, " "),
    "M": (lambda moment: moment.minute, 2, "0"),
    "S": (lambda moment: moment.second, 2, "0"),
    "u": (lambda moment: moment.isoweekday(), 1, "0"),
    "w": (lambda moment: moment.isoweekday() % 7, 1, "0"),
    "G": (lambda moment: f"{moment.isocalendar().year:04}", 0, "0"),
    "g": (lambda moment: moment.isocalendar().year % 100, 2, "0"),
    "V": (lambda moment: moment.isocalendar().week, 2, "0"),
    "U": (lambda moment: _week_of_year(moment, 7), 2, "0"),
    "W": (lambda moment: _week_of_year(moment, 1), 2, "0"),
    "s": (lambda moment: int(moment.timestamp()), 1, "0"),
}
_TEXTS: Mapping[str, Callable[[dt.datetime], str]] = {
    "B": lambda moment: _MONTHS[moment.month - 1],
    "b": lambda moment: _MONTHS[moment.month - 1][:3],
    "h": lambda moment: _MONTHS[moment.month - 1][:3],
    "A": lambda moment: _DAYS[moment.isoweekday() % 7],
    "a": lambda moment: _DAYS[moment.isoweekday() % 7][:3],
    "P": lambda moment: "am" if moment.hour < 12 else "pm",
    "p": lambda moment: "AM" if moment.hour < 12 else "PM",
    "Z": _zone_name,
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}
_COMPOSED = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "v": "%e-%^b-%Y",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "+": "%a %b %e %H:%M:%S %Z %Y",
}
