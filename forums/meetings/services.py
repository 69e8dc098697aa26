"""Calling a meeting: drafting it, announcing it, moving it, cancelling it.

A group with a partnership has the partnership's own `Meeting` besides, made by the announcement and kept in step.
Locks are taken in this order: group, meeting, partnership. What people are told of a meeting has words of its convenor
in it, so whoever may not write to the group may not announce, change, move or cancel one: the Support Unit does.
"""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core import jobs
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners.models import Meeting, Partnership
from forums.letters import rules as letters
from forums.models import Group, GroupMeeting, MeetingNotice, Routing
from forums.registering import places
from forums.registering.selectors import told_of

from . import rules, selectors

TELL = "forums.tasks.tell_of_meetings"
DETAILS = ("title", "place", "link", "access_notes", "capacity")
# What somebody who comes has to hear of at once.
WHERE = {"place", "link"}


@transaction.atomic
def draft_meeting(
    group: Group,
    details: Mapping[str, Any],
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: User,
) -> GroupMeeting:
    """Begin a meeting that nobody but those who run the group knows of."""
    rules.times_are_in_order(starts_at, ends_at).enforce()
    rules.is_near_enough(starts_at, at=timezone.now()).enforce()
    group = Group.objects.select_for_update().get(pk=group.pk)
    known = group.meetings.filter(
        title=details["title"], starts_at=starts_at, cancelled_at=None
    ).exists()
    rules.may_be_drafted(details["title"], starts_at, known=known).enforce()
    highest = group.meetings.aggregate(highest=Max("number"))["highest"] or 0
    meeting = GroupMeeting(group=group, number=highest + 1, starts_at=starts_at, ends_at=ends_at)
    for name in DETAILS:
        setattr(meeting, name, details[name])
    meeting.save()
    record("forums.meeting_drafted", meeting, by=by, data={"group": group.pk})
    return meeting


@transaction.atomic
def change_meeting(
    meeting: GroupMeeting,
    details: Mapping[str, Any],
    *,
    by: User,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    at: dt.datetime | None = None,
) -> GroupMeeting:
    """Change what is said of it, and of a draft the date too.

    Everybody registered is told of another place or link. More places let those move up who wait.
    """
    at = at or timezone.now()
    meeting = lock(meeting)
    rules.may_be_changed(meeting, at=at).enforce()
    changed = {name for name in DETAILS if getattr(meeting, name) != details[name]}
    for name in changed:
        setattr(meeting, name, details[name])
    if not meeting.is_announced:
        return _redraft(meeting, changed, starts_at, ends_at, by)
    if not changed:
        return meeting
    letters.may_write(meeting.group, by, at).enforce()
    _say_to_calendars(meeting, at)
    meeting.save()
    _follow(meeting)
    record("forums.meeting_changed", meeting, by=by)
    if WHERE & changed:
        _tell_registered(meeting, "forums/meeting_changed", at=at)
    places.fill(meeting, at=at)
    return meeting


def _redraft(
    meeting: GroupMeeting,
    changed: set[str],
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None,
    by: User,
) -> GroupMeeting:
    """Saved twice, a draft is changed once."""
    times = (starts_at or meeting.starts_at, ends_at or meeting.ends_at)
    rules.times_are_in_order(*times).enforce()
    rules.is_near_enough(times[0], at=timezone.now()).enforce()
    if not changed and times == (meeting.starts_at, meeting.ends_at):
        return meeting
    meeting.starts_at, meeting.ends_at = times
    meeting.save()
    record("forums.meeting_redrafted", meeting, by=by)
    return meeting


@transaction.atomic
def announce_meeting(
    meeting: GroupMeeting, *, by: User, at: dt.datetime | None = None
) -> GroupMeeting:
    """Make it public with its agenda and papers, and have the members of the group told."""
    at = at or timezone.now()
    meeting = lock(meeting)
    _lock_partnership(meeting.group)
    letters.may_write(meeting.group, by, at).enforce()
    rules.may_be_announced(
        meeting,
        at=at,
        is_public=Group.objects.filter(pk=meeting.group_id, page__live=True).exists(),
        same_day=selectors.same_day(meeting.group, meeting.day),
    ).enforce()
    if meeting.group.partnership_id:
        meeting.partnership_meeting = Meeting.objects.create(
            partnership_id=meeting.group.partnership_id, title=meeting.title, held_on=meeting.day
        )
        record("partners.meeting_added", meeting.partnership_meeting, by=by)
    meeting.announced_at = meeting.changed_at = at
    meeting.save()
    MeetingNotice.objects.create(meeting=meeting)
    record("forums.meeting_announced", meeting, by=by, data={"on": meeting.day})
    jobs.after_commit(TELL)
    return meeting


