"""What waits because of the Compact Board: vacant seats for who sees to them, and a report that is overdue."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from . import reports, seats


def vacancies(user: User, at: dt.datetime) -> Iterable[Task]:
    """For the person who is named; while nobody is, for the Support Unit."""
    held = offices.held_by(user, timezone.localdate(at))
    if not set(held).intersection(seats.AT_WORK):
        return
    for vacancy in seats.vacancies(timezone.localdate(at)):
        is_own = vacancy.owner == user
        if not is_own and (vacancy.owner or SUPPORT_UNIT not in held):
            continue
        since = vacancy.since
        yield Task(
            text=f"Fill the vacancy on the Compact Board: {vacancy.seat.title}",
            button="Look after the vacancy" if is_own else "Say who looks after it",
            url=reverse("compact:board_vacancy", args=[vacancy.seat.pk]),
            by=_start_of(since) if since else at,
            note=f"Vacant since {short_day(since)}: {vacancy.age.lower()}"
            if since
            else vacancy.age,
            whose=SUPPORT_UNIT if SUPPORT_UNIT in held else COMPACT_BOARD,
            of_office=not is_own,
        )


def overdue_reports(user: User, at: dt.datetime) -> Iterable[Task]:
    """For the Board: the public page says that the report is overdue."""
    today = timezone.localdate(at)
    if COMPACT_BOARD not in offices.held_by(user, today):
        return
    for standing in reports.overdue(today):
        due = standing.report.next_due_on
        yield Task(
            text=f"Report to {standing.report.to}",
            button="Enter the report",
            url=reverse("compact:board_report_enter"),
            by=_start_of(due),
            note=f"{standing.late}: it was due on {short_day(due)}",
            whose=COMPACT_BOARD,
            of_office=True,
        )


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
