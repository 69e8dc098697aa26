"""On which days before a closing people are reminded: of nominations, of the poll, and of what waits for them.

What the job sends on these days is in `notices.py`, `services/notices.py` and `services/nudging.py`.
"""

import datetime as dt

CLOSING_DAYS = 3  # before nominations close every organisation is told
NUDGE_DAYS = (5, 2)  # before the day on which nominations close: those for whom a nomination waits
REMINDER_DAYS = (3, 1)  # before the day on which voting closes: organisations that have not voted


def nudges_due(sent_on: dt.date, closes_on: dt.date, today: dt.date) -> int:
    """How many reminders are due by this day. A day before people were asked, or on which they were, asks for none."""
    days = [closes_on - dt.timedelta(days=before) for before in NUDGE_DAYS]
    return sum(sent_on < day <= today for day in days)
