"""Days some months apart."""

import datetime as dt


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months later; the last day of a month that is too short."""
    year, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + year, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
