"""What a date in front matter means to Jekyll, and writing one in the file's own style."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from editor.errors import EditorError
from editor.post.date_reading import DateParts, find_date_parts
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Value, read_plain, to_text

_ZONE_HOURS: Final = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip
_OFFSET: Final = re.compile(r"([+-])([0-9]{2})(:?)([0-9]{2})(?:\3([0-9]{2}))?")
_HOURS_ONLY: Final = re.compile(r"[+-][0-9]{2}")


class InvalidDateError(EditorError):
    """Jekyll cannot read the date, and stops the build of the whole site."""


def meaning(value: Value, zone: dt.tzinfo, *, now: dt.datetime | None = None) -> dt.datetime:
    """Return the moment that Jekyll takes ``value`` for, in ``zone``, to the second.

    This is ``Time.parse(value.to_s).localtime`` (``utils.rb#parse_date``). What the text leaves
    out, as the year in "9 Dec", comes from ``now``. Raises InvalidDateError.
    """
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0).astimezone(zone)
    try:
        if isinstance(value, dt.date):
            return _local(dt.datetime.combine(value, dt.time()), zone)
        parts = find_date_parts(to_text(value))
        return _moment(parts, zone, now or dt.datetime.now(zone))
    except (ValueError, OverflowError) as error:
        shown = to_text(value)
        said = f"“{shown[:60]}” is not a date" if shown else "The date is empty"
        raise InvalidDateError(
            f"{said}: Jekyll would stop the build of the whole site. Write one such as "
            "2025-12-31 18:00:00 +0100, or remove the line."
        ) from error


def _local(wall: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment of a wall clock, as Ruby's ``Time.local``.

    In the gap of spring the clock is taken on by an hour; of the two moments in the overlap of
    autumn, it is the later one.
    """
    early = wall.replace(tzinfo=zone, fold=0)
    moment = early.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall:  # no gap
        moment = wall.replace(tzinfo=zone, fold=1).astimezone(dt.UTC)
    return moment.astimezone(zone)


def _moment(parts: DateParts, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime:
    """Put the parts together as Ruby's ``Time.make_time``."""
    if parts.is_empty:
        raise ValueError("no time information")
    year = now.astimezone(zone).year if parts.year is None else parts.year
    offset = _zone_offset(parts.zone, year, zone) if parts.zone else None
    now = now.astimezone(zone if offset is None else dt.timezone(offset))
    if parts.year_day is not None:
        day = dt.date(year, 1, 1) + dt.timedelta(days=_in_range(parts.year_day, 1, 366) - 1)
        parts = replace(parts, year=_in_range(day.year, year, year), month=day.month, day=day.day)
    wall = _wall_clock(_fill_from_now(parts, now), offset)
    if offset is None:
        return _local(wall, zone)
    return wall.replace(tzinfo=dt.UTC).astimezone(zone)


def _fill_from_now(parts: DateParts, now: dt.datetime) -> list[int]:
    """Return year to second: what stands before the first part found is that of today."""
    found = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second]
    today = [now.year, now.month, now.day, now.hour, now.minute, now.second]
    first = next((place for place, part in enumerate(found) if part is not None), len(found))
    least = [1970, 1, 1, 0, 0, 0]
    rest = [low if part is None else part for part, low in zip(found, least, strict=True)]
    return today[:first] + rest[first:]


def _wall_clock(numbers: Sequence[int], offset: dt.timedelta | None) -> dt.datetime:
    """Return the time in UTC, or the local time when there is no offset.

    Ruby takes the 30th of February for 2 March, but knows no 32nd.
    """
    year, month, day, hour, minute, second = _to_utc(numbers, offset) if offset else numbers
    _in_range(second, 0, 60)
    _in_range(minute, 0, 59)
    _in_range(hour, 0, 24 if minute == second == 0 else 23)
    first = dt.date(_in_range(year, 1, 9999), _in_range(month, 1, 12), 1)
    return dt.datetime.combine(first, dt.time()) + dt.timedelta(
        days=_in_range(day, 1, 31) - 1, hours=hour, minutes=minute, seconds=second
    )


def _to_utc(numbers: Sequence[int], offset: dt.timedelta) -> list[int]:
    """Take an offset off the clock (``time.rb#apply_offset``).

    Only the parts that the offset has are brought into range, and past the end of a month comes
    its first day however far the clock goes.
    """
    date, clock = list(numbers[:3]), list(numbers[3:])
    direction = 1 if offset < dt.timedelta() else -1
    left = abs(int(offset.total_seconds()))
    for place, size in ((2, 60), (1, 60), (0, 24)):
        left, part = divmod(left, size)
        if part:
            carry, clock[place] = divmod(clock[place] + direction * part, size)
            left += direction * carry
    return (_move_day(date, direction * left, direction) if left else date) + clock


def _move_day(date: list[int], days: int, direction: int) -> list[int]:
    year, month, day = date[0], date[1], date[2] + days
    if direction > 0 and day > _days_in_month(year, month):
        return [year + 1, 1, 1] if month == 12 else [year, month + 1, 1]
    if direction < 0 and day < 1:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return [year, month, _days_in_month(year, month)]
    return [year, month, day]


def _days_in_month(year: int, month: int) -> int:
    return calendar.monthrange(year, _in_range(month, 1, 12))[1]


def _in_range(number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise ValueError("argument out of range")
    return number


def _zone_offset(name: str, year: int, zone: dt.tzinfo) -> dt.timedelta | None:
    """Return the offset that Ruby's ``Time.zone_offset`` knows; others are passed over."""
    name = name.upper()
    if match := _OFFSET.fullmatch(name):
        sign = -1 if match[1] == "-" else 1
        seconds = int(match[5] or 0)
        return sign * dt.timedelta(hours=int(match[2]), minutes=int(match[4]), seconds=seconds)
    if _HOURS_ONLY.fullmatch(name):
        return dt.timedelta(hours=int(name))
    if name in _ZONE_HOURS:
        return dt.timedelta(hours=_ZONE_HOURS[name])
    for month in (1, 7):
        moment = dt.datetime(_in_range(year, 1, 9999), month, 1, tzinfo=zone)
        if (moment.tzname() or "").upper() == name:
            return moment.utcoffset()
    return None


# --- writing -------------------------------------------------------------------------------


class ZoneStyle(Enum):
    """How the offset of a written date looks."""

    NONE = ""
    LETTER = "Z"
    HOURS = "+02"
    SHORT = "+0200"
    COLON = "+02:00"


_WRITTEN: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:(?P<separator>[Tt]|[ ]+)[0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?:(?P<gap>[ ]*)(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?))?)?"
)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a date is written; the default is what Jekyll documents.

    A date without an offset means UTC when it has seconds and no quotes, else local time.
    """

    separator: str = " "
    seconds: bool = True
    gap: str = " "
    zone: ZoneStyle = ZoneStyle.SHORT
    quoted: bool = False
    date_only: bool = False

    @classmethod
    def of(cls, source: str, quoted: bool) -> "DateStyle":
        """Return the style of ``source``, the default one for what is not written in digits."""
        match = _WRITTEN.fullmatch(source)
        if match is None:
            return cls(quoted=quoted)
        if match["separator"] is None:
            return cls(quoted=quoted, date_only=True)
        zone = match["zone"] or ""
        style = _ZONE_STYLES_BY_LENGTH[len(zone)]
        seconds = match["seconds"] is not None
        return cls(match["separator"], seconds, match["gap"] or "", style, quoted)

    def write(self, moment: dt.datetime) -> str:
        """Return the wall clock of ``moment``, with its own offset where the style has one."""
        day = moment.date().isoformat()
        if self.date_only:
            return day
        clock = f"{moment:%H:%M:%S}" if self.seconds else f"{moment:%H:%M}"
        offset = f"{moment:%z}"[:5]
        zones = {
            ZoneStyle.NONE: "",
            ZoneStyle.LETTER: "Z",
            ZoneStyle.HOURS: offset[:3],
            ZoneStyle.SHORT: offset,
            ZoneStyle.COLON: f"{offset[:3]}:{offset[3:]}",
        }
        gap = self.gap if self.zone is not ZoneStyle.NONE else ""
        return f"{day}{self.separator}{clock}{gap}{zones[self.zone]}"


_ZONE_STYLES_BY_LENGTH: Final = {len(style.value): style for style in ZoneStyle}


def write_like(current: str | None, quoted: bool, moment: dt.datetime, zone: dt.tzinfo) -> str:
    """Return the text that means ``moment``, in the style of ``current`` where it can be had.

    ``quoted`` tells whether the text will stand in quotes. Without a present text, and where its
    style cannot say the moment (a day alone, seconds, the hour that comes twice in autumn), it is
    ``YYYY-MM-DD HH:MM:SS ±ZZZZ``. What is written was read back with :func:`meaning`.
    """
    style = DateStyle(quoted=quoted) if current is None else DateStyle.of(current, quoted)
    own_offset = _own_offset(current, zone) if current else None
    return _write(style, moment, zone, own_offset)


def _write(
    style: DateStyle, moment: dt.datetime, zone: dt.tzinfo, own_offset: dt.tzinfo | None = None
) -> str:
    moment = moment.replace(microsecond=0)
    for text in _writings(style, moment, zone, own_offset):
        value: Value = text if style.quoted else read_plain(text)
        try:
            if _is_moment(meaning(value, zone), moment):
                return text
        except InvalidDateError:
            continue
    raise InvalidDateError(
        f"The date {moment:%d %B} {moment.year} cannot be written so that Jekyll reads it."
    )


def _writings(
    style: DateStyle, moment: dt.datetime, zone: dt.tzinfo, own_offset: dt.tzinfo | None
) -> Iterator[str]:
    default = DateStyle(quoted=style.quoted)
    if style.zone is ZoneStyle.LETTER:
        yield style.write(moment.astimezone(dt.UTC))
    elif own_offset is not None and style.zone is not ZoneStyle.NONE:
        yield style.write(moment.astimezone(own_offset))
    elif (
        style.zone is ZoneStyle.NONE and style.seconds and not style.quoted and not style.date_only
    ):
        yield style.write(moment.astimezone(dt.UTC))
    yield style.write(moment.astimezone(zone))
    yield default.write(moment.astimezone(zone))
    yield default.write(moment.astimezone(dt.UTC))


def _own_offset(current: str, zone: dt.tzinfo) -> dt.tzinfo | None:
    """Return the offset that ``current`` names, if it is not just the site's at that time."""
    parts = find_date_parts(current)
    if parts.zone is None or not _OFFSET_START.match(parts.zone):
        return None
    try:
        moment = meaning(current, zone)
        offset = _zone_offset(parts.zone, moment.year, zone)
        return (
            None if offset in {None, moment.utcoffset()} else dt.timezone(offset or dt.timedelta())
        )
    except (InvalidDateError, ValueError):
        return None


