"""The filters of templatetags/assembly.py."""

import datetime as dt
from decimal import Decimal

import pytest

from assembly.core.templatetags import assembly as words

MONDAY = dt.date(2026, 11, 30)


def london_winter(hour, minute=0, day=30):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=dt.UTC)  # London is on UTC then


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1234.5"), "£1,234.50"),
        (Decimal("1234.00"), "£1,234"),
        (1234567, "£1,234,567"),
        ("0.005", "£0.01"),
        (Decimal("0.1") + Decimal("0.2"), "£0.30"),
        (Decimal(-12), "\N{MINUS SIGN}£12"),
        (Decimal("99999999999999.99"), "£99,999,999,999,999.99"),
        (0, "£0"),
        (None, ""),
        ("", ""),
        ("a lot", ""),
    ],
)
def test_pounds(amount, written):
    assert words.pounds(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal(40_701_000), "£40.701m"),
        (Decimal("18124499.99"), "£18.124m"),
        (Decimal(1_000_000), "£1.000m"),
        (Decimal("999999.50"), "£1,000,000"),
        (Decimal("312000.40"), "£312,000"),
        (Decimal(-2_500_000), "\N{MINUS SIGN}£2.500m"),
        (1_234_567_890, "£1,234.568m"),
        (None, ""),
    ],
)
def test_millions(amount, written):
    assert words.millions(amount) == written


def test_a_day_is_written_in_full():
    assert words.day(MONDAY) == "Monday 30 November 2026"
    assert words.short_day(MONDAY) == "30 November 2026"
    assert words.day(dt.date(2026, 6, 1)) == "Monday 1 June 2026"


def test_the_day_of_an_instant_is_the_day_in_london():
    in_summer = dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC)
    assert words.day(in_summer) == "Tuesday 2 June 2026"
    assert words.time_of_day(in_summer) == "12.30am"


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [
        (0, 0, "12 midnight"),
        (0, 5, "12.05am"),
        (9, 30, "9.30am"),
        (12, 0, "12 noon"),
        (12, 1, "12.01pm"),
        (17, 0, "5pm"),
        (23, 59, "11.59pm"),
    ],
)
def test_times_of_day(hour, minute, written):
    assert words.time_of_day(london_winter(hour, minute)) == written


def test_a_moment_has_its_time_and_day():
    assert words.moment(london_winter(9, 30)) == "9.30am on Monday 30 November 2026"


@pytest.mark.parametrize(
    "closing",
    [MONDAY, dt.datetime(2026, 12, 1, 0, 0, tzinfo=dt.UTC)],
    ids=["the closing day", "the instant excluded"],
)
def test_what_closes_says_its_last_minute(closing):
    assert words.until(closing) == "11.59pm on Monday 30 November 2026"


def test_what_closes_in_the_middle_of_a_day_says_its_time():
    assert words.until(london_winter(17)) == "5pm on Monday 30 November 2026"


@pytest.mark.parametrize(
    "write", [words.day, words.short_day, words.time_of_day, words.moment, words.until]
)
def test_no_date_is_written_as_nothing(write):
    assert write(None) == ""
