"""A date means what Ruby's Time.parse makes of it, and is written in the file's own style."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.post.dates import (
    DateStyle,
    InvalidDateError,
    ZoneStyle,
    meaning,
    set_date,
    write_like,
)
from editor.post.front_matter import FrontMatter
from editor.post.scalars import Value, read_plain

NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
ZONES = [NEW_YORK, KOLKATA, ZoneInfo("Europe/Paris"), ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu")]
MEASURED_AT = dt.datetime(2024, 12, 9, 10, 25, 31, tzinfo=NEW_YORK)
MEASURED = Path(__file__).with_name("measured_dates.tsv")


def rows() -> list[list[str]]:
    lines = MEASURED.read_text(encoding="utf-8").split("\n")[2:-1]
    return [line.split("\t") for line in lines]


def shown(value: Value) -> str:
    try:
        moment = meaning(value, NEW_YORK, now=MEASURED_AT)
    except InvalidDateError:
        return "invalid"
    return f"{moment:%Y-%m-%d %H:%M:%S %z}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_date_means_what_ruby_makes_of_it(row: list[str]) -> None:
    text, unquoted, quoted = row
    assert shown(read_plain(text)) == unquoted
    assert shown(text) == (unquoted if quoted == "=" else quoted)


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("Asia/Kolkata", "2025-12-09T22:05:31", "2025-12-10 03:35:31 +0530"),
        ("UTC", "2025-12-09T22:05:31", "2025-12-09 22:05:31 +0000"),
        ("Europe/Paris", "2025-03-30 02:30", "2025-03-30 03:30:00 +0200"),
        ("Europe/Paris", "2025-10-26 02:30", "2025-10-26 02:30:00 +0100"),
        ("Europe/Paris", "2025-07-01 12:00 CET", "2025-07-01 13:00:00 +0200"),
        ("Europe/Dublin", "2025-10-26 01:30", "2025-10-26 01:30:00 +0000"),
        ("Australia/Lord_Howe", "2025-04-06 01:45", "2025-04-06 01:45:00 +1030"),
        ("America/Havana", "2025-03-09", "2025-03-09 01:00:00 -0400"),
    ],
)
def test_the_zone_of_the_site_decides(zone: str, text: str, expected: str) -> None:
    moment = meaning(read_plain(text), ZoneInfo(zone))
    assert f"{moment:%Y-%m-%d %H:%M:%S %z}" == expected


@pytest.mark.parametrize("value", [None, "", "garbage", True, [], ["a"], {"a": 1}, 2025, "x" * 200])
def test_what_stops_the_build_is_named(value: Value) -> None:
    with pytest.raises(InvalidDateError, match="stop the build"):
        meaning(value, NEW_YORK)


# --- writing -------------------------------------------------------------------------------

NOON = dt.datetime(2026, 7, 4, 12, 30, 15, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("current", "quoted", "expected"),
    [
        ("2025-12-09T05:05:31", False, "2026-07-04T16:30:15"),
        ("2025-12-09 05:05:31", False, "2026-07-04 16:30:15"),
        ("2025-12-09T05:05:31", True, "2026-07-04T12:30:15"),
        ("2025-12-09T05:05:31Z", False, "2026-07-04T16:30:15Z"),
        ("2025-12-09T05:05:31 Z", False, "2026-07-04T16:30:15 Z"),
        ("2025-12-09 05:05:31 -0500", False, "2026-07-04 12:30:15 -0400"),
        ("2025-12-09 05:05:31 -05:00", False, "2026-07-04 12:30:15 -04:00"),
        ("2025-12-09T05:05:31-0500", False, "2026-07-04T12:30:15-0400"),
        ("2025-12-09 05:05:31 +0200", False, "2026-07-04 18:30:15 +0200"),
        ("2025-12-09 05:05:31 +02", False, "2026-07-04 18:30:15 +02"),
        ("2025-12-09 05:05:31 +02:00", True, "2026-07-04 18:30:15 +02:00"),
        ("2025-12-09 05:05:31.123", False, "2026-07-04 16:30:15"),
        ("2025-12-09", False, "2026-07-04 12:30:15 -0400"),
        ("2025-12-09 05:05", False, "2026-07-04 12:30:15 -0400"),
        ("Dec 9 2025 5pm", False, "2026-07-04 12:30:15 -0400"),
        ("2025-12-9", False, "2026-07-04 12:30:15 -0400"),
        ("garbage", False, "2026-07-04 12:30:15 -0400"),
        (None, False, "2026-07-04 12:30:15 -0400"),
    ],
)
def test_a_new_moment_is_written_as_the_old_one_was(
    current: str | None, quoted: bool, expected: str
) -> None:
    assert write_like(current, quoted, NOON, NEW_YORK) == expected


def test_a_time_without_seconds_stays_so_where_it_can() -> None:
    moment = NOON.replace(second=0)
    assert write_like("2025-12-09 05:05", False, moment, NEW_YORK) == "2026-07-04 12:30"
    assert write_like("2025-12-09T05:05", False, moment, NEW_YORK) == "2026-07-04T12:30"
    assert write_like("2025-12-09 05:05 +0200", False, moment, NEW_YORK) == "2026-07-04 18:30 +0200"


def test_a_day_alone_stays_so_for_midnight_in_the_zone_of_the_site() -> None:
    midnight = dt.datetime(2026, 7, 4, tzinfo=KOLKATA)
    assert write_like("2025-12-09", False, midnight, KOLKATA) == "2026-07-04"
    assert write_like("2025-12-09", False, midnight, NEW_YORK) == "2026-07-03 14:30:00 -0400"


def test_the_first_of_two_equal_hours_in_autumn_is_written_with_its_offset() -> None:
    first = dt.datetime(2025, 11, 2, 1, 30, tzinfo=NEW_YORK, fold=0)
    second = dt.datetime(2025, 11, 2, 1, 30, tzinfo=NEW_YORK, fold=1)
    assert write_like("2025-12-09 05:05", False, first, NEW_YORK) == "2025-11-02 01:30:00 -0400"
    assert write_like("2025-12-09 05:05", False, second, NEW_YORK) == "2025-11-02 01:30"


def test_an_odd_offset_of_old_days_is_written_in_utc() -> None:
    moment = dt.datetime(1900, 1, 1, 12, tzinfo=ZoneInfo("Europe/Paris"))
    text = write_like(None, False, moment, ZoneInfo("Europe/Paris"))
    assert text == "1900-01-01 11:50:39 +0000"


STYLES = (
    *("2025-12-09", "2025-12-09 05:05", "2025-12-09T05:05", "2025-12-09 05:05:31"),
    *("2025-12-09T05:05:31", "2025-12-09T05:05:31Z", "2025-12-09 05:05:31 +0200"),
    *("2025-12-09 05:05:31 -05:00", "2025-12-09 05:05 EST", "9 Dec 2025", "x", "12:30"),
)


@given(
    st.sampled_from(STYLES),
    st.booleans(),
    st.integers(-600_000_000, 4_000_000_000).map(lambda at: dt.datetime.fromtimestamp(at, dt.UTC)),
    st.sampled_from(ZONES),
)
def test_what_is_written_means_the_moment(
    current: str, quoted: bool, moment: dt.datetime, zone: ZoneInfo
) -> None:
    text = write_like(current, quoted, moment, zone)
    value = text if quoted else read_plain(text)
    assert meaning(value, zone) == moment


def test_styles_are_told_apart() -> None:
    assert DateStyle.of("2025-12-09", False) == DateStyle(date_only=True)
    assert DateStyle.of("2025-12-09 05:05:31 +0200", False) == DateStyle()
    assert DateStyle.of("2025-12-09T05:05Z", True) == DateStyle(
        "T", False, "", ZoneStyle.LETTER, True
    )
    assert DateStyle.of("today", True) == DateStyle(quoted=True)


# --- in the front matter -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2025-12-09T05:05:31 # c\n", "date: 2026-07-04T16:30:15 # c\n"),
        ("date:   '2025-12-09 05:05:31'\n", "date:   '2026-07-04 12:30:15'\n"),
        ("date:\n", "date: 2026-07-04 12:30:15 -0400\n"),
        ("date: garbage\n", "date: 2026-07-04 12:30:15 -0400\n"),
        ("date: [a]\n", "date: 2026-07-04 12:30:15 -0400\n"),
        ("date: 20251209\n", "date: 2026-07-04 12:30:15 -0400\n"),
        ("title: x\n", "title: x\ndate: 2026-07-04 12:30:15 -0400\n"),
        ("", "date: 2026-07-04 12:30:15 -0400\n"),
    ],
)
def test_a_date_is_set_in_its_place(text: str, expected: str) -> None:
    front = set_date(FrontMatter.parse(text), "date", NOON, NEW_YORK)
    assert front.text == expected
    assert meaning(front.get("date"), NEW_YORK) == NOON  # not in an overlap of autumn
    assert set_date(front, "date", NOON, NEW_YORK) is front


def test_a_date_that_means_the_moment_already_is_left_alone() -> None:
    front = FrontMatter.parse("date: Jul 4 2026 12:30:15 EDT\n")
    assert set_date(front, "date", NOON, NEW_YORK) is front


def test_a_new_date_takes_the_style_asked_for() -> None:
    style = DateStyle.of("2025-12-09T05:05:31", False)
    front = set_date(FrontMatter.parse("title: x\n"), "date", NOON, NEW_YORK, style=style)
    assert front.text == "title: x\ndate: 2026-07-04T16:30:15\n"
    quoted = DateStyle.of("2025-12-09T05:05:31", True)
    front = set_date(FrontMatter.parse("title: x\n"), "date", NOON, NEW_YORK, style=quoted)
    assert front.text == 'title: x\ndate: "2026-07-04T12:30:15"\n'
