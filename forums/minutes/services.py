"""The minutes of a meeting: drafted, published, corrected, approved. Each version is kept."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from forums.attendance.selectors import presence
from forums.models import GroupMeeting, Minutes, MinutesVersion, Participant, Section
from forums.participants.selectors import told_of

from . import rules
from .rules import NONE, Correction


def begin(meeting: GroupMeeting, at: dt.datetime) -> tuple[GroupMeeting, Minutes]:
    """Lock the meeting, which every act on its record does first, and see that there is a record of it."""
    found = GroupMeeting.objects.select_for_update(of=("self",)).select_related("group__page")
    meeting = found.get(pk=meeting.pk)
    rules.may_keep(meeting, at).enforce()
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting)
    return meeting, minutes


@transaction.atomic
def save_minutes(
    meeting: GroupMeeting,
    sections: Sequence[Section],
    *,
    based_on: int,
    by: User,
    why: Correction = NONE,
    at: dt.datetime | None = None,
) -> MinutesVersion:
    """Keep these words as the next version; the same words again are no version.

    `based_on` is the number of the version that the person had before them (0: none).
    """
    at = at or timezone.now()
    meeting, minutes = begin(meeting, at)
    latest = minutes.latest
    if latest and latest.sections == list(sections):
        return latest
    rules.may_save(minutes, latest, why, based_on=based_on).enforce()
    decides = any(section.decisions for section in sections)
    rules.may_decide(presence(meeting), decides=decides).enforce()
    if minutes.approved_at and why.decided_at:
        found = presence(why.decided_at)
        rules.may_rule(minutes.approved_at, why.decided_at, found, at).enforce()
    return keep_version(
        minutes,
        sections,
        by=by,
        at=at,
        why=why if minutes.is_published else NONE,
    )


def keep_version(
    minutes: Minutes,
    sections: Sequence[Section],
    *,
    by: User,
    at: dt.datetime,
    why: Correction = NONE,
) -> MinutesVersion:
    """Add a version, inside the transaction of an act that has locked the meeting."""
    latest = minutes.latest
    version = MinutesVersion(
        minutes=minutes,
        number=latest.number + 1 if latest else 1,
        at=at,
        reason=why.reason,
        decided_at=why.decided_at if minutes.is_approved else None,
    )
    version.sections = list(sections)
    version.save(force_insert=True)
    name = "forums.minutes_corrected" if minutes.is_published else "forums.minutes_drafted"
    record(
        name,
        minutes,
        by=by,
        data={"version": version.number, "meeting": version.decided_at_id},
    )
    return version


@transaction.atomic
def publish_minutes(meeting: GroupMeeting, *, by: User, at: dt.datetime | None = None) -> Minutes:
    """Publish them as draft minutes, with the attendance, the notes and the actions; members are told."""
    at = at or timezone.now()
    meeting, minutes = begin(meeting, at)
    latest = minutes.latest
    rules.may_publish(minutes, latest, has_summary=meeting.points.exists()).enforce()
    assert latest  # noqa: S101 - `may_publish` has seen one
    rules.may_decide(presence(meeting), decides=latest.decides).enforce()
    minutes.published_at, minutes.published_as = at, latest.number
    minutes.save(update_fields=["published_at", "published_as"])
    record("forums.minutes_published", minutes, by=by, data={"version": latest.number})
    notify(
        told_of(meeting.group, Participant.Told.MEETINGS),
        "forums/minutes_published",
        about=meeting.group,
        context={"meeting": meeting, "group": meeting.group},
        url=minutes.get_absolute_url(),
        at=at,
    )
    return minutes


@transaction.atomic
def approve_minutes(
    meeting: GroupMeeting, later: GroupMeeting, *, by: User, at: dt.datetime | None = None
) -> Minutes:
    """A later meeting has approved them."""
    at = at or timezone.now()
    meeting, minutes = begin(meeting, at)
    rules.may_approve(minutes, later, presence(later), at).enforce()
    minutes.approved_at, minutes.approved_on = later, later.day
    minutes.save(update_fields=["approved_at", "approved_on"])
    record("forums.minutes_approved", minutes, by=by, data={"meeting": later.pk})
    return minutes
