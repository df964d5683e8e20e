"""The time zone that Jekyll dates a site's posts in."""

import re
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_POSIX_ZONE = re.compile(r"[A-Za-z]{3,}([+-]?)(\d{1,2})(?::(\d{2}))?")


class MachineZone(tzinfo):
    """The zone of this computer, with its own summer time, as the C library knows it."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clock on the wall is ahead of UTC at the wall time ``moment``."""
        return None if moment is None else self._local(moment).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return None: which part of the offset is summer time is not known here."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the zone's abbreviation at the wall time ``moment``."""
        return None if moment is None else self._local(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return the wall time of ``moment``, whose fields are read as UTC."""
        try:
            local = moment.replace(tzinfo=UTC).astimezone()
        except (OSError, OverflowError, ValueError):
            local = moment
        return local.replace(tzinfo=self)

    def _local(self, moment: datetime) -> datetime:
        try:
            return moment.replace(tzinfo=None).astimezone()
        except (OSError, OverflowError, ValueError):  # years that the C library refuses
            return moment.replace(tzinfo=UTC)

    def __repr__(self) -> str:
        return "MachineZone()"


def find_zone(name: str) -> tzinfo | None:
    """Return the zone that the TZ variable ``name`` means, or None when no zone is called so.

    Names of the IANA database (``Europe/Paris``) and plain POSIX offsets (``UTC-3``, whose sign
    says how far UTC is ahead).
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return _posix_zone(name)


def _posix_zone(name: str) -> tzinfo | None:
    found = _POSIX_ZONE.fullmatch(name)
    if found is None or int(found[2]) >= 24 or int(found[3] or 0) >= 60:
        return None
    behind = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(behind if found[1] == "-" else -behind, name)
