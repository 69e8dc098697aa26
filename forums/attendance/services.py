"""Who came to a meeting is entered after it began, once for the group and for the partnership's reports."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership.models import Organisation
from forums.minutes import rules
from forums.minutes.services import begin, keep_version
from forums.models import Attendance, GroupMeeting, Minutes

from . import selectors


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed of one line; an empty `how` takes it off the list."""

    kind: str
    pk: int
    place: int
    how: str
    name: str = ""


@transaction.atomic
def enter_attendance(
    meeting: GroupMeeting,
    entries: Iterable[Entry],
    *,
    by: User,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Minutes:
    """Keep these lines and leave the others. Where nothing changes, nothing is recorded."""
    at = at or timezone.now()
    meeting, minutes = begin(meeting, at)
    # The last of several people from one organisation first: who is taken off moves the places behind.
    in_turn = sorted(entries, key=lambda entry: entry.place, reverse=True)
    changed = [entry for entry in in_turn if _keep(meeting, entry)]
    if not changed and minutes.attendance_at:
        return minutes
    rules.may_change_attendance(minutes, reason).enforce()
    rules.says_who_came(meeting).enforce()
    if minutes.attendance_at is None:
        minutes.attendance_at, minutes.quorum = at, meeting.group.quorum
        minutes.save(update_fields=["attendance_at", "quorum"])
    latest, found = minutes.latest, selectors.presence(meeting)
    rules.may_decide(found, decides=latest is not None and latest.decides).enforce()
    if minutes.is_published and latest:
        keep_version(minutes, latest.sections, by=by, at=at, why=rules.Correction(reason))
    record(
        "forums.attendance_entered",
        meeting,
        by=by,
        data={
            "organisations": found.organisations,
            "people": found.people,
            "apologies": found.apologies,
        },
    )
    return minutes


@transaction.atomic
def add_attendance(
    meeting: GroupMeeting,
    entry: Entry,
    *,
    by: User,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Minutes:
    """Add somebody who is not on the list; the same person of the same body again is already there."""
    same = meeting.attendances.filter(**{f"{entry.kind}_id": entry.pk})
    kept = list(same.order_by("pk"))
    if entry.kind == "officer":
        place = 0
    else:
        place = next((n for n, row in enumerate(kept) if row.name == entry.name), len(kept))
    return enter_attendance(
        meeting,
        [Entry(entry.kind, entry.pk, place, entry.how, entry.name)],
        by=by,
        reason=reason,
        at=at,
    )


def _keep(meeting: GroupMeeting, entry: Entry) -> bool:
    """Store one line; returns whether it is another one than before."""
    rows = list(meeting.attendances.filter(**{f"{entry.kind}_id": entry.pk}).order_by("pk"))
    row = rows[entry.place] if entry.place < len(rows) else None
    if row is None:
        if not entry.how:
            return False
        row = Attendance(meeting=meeting, **{f"{entry.kind}_id": entry.pk})
        row.counts = _counts(meeting, entry)
    elif not entry.how:
        row.delete()
        return True
    elif (row.how, row.name) == (entry.how, entry.name):
        return False
    row.how, row.name = entry.how, entry.name
    row.save()
    return True


def _counts(meeting: GroupMeeting, entry: Entry) -> bool:
    """For the quorum: a member that is in the group, or somebody in one of its seats."""
    group, day = meeting.group, meeting.day
    if group.is_of_seats:
        seats = selectors.seats_on(group, day)
        return entry.kind == "appointment" and seats.filter(pk=entry.pk).exists()
    inside = Organisation.objects.members(day).filter(
        pk__in=selectors.in_group_on(group, day).values("pk")
    )
    return entry.kind == "organisation" and inside.filter(pk=entry.pk).exists()
