"""Whether a bank holiday may be entered: a weekday that is none yet, for one that is. Which days are: `calendar.py`."""

import datetime as dt

from assembly.core.bank_holidays.calendar import FIRST_YEAR, SATURDAY, name_of
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import day as day_in_words


def may_be_bank_holiday(day: dt.date) -> Ruling:
    shown = day_in_words(day)
    if day.year < FIRST_YEAR:
        return refused(f"Bank holidays are known from {FIRST_YEAR} on.")
    if day.weekday() >= SATURDAY:
        return refused(f"{shown} is not a working day. Enter the weekday on which it is kept.")
    if name := name_of(day):
        return refused(f"{shown} is a bank holiday already: {name}.")
    return ALLOWED


def may_be_moved(instead_of: dt.date, day: dt.date) -> Ruling:
    if instead_of.year != day.year:
        return refused("A bank holiday moves within its year.")
    if not name_of(instead_of):
        shown = day_in_words(instead_of)
        return refused(f"{shown} is not a bank holiday, so it cannot be moved.")
    return ALLOWED
