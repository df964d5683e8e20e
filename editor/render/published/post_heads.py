"""When a post is dated, read out of its first lines: what 20,000 posts are put in order by.

Only what is written as nearly everybody writes it is read here. For everything else there is no
answer, and the one reader of posts, ``editor.site.reading``, is asked.
"""

import datetime as dt
import os
import re
from dataclasses import dataclass, field

from editor.post.dates import meaning
from editor.render.published.stamps import Stamp
from editor.site.layout import parse_draft_name

_HEAD_BYTES = 4 * 1024
_MOST_HEAD_BYTES = 16 * 1024
_FENCE = b"---"
_TOLD = re.compile(rb"\n(?:date:[ \t]*([^\n]*)|(published|draft|<<|[\"'?{ \t&!]))")
"""A date, or what the date and the state of a post may hide behind."""

_SCALAR = rb"[^\x00-\x20\x7f?:,\[\]{}\#&*!|>'\"%@`-](?:[^:#\r\n]|:(?=[^ \r\n])|(?<=[^ ])\#)*+"
_VALUE = rb"(?:%b|\"[^\"\\\r\n]*\"|'[^'\r\n]*'|\[(?:[\w ,./-]|[\x80-\xff])*\])[ ]*" % _SCALAR
_PAIR = rb"[A-Za-z_][\w-]*:[ ]+%b" % _VALUE
_SOUND = re.compile(
    rb"---[ \t]*\r?(?:\n(?:%b|[A-Za-z_][\w-]*:[ ]*(?:(?:\r?\n[ ]*-[ ]+%b)+|\r?\n([ ]+)%b"
    rb"(?:\r?\n\1%b)*)?|\#[^\r\n]*|)\r?)*" % (_PAIR, _VALUE, _PAIR, _PAIR)
)
"""Front matter that YAML can read whatever it says; there is more of that."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[ Tt]+(\d{1,2}):(\d{2}):(\d{2})"
    r"(?:[ ]*(?:(Z)|([+-])(\d{2}):?(\d{2})))?",
    re.ASCII,
)
_DAY_SECONDS = 86_400
_FIRST_DAY = dt.date(1970, 1, 1).toordinal()
_BLOCK_DAYS = 8
"""Days of which the first and the last tell the offset of all: no zone changes twice in them."""

_READ_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(slots=True)
class DayStarts:
    """When each day begins in a zone, in seconds since 1970."""

    zone: dt.tzinfo
    _offsets: dict[int, int | None] = field(default_factory=dict)

    def of(self, day: dt.date) -> int:
        """Return the beginning of a day; raises ValueError or OverflowError at the ends of time."""
        ordinal = day.toordinal()
        offset = self._offset(ordinal // _BLOCK_DAYS)
        if offset is None:
            return int(meaning(day, self.zone).timestamp())
        return (ordinal - _FIRST_DAY) * _DAY_SECONDS - offset

    def _offset(self, block: int) -> int | None:
        if block not in self._offsets:
            first = self._offset_at(block * _BLOCK_DAYS)
            last = self._offset_at((block + 1) * _BLOCK_DAYS)
            self._offsets[block] = first if first == last else None
        return self._offsets[block]

    def _offset_at(self, ordinal: int) -> int:
        midnight = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time())
        offset = self.zone.utcoffset(midnight)
        return int(offset.total_seconds()) if offset else 0


def read_head(path: str) -> tuple[bytes | None, Stamp | None]:
    """Return the front matter of a file without its last fence, and the stamp of the file.

    The front matter is empty where there is none, and None where the file has to be read with
    care or cannot be read.
    """
    try:
        descriptor = os.open(path, _READ_FLAGS)
        try:
            status = os.fstat(descriptor)
            data = os.read(descriptor, _HEAD_BYTES)
            if len(data) == _HEAD_BYTES and data.find(b"\n---", 3) < 0:
                data += os.read(descriptor, _MOST_HEAD_BYTES)
        finally:
            os.close(descriptor)
    except OSError:
        return None, None
    return _front(data), Stamp.of(status)


def _front(data: bytes) -> bytes | None:
    if not data.startswith(_FENCE):
        return None if data.startswith(b"\xef") else b""
    line_end = data.find(b"\n")
    end = data.find(b"\n---", 3)
    if end < 0 or data[3:line_end].strip(b" \t\r"):
        return None
    after = data[end + 4 : data.find(b"\n", end + 4)]
    return None if after.strip(b" \t\r") or b"\n..." in data[:end] else data[:end]


def date_of(head: bytes, name: str, starts: DayStarts) -> int | None:
    """Return when a post is dated, in seconds since 1970; None for what wants reading.

    ``head`` is what ``read_head`` returned, ``name`` the name of the file. Where this answers,
    the post is published unless its date is still to come.
    """
    if head and _SOUND.fullmatch(head) is None:
        return None
    told = _TOLD.findall(head)
    if not told:
        return _named(name, starts)
    if len(told) > 1 or told[0][1]:
        return None
    return _written(told[0][0].decode("ascii", "replace").rstrip(" \t\r"), starts)


def _named(name: str, starts: DayStarts) -> int | None:
    found = parse_draft_name(name)
    day = found.date if found else None
    return None if day is None else starts.of(day)


def _written(text: str, starts: DayStarts) -> int | None:
    try:
        if day := _DAY.fullmatch(text):
            return starts.of(dt.date(int(day[1]), int(day[2]), int(day[3])))
        moment = _MOMENT.fullmatch(text)
        if moment is None:
            return None
        year, month, day_, hour, minute, second = (int(moment[part]) for part in range(1, 7))
        clock = dt.datetime(year, month, day_, hour, minute, second, tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return None
    days = clock.toordinal() - _FIRST_DAY
    seconds = days * _DAY_SECONDS + hour * 3600 + minute * 60 + second
    if moment[8] is None:  # YAML takes a moment without a zone for one of UTC
        return seconds
    ahead = int(moment[9]) * 3600 + int(moment[10]) * 60
    return seconds - ahead if moment[8] == "+" else seconds + ahead
