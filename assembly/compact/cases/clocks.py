"""The clock of a step, in working days: when it ends, how it stops and goes on. Pure; the calendar is handed in."""

import datetime as dt

from assembly.core.bank_holidays.calendar import WorkingDays


def last_day(begun_on: dt.date, days: int, calendar: WorkingDays) -> dt.date:
    """The day on which a step begins is not counted; its last day counts in full."""
    return calendar.after(begun_on, days)


def left(due_on: dt.date, on: dt.date, calendar: WorkingDays) -> int:
    """Working days that are left at the end of this day; a step that is overdue has none, or fewer than none."""
    if on <= due_on:
        return calendar.between(on, due_on)
    return -calendar.between(due_on, on)


def goes_on(on: dt.date, days_left: int, calendar: WorkingDays) -> dt.date:
    """The last day of a clock that goes on from this day with so many days left.

    A step that was overdue when its clock was stopped is as much overdue when it goes on.
    """
    if days_left >= 0:
        return calendar.after(on, days_left)
    return calendar.before(on, -days_left)