@transaction.atomic
def discard_draft(meeting: GroupMeeting, *, by: User) -> Group:
    """Throw a draft away with its agenda and papers. Nobody knew of it, so nobody is told."""
    meeting = lock(meeting)
    is_bound = Routing.objects.filter(
        Q(item__meeting=meeting) | Q(became__meeting=meeting)
    ).exists()
    rules.may_be_discarded(meeting, is_bound=is_bound).enforce()
    record("forums.draft_discarded", meeting, by=by, data={"group": meeting.group_id})
    for paper in meeting.papers.there():
        storage, name = paper.file.storage, paper.file.name or ""
        transaction.on_commit(partial(storage.delete, name), robust=True)
    meeting.delete()
    return meeting.group


@transaction.atomic
def move_meeting(
    meeting: GroupMeeting,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> GroupMeeting:
    """Give an announced meeting another date. Everybody registered reads the old and the new one."""
    at = at or timezone.now()
    meeting = lock(meeting)
    _lock_partnership(meeting.group)
    day = timezone.localdate(starts_at)
    letters.may_write(meeting.group, by, at).enforce()
    rules.may_be_moved(
        meeting, starts_at, ends_at, at=at, same_day=selectors.same_day(meeting.group, day)
    ).enforce()
    old = meeting.starts_at
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    _say_to_calendars(meeting, at)
    meeting.save()
    _follow(meeting)
    # A reminder of the former date is none of this one.
    meeting.registrations.standing().update(reminded_week_before=False, reminded_day_before=False)
    record(
        "forums.meeting_moved",
        meeting,
        by=by,
        data={"from": timezone.localdate(old), "to": meeting.day},
    )
    _tell_registered(meeting, "forums/meeting_moved", at=at, old=old)
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: GroupMeeting, because: str, *, by: User, at: dt.datetime | None = None
) -> GroupMeeting:
    """It does not take place. Its page stays up, with your reason."""
    at = at or timezone.now()
    meeting = lock(meeting)
    _lock_partnership(meeting.group)
    rules.may_be_cancelled(meeting, because, at=at).enforce()
    letters.may_write(meeting.group, by, at).enforce()
    meeting.cancelled_at, meeting.cancelled_because = at, because.strip()
    _say_to_calendars(meeting, at)
    meeting.save()
    _follow(meeting)
    record("forums.meeting_cancelled", meeting, by=by)
    _tell_registered(meeting, "forums/meeting_cancelled", at=at)
    return meeting


def lock(meeting: GroupMeeting) -> GroupMeeting:
    """As it is now, until the transaction ends. Whatever changes a meeting, its agenda or its places takes this."""
    found = GroupMeeting.objects.select_for_update(of=("self",))
    return found.select_related("group", "partnership_meeting").get(pk=meeting.pk)


def _lock_partnership(group: Group) -> None:
    """As `partners.services.enter_meeting` does, so that two meetings on one day are refused in words."""
    if group.partnership_id:
        Partnership.objects.select_for_update().get(pk=group.partnership_id)


def _say_to_calendars(meeting: GroupMeeting, at: dt.datetime) -> None:
    meeting.changed_at = at
    meeting.changes += 1


def _follow(meeting: GroupMeeting) -> None:
    """Keep the partnership's meeting in step."""
    its_own = meeting.partnership_meeting
    if its_own:
        its_own.title, its_own.held_on = meeting.title, meeting.day
        its_own.cancelled = meeting.is_cancelled
        its_own.save(update_fields=["title", "held_on", "cancelled"])


def _tell_registered(meeting: GroupMeeting, name: str, *, at: dt.datetime, **context: Any) -> None:
    notify(
        told_of(meeting),
        name,
        about=meeting,
        context={"meeting": meeting, "group": meeting.group, **context},
        url=meeting.get_absolute_url(),
        at=at,
    )
