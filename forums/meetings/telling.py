"""Telling the members of a group of an announced meeting: each person once, whatever became of earlier runs."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.notifications.services import notify
from forums.models import GroupMeeting, MeetingNotice, Participant
from forums.participants.selectors import told_of

AT_ONCE = 200


def tell_of_meetings(*, at: dt.datetime | None = None) -> int:
    """Tell of every meeting to come of which not everybody was told. Return how many people."""
    at = at or timezone.now()
    told = 0
    for meeting in GroupMeeting.objects.filter(notice__finished_on=None, starts_at__gt=at).public():
        while number := _tell_some(meeting, at):
            told += number
    return told


@transaction.atomic
def _tell_some(meeting: GroupMeeting, at: dt.datetime) -> int:
    """The next people, in the order of their keys; how far that went is kept in the same transaction."""
    notice = MeetingNotice.objects.select_for_update().get(meeting=meeting)
    now = GroupMeeting.objects.select_related("group").get(pk=meeting.pk)
    if notice.finished_on or now.is_cancelled or now.has_begun(at):
        return 0
    chosen = list(
        told_of(now.group, Participant.Told.MEETINGS)
        .filter(pk__gt=notice.reached)
        .order_by("pk")[:AT_ONCE]
    )
    notify(
        chosen,
        "forums/meeting_announced",
        about=now,
        context={"meeting": now, "group": now.group},
        url=now.get_absolute_url(),
        at=at,
    )
    if chosen:
        notice.reached = chosen[-1].pk
    else:
        notice.finished_on = timezone.localdate(at)
    notice.save(update_fields=["reached", "finished_on"])
    return len(chosen)
