"""How long is left before something closes, counted in days and written in one way on every page and mail."""

import datetime as dt

from django.utils import timezone

from .figures import in_words

MOMENT = dt.timedelta(microseconds=1)


def days_left(ends: dt.datetime, at: dt.datetime) -> int:
    """Days from today to the last day; none on the last day itself. A midnight belongs to the day it ends."""
    return (timezone.localdate(ends - MOMENT) - timezone.localdate(at)).days


def left_in_words(days: int) -> str:
    """3 days left, 1 day left, last day."""
    return f"{in_words(days, 'days')} left" if days else "last day"


def left_words(ends: dt.datetime, at: dt.datetime) -> str:
    """How long is left; nothing once it has ended."""
    return left_in_words(days_left(ends, at)) if ends > at else ""


def in_days(ends: dt.datetime, at: dt.datetime) -> str:
    """Write when something closes: today, tomorrow, in 5 days."""
    days = days_left(ends, at)
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"
