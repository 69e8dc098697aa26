"""The days of a consultation, to the letter of docs/design.md, rule 7."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from assembly.consultations.window import (
    Overlap,
    Phase,
    Window,
    full_window,
)

LONDON = ZoneInfo("Europe/London")
UTC = dt.UTC

MONDAY = dt.date(2008, 9, 8)
FULL = Window(MONDAY, dt.date(2008, 12, 1))


def test_the_reports_case_opens_on_monday_and_closes_on_thursday():
    window = Window(dt.date(2008, 9, 8), dt.date(2008, 9, 11))
    assert (f"{window.opens_on:%A}", f"{window.closes_on:%A}") == ("Monday", "Thursday")
    assert (window.length, window.shortfall, window.is_full) == (3, 81, False)


def test_a_full_window_has_84_days_and_no_shortfall():
    assert full_window(MONDAY) == FULL
    assert (FULL.length, FULL.shortfall, FULL.is_full, FULL.weeks) == (84, 0, True, 12)


def test_one_day_less_is_short_and_one_more_is_not():
    assert Window(MONDAY, dt.date(2008, 11, 30)).shortfall == 1
    assert Window(MONDAY, dt.date(2008, 12, 2)).shortfall == 0


WEEKS = [
    # day  week
    (0, 1), (1, 1), (6, 1), (7, 1),
    (8, 2), (14, 2),
    (15, 3),
    (29, 5), (35, 5),
    (78, 12), (83, 12), (84, 12),
]  # fmt: skip


@pytest.mark.parametrize(("day", "week"), WEEKS)
def test_week_of_a_day(day, week):
    assert FULL.week(MONDAY + dt.timedelta(days=day)) == week


def test_a_window_of_one_day_is_one_week():
    assert Window(MONDAY, MONDAY).weeks == 1


def test_no_day_is_left_on_the_closing_day():
    assert FULL.days_left(MONDAY) == 84
    assert FULL.days_left(FULL.closes_on) == 0


# Windows that hold a change of the clock: both have 84 days, whatever the hours.
ACROSS_MARCH = full_window(dt.date(2009, 2, 2))
ACROSS_OCTOBER = full_window(dt.date(2009, 9, 7))


@pytest.mark.parametrize(
    ("window", "opens", "ends"),
    [
        (
            ACROSS_MARCH,
            dt.datetime(2009, 2, 2, 0, 0, tzinfo=UTC),
            dt.datetime(2009, 4, 27, 23, 0, tzinfo=UTC),
        ),
        (
            ACROSS_OCTOBER,
            dt.datetime(2009, 9, 6, 23, 0, tzinfo=UTC),
            dt.datetime(2009, 12, 1, 0, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_window_opens_and_closes_at_midnight_in_london_across_a_clock_change(window, opens, ends):
    assert window.length == 84
    moment = dt.timedelta(microseconds=1)
    assert window.opens_at() == opens
    assert window.ends_at() == ends
    assert window.phase(opens - moment) is Phase.FORTHCOMING
    assert window.phase(opens) is Phase.OPEN
    assert window.phase(ends - moment) is Phase.OPEN
    assert window.phase(ends) is Phase.CLOSED


@pytest.mark.parametrize("change", [dt.date(2009, 3, 29), dt.date(2009, 10, 25)])
def test_a_window_that_closes_on_the_day_of_a_clock_change_runs_to_its_midnight(change):
    window = Window(change - dt.timedelta(days=84), change)
    last = dt.datetime.combine(change, dt.time(23, 59, 59), tzinfo=LONDON)
    assert window.phase(last) is Phase.OPEN
    assert window.phase(last.astimezone(UTC) + dt.timedelta(seconds=1)) is Phase.CLOSED


def test_a_window_published_during_its_opening_day_opens_at_that_moment():
    published = dt.datetime(2008, 9, 8, 10, 30, tzinfo=LONDON)
    assert FULL.opens_at(published) == published
    assert FULL.phase(published - dt.timedelta(seconds=1), published) is Phase.FORTHCOMING
    assert FULL.phase(published, published) is Phase.OPEN


def test_a_window_published_before_its_opening_day_opens_at_midnight():
    published = dt.datetime(2008, 9, 1, 10, 30, tzinfo=LONDON)
    assert FULL.opens_at(published) == dt.datetime(2008, 9, 8, tzinfo=LONDON)


HOLIDAYS = [
    # opens                    closes                    overlaps
    (dt.date(2008, 9, 8),   dt.date(2008, 12, 1),  []),
    (dt.date(2008, 12, 1),  dt.date(2009, 2, 23),  [Overlap("Christmas", 9)]),
    (dt.date(2009, 1, 1),   dt.date(2009, 1, 31),  [Overlap("Christmas", 1)]),
    (dt.date(2008, 12, 20), dt.date(2008, 12, 24), [Overlap("Christmas", 1)]),
    (dt.date(2009, 4, 1),   dt.date(2009, 6, 24),  [Overlap("Easter", 4)]),
    (dt.date(2009, 4, 11),  dt.date(2009, 4, 12),  [Overlap("Easter", 2)]),
    (dt.date(2009, 6, 1),   dt.date(2009, 8, 24),  [Overlap("August", 24)]),
    (dt.date(2009, 8, 31),  dt.date(2009, 9, 30),  [Overlap("August", 1)]),
    (dt.date(2008, 12, 1),  dt.date(2009, 12, 31),
     [Overlap("Christmas", 17), Overlap("Easter", 4), Overlap("August", 31)]),
]  # fmt: skip


@pytest.mark.parametrize(("opens", "closes", "overlaps"), HOLIDAYS)
def test_days_that_fall_into_holidays(opens, closes, overlaps):
    assert Window(opens, closes).holidays() == overlaps