_OFFSET_START: Final = re.compile("[+-]")


def set_date(
    front_matter: FrontMatter,
    key: str,
    moment: dt.datetime,
    zone: dt.tzinfo,
    *,
    style: DateStyle | None = None,
    order: Sequence[str] = (),
) -> FrontMatter:
    """Return the front matter with a date that Jekyll takes for ``moment``.

    A present date keeps its style; a new one gets ``style``. Returns ``front_matter`` itself when
    its date means that moment already. Raises InvalidDateError and CannotEditError.
    """
    moment = moment.replace(microsecond=0)
    if key in front_matter and _means(front_matter.get(key), moment, zone):
        return front_matter
    written = front_matter.written(key)
    if written is not None:
        text, quote = written
        return front_matter.set_plain(
            key, write_like(text or None, quote is not None, moment, zone), order=order
        )
    text = _write(style or DateStyle(), moment, zone)
    if style is not None and style.quoted:
        return front_matter.set(key, text, order=order)
    return front_matter.set_plain(key, text, order=order)


def _means(value: Value, moment: dt.datetime, zone: dt.tzinfo) -> bool:
    try:
        return _is_moment(meaning(value, zone), moment)
    except InvalidDateError:
        return False


def _is_moment(one: dt.datetime, other: dt.datetime) -> bool:
    """Compare in UTC: Python takes the two equal hours of one zone's autumn for the same."""
    return one.astimezone(dt.UTC) == other.astimezone(dt.UTC)
