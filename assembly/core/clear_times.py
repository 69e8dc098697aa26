"""A day and a time of the clock on the wall, as one instant: once in UK time, neither twice nor never."""

import datetime as dt

from django.utils import timezone

from .rules import ALLOWED, Ruling, refused
from .templatetags.assembly import short_day


def is_a_clear_time(day: dt.date, time: dt.time) -> Ruling:
    """In UK time one hour of March does not exist, and one of October occurs twice."""
    zone = timezone.get_current_timezone()
    typed = dt.datetime.combine(day, time)
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ALLOWED
    exists = first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == typed
    words = f"{typed:%H:%M} on {short_day(day)}"
    if not exists:
        return refused(
            f"There is no {words}: the clocks go forward that night. Choose another time."
        )
    return refused(
        f"{words} occurs twice, because the clocks go back that night. "
        "Choose a time before 1am, or 2am or later."
    )
