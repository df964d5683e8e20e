"""Filters of dates."""

import datetime as dt
import re

from editor.post.date_reading import find_date_parts
from editor.post.dates import InvalidDateError, meaning
from editor.render.liquid.context import Context
from editor.render.liquid.errors import JekyllTagError
from editor.render.liquid.filters.calls import services_of, with_context
from editor.render.liquid.strftime import strftime
from editor.render.liquid.values import inspect, to_s

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_SECONDS = re.compile(r"\d+", re.ASCII)
_FARTHEST_SECONDS = 253_402_300_799  # the end of the year 9999


def to_moment(context: Context, value: object) -> dt.date | None:
    """Return the moment that a value means to Liquid; None for what is no date."""
    if isinstance(value, dt.date):
        return value
    now = services_of(context).now
    text = value.lower() if isinstance(value, str) else value
    if text in ("now", "today"):
        return now
    if isinstance(text, int) and not isinstance(text, bool):
        return _from_seconds(text, now)
    if not isinstance(text, str) or not text:
        return None
    if _SECONDS.fullmatch(text):
        return _from_seconds(int(text[:15]), now)
    return _from_text(text, now)


def _from_seconds(seconds: int, now: dt.datetime) -> dt.datetime | None:
    if abs(seconds) > _FARTHEST_SECONDS:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone(now.tzinfo)


def _from_text(text: str, now: dt.datetime) -> dt.datetime | None:
    assert now.tzinfo is not None
    try:
        moment = meaning(text, now.tzinfo, now=now)
        zone = find_date_parts(text).zone
    except (InvalidDateError, ValueError, OverflowError):
        return None
    if zone is None:
        return moment
    offset = _OFFSET.fullmatch(zone)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        minutes = sign * (int(offset[2]) * 60 + int(offset[3]))
        return moment.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))
    return moment.astimezone(dt.UTC) if zone.lower() in ("z", "utc") else moment


def date(context: Context, value: object, pattern: object) -> object:
    """Write a date as ``strftime`` does; what is no date stays as it is."""
    if not to_s(pattern):
        return value
    moment = to_moment(context, value)
    return value if moment is None else strftime(moment, to_s(pattern))


def local_moment(context: Context, value: object) -> dt.datetime:
    """Return the moment in the site's zone; raises JekyllTagError for what is no date."""
    moment = to_moment(context, value)
    zone = services_of(context).now.tzinfo
    if moment is None:
        raise JekyllTagError(f"Invalid Date: '{inspect(value)}' is not a valid datetime.")
    if isinstance(moment, dt.datetime):
        return moment.astimezone(zone)
    assert zone is not None
    return meaning(moment, zone)


def date_to_xmlschema(context: Context, value: object) -> object:
    """Write a date as XML does."""
    if not to_s(value):
        return value
    return strftime(local_moment(context, value), "%Y-%m-%dT%H:%M:%S%:z")


def date_to_rfc822(context: Context, value: object) -> object:
    """Write a date as mail does."""
    if not to_s(value):
        return value
    return strftime(local_moment(context, value), "%a, %d %b %Y %H:%M:%S %z")


def date_to_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    """Write a date such as 07 Nov 2008."""
    return _written(context, value, "%b", kind, style)


def date_to_long_string(
    context: Context, value: object, kind: object = None, style: object = None
) -> object:
    """Write a date such as 07 November 2008."""
    return _written(context, value, "%B", kind, style)


def _written(context: Context, value: object, month: str, kind: object, style: object) -> object:
    if not to_s(value):
        return value
    moment = local_moment(context, value)
    if kind != "ordinal":
        return strftime(moment, f"%d {month} %Y")
    day = f"{moment.day}{_ordinal(moment.day)}"
    return strftime(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _ordinal(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


FILTERS = with_context(
    {
        "date": date,
        "date_to_xmlschema": date_to_xmlschema,
        "date_to_rfc822": date_to_rfc822,
        "date_to_string": date_to_string,
        "date_to_long_string": date_to_long_string,
    }
)
