"""Reminding those who have a place, a week and a day before a meeting.

What is due follows from the stored days, so a missed day is made good; who was reminded is kept, so a second run
reminds nobody again. Who got their place after such a day was told then.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.notifications.services import notify
from forums.meetings.services import lock
from forums.models import GroupMeeting

from .selectors import people_of

WEEK_BEFORE = dt.timedelta(days=7)
DAY_BEFORE = dt.timedelta(days=1)


def remind(*, at: dt.datetime | None = None) -> int:
    """Return how many registrations a reminder was sent for."""
    at = at or timezone.now()
    soon = GroupMeeting.objects.filter(announced_at__isnull=False, starts_at__gt=at).to_come(at)
    # A day more than a week: a meeting late in the evening is on the seventh day too.
    soon = soon.filter(starts_at__lte=at + WEEK_BEFORE + DAY_BEFORE)
    return sum(_remind(meeting, at) for meeting in soon)


@transaction.atomic
def _remind(meeting: GroupMeeting, at: dt.datetime) -> int:
    meeting = lock(meeting)
    today = timezone.localdate(at)
    if meeting.is_cancelled or meeting.has_begun(at) or today < meeting.day - WEEK_BEFORE:
        return 0
    is_near = today >= meeting.day - DAY_BEFORE
    flag = "reminded_day_before" if is_near else "reminded_week_before"
    first_day = meeting.day - (DAY_BEFORE if is_near else WEEK_BEFORE)
    due = [
        registration
        for registration in meeting.registrations.with_place()
        .filter(**{flag: False})
        .select_related("user", "registered_by")
        if timezone.localdate(registration.placed_at) < first_day
    ]
    notify(
        [user for registration in due for user in people_of(registration)],
        "forums/meeting_reminder",
        about=meeting,
        context={"meeting": meeting, "group": meeting.group, "is_near": is_near},
        url=meeting.get_absolute_url(),
        at=at,
    )
    meeting.registrations.filter(pk__in=[each.pk for each in due]).update(**{flag: True})
    return len(due)
