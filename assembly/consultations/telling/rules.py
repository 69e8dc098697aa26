"""When is each moment of a consultation told, and until when does it still make sense?"""

import datetime as dt

from assembly.consultations.compliance import FeedbackStanding
from assembly.consultations.models import Telling
from assembly.consultations.window import Window
from assembly.core.rules import ALLOWED, Ruling, refused

Moment = Telling.Moment

LAST_WEEK = dt.timedelta(weeks=1)
# Shorter windows have no half way, and the shortest no last week: two mails in a few days are one too many.
SHORTEST_WITH_HALF_WAY = dt.timedelta(weeks=4)
SHORTEST_WITH_LAST_WEEK = dt.timedelta(weeks=2)
# After a mail that went late, the next reminder waits.
REST = dt.timedelta(weeks=1)
# How long the news that it closed, or was withdrawn, is still news.
MADE_GOOD_FOR = dt.timedelta(weeks=2)
# When the officers of a body are reminded of the feedback that they owe.
DUE_SOON_BEFORE = dt.timedelta(days=28)
DUE_NEXT_BEFORE = dt.timedelta(days=7)
A_DAY = dt.timedelta(days=1)
DUES = frozenset({Moment.DUE_SOON, Moment.DUE_NEXT, Moment.OVERDUE})
ANSWERS = frozenset({Moment.FEEDBACK, Moment.DECISION})


def day_of(moment: str, window: Window) -> dt.date | None:
    """The day on which a moment comes, of the window as it is in force; None where it has none."""
    length = window.closes_on - window.opens_on
    if moment == Moment.OPENED:
        return window.opens_on
    if moment == Moment.HALF_WAY:
        return window.opens_on + length // 2 if length >= SHORTEST_WITH_HALF_WAY else None
    if moment == Moment.LAST_WEEK:
        return window.closes_on - LAST_WEEK if length >= SHORTEST_WITH_LAST_WEEK else None
    return window.closes_on + dt.timedelta(days=1)


def last_day_of(moment: str, window: Window) -> dt.date:
    """Until when a missed day is made good."""
    if moment == Moment.HALF_WAY:
        return window.closes_on - LAST_WEEK - dt.timedelta(days=1)
    if moment == Moment.CLOSED:
        return window.closes_on + MADE_GOOD_FOR
    return window.closes_on


def may_be_told(
    moment: str, window: Window, *, on: dt.date, told_before: dt.date | None = None
) -> Ruling:
    """Is this moment told on this day? `told_before` is the day of the last telling of an earlier moment."""
    day = day_of(moment, window)
    if day is None:
        return refused("The window is too short for this reminder.")
    if on < day:
        return refused("Its day has not come.")
    if on > last_day_of(moment, window):
        return refused("There is nothing left to tell.")
    is_reminder = moment in {Moment.HALF_WAY, Moment.LAST_WEEK}
    if is_reminder and told_before and on < told_before + REST:
        return refused("People were told something else a few days ago.")
    return ALLOWED


def answer_may_be_told(published_on: dt.date | None, *, on: dt.date) -> Ruling:
    """Of feedback and a decision: once they are published, while they are news."""
    if published_on is None or on < published_on:
        return refused("It is not published.")
    if on > published_on + MADE_GOOD_FOR:
        return refused("There is nothing left to tell.")
    return ALLOWED


def due_may_be_told(
    moment: str, standing: FeedbackStanding, due: dt.date, *, on: dt.date
) -> Ruling:
    """A reminder of feedback goes out between its day and the next reminder, and only where feedback is owed still."""
    is_owed = standing in (FeedbackStanding.DUE, FeedbackStanding.OVERDUE)
    if not is_owed or (standing is FeedbackStanding.OVERDUE) != (moment == Moment.OVERDUE):
        return refused("Feedback is not owed, or not overdue.")
    first, last = {
        Moment.DUE_SOON: (due - DUE_SOON_BEFORE, due - DUE_NEXT_BEFORE - A_DAY),
        Moment.DUE_NEXT: (due - DUE_NEXT_BEFORE, due),
        Moment.OVERDUE: (due + A_DAY, due + A_DAY + MADE_GOOD_FOR),
    }[Moment(moment)]
    return ALLOWED if first <= on <= last else refused("Its day has not come, or has gone.")


def extension_may_be_told(new_closes_on: dt.date, window: Window, *, on: dt.date) -> Ruling:
    """While it is open; of several extensions the last, which is the one in force."""
    if new_closes_on != window.closes_on:
        return refused("It was extended again.")
    if on > window.closes_on:
        return refused("There is nothing left to tell.")
    return ALLOWED


def withdrawal_may_be_told(withdrawn_on: dt.date | None, *, on: dt.date) -> Ruling:
    if withdrawn_on is None:
        return refused("It was not withdrawn.")
    if on > withdrawn_on + MADE_GOOD_FOR:
        return refused("There is nothing left to tell.")
    return ALLOWED
