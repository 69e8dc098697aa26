"""When each moment is told: worked out from the window in force, however long it is and however often extended."""

import datetime as dt

import pytest

from assembly.consultations.models import Telling
from assembly.consultations.telling import rules
from assembly.consultations.window import Window

OPENED, HALF_WAY = Telling.Moment.OPENED, Telling.Moment.HALF_WAY
LAST_WEEK, CLOSED = Telling.Moment.LAST_WEEK, Telling.Moment.CLOSED
MONDAY = dt.date(2008, 9, 8)
DAY = dt.timedelta(days=1)


def window(days):
    return Window(MONDAY, MONDAY + days * DAY)


@pytest.mark.parametrize(
    ("days", "half_way", "last_week"),
    [
        (84, 42, 77),
        (29, 14, 22),
        (28, 14, 21),
        (27, None, 20),
        (14, None, 7),
        (13, None, None),
        (3, None, None),
    ],
)
def test_short_windows_have_fewer_reminders(days, half_way, last_week):
    found = [rules.day_of(moment, window(days)) for moment in (HALF_WAY, LAST_WEEK)]
    assert found == [None if day is None else MONDAY + day * DAY for day in (half_way, last_week)]


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [(OPENED, 0, 84), (HALF_WAY, 42, 76), (LAST_WEEK, 77, 84), (CLOSED, 85, 98)],
)
def test_a_missed_day_is_made_good_while_it_makes_sense(moment, first, last):
    told = [
        day
        for day in range(-2, 120)
        if rules.may_be_told(moment, window(84), on=MONDAY + day * DAY)
    ]
    assert (told[0], told[-1], len(told)) == (first, last, last - first + 1)


def test_a_reminder_waits_for_a_week_after_news_that_came_late():
    on = MONDAY + 77 * DAY
    for days, allowed in ((1, False), (6, False), (7, True)):
        ruling = rules.may_be_told(LAST_WEEK, window(84), on=on, told_before=on - days * DAY)
        assert bool(ruling) is allowed
    assert rules.may_be_told(CLOSED, window(84), on=MONDAY + 85 * DAY, told_before=on + 7 * DAY)


def test_of_several_extensions_the_last_is_told_while_it_is_open():
    last = window(84)
    assert rules.extension_may_be_told(last.closes_on, last, on=last.closes_on)
    assert not rules.extension_may_be_told(last.closes_on, last, on=last.closes_on + DAY)
    assert not rules.extension_may_be_told(last.closes_on - DAY, last, on=MONDAY)


def test_a_withdrawal_is_told_for_two_weeks():
    assert not rules.withdrawal_may_be_told(None, on=MONDAY)
    assert rules.withdrawal_may_be_told(MONDAY, on=MONDAY + 14 * DAY)
    assert not rules.withdrawal_may_be_told(MONDAY, on=MONDAY + 15 * DAY)
