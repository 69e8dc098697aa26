"""Reads of what is kept of a meeting: for everybody once it is published, for who runs the group before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.core.differences import Piece, differences
from forums.attendance import selectors as attendance
from forums.attendance.selectors import Presence
from forums.models import (
    Action,
    Attendance,
    Group,
    GroupMeeting,
    Minutes,
    MinutesVersion,
    Note,
    Section,
    SummaryPoint,
)

GENERAL = "The meeting as a whole"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a meeting's page says of its record."""

    minutes: Minutes | None
    presence: Presence
    actions: list[Action]
    today: dt.date


@dataclass(slots=True)
class Part:
    """One agenda item as the minutes show it: what they say, the summary, and the notes it rests on."""

    section: Section
    points: list[SummaryPoint] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """How one section of the minutes was changed by a version."""

    heading: str
    text: list[Piece]
    decisions: list[Piece]


@dataclass(frozen=True, slots=True)
class Came:
    """Who came, as everybody may read it."""

    present: list[Attendance]
    apologies: list[Attendance]


def minutes_of(meeting: GroupMeeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).select_related("approved_at").first()


def kept_of(meeting: GroupMeeting, *, runs_it: bool) -> Kept:
    """For the meeting's page; before publishing, for who runs the group alone."""
    minutes = minutes_of(meeting)
    if minutes and not (minutes.is_published or runs_it):
        minutes = None
    actions: list[Action] = []
    if minutes and minutes.is_published:
        actions = list(meeting.actions.select_related("organisation", "person"))
    return Kept(minutes, attendance.presence(meeting), actions, timezone.localdate())


def published(slug: str, number: int) -> QuerySet[Minutes]:
    found = Minutes.objects.public().filter(meeting__group__slug=slug, meeting__number=number)
    return found.select_related("meeting__group__page", "approved_at__group")


def who_came(meeting: GroupMeeting) -> Came:
    rows = list(
        meeting.attendances.select_related("organisation", "appointment__seat", "officer__body")
        .only(
            "meeting",
            "how",
            "appointment",
            "officer",
            "organisation__name",
            "appointment__name",
            "appointment__seat__title",
            "officer__body__name",
        )
        .of_name()
    )
    # An organisation for which two people came is named once.
    seen: dict[str, Attendance] = {}
    for row in rows:
        if row.was_there:
            seen.setdefault(row.who, row)
    excused = {row.who: row for row in rows if row.how == Attendance.How.APOLOGIES}
    return Came(list(seen.values()), [row for who, row in excused.items() if who not in seen])


def sections_for(meeting: GroupMeeting, latest: MinutesVersion | None) -> list[Section]:
    """What the form of the minutes begins with: a section for each item, and for each that has words and no item."""
    kept = {section.item: section for section in latest.sections} if latest else {}
    agenda = [(0, GENERAL), *((item.pk, item.title) for item in meeting.items.all())]
    found = [kept.pop(item) if item in kept else Section(item, heading) for item, heading in agenda]
    return [*found, *kept.values()]


def parts_of(meeting: GroupMeeting, sections: Iterable[Section]) -> list[Part]:
    """The minutes with summary and notes below each item; what lost its item is with the whole. Three queries."""
    parts = {section.item: Part(section) for section in sections}
    whole = parts.setdefault(0, Part(Section(0, GENERAL)))
    for point in meeting.points.prefetch_related("notes"):
        parts.get(point.item_id or 0, whole).points.append(point)
    for note in meeting.notes.select_related("organisation"):
        parts.get(note.item_id or 0, whole).notes.append(note)
    return [
        part for part in parts.values() if part.points or part.notes or not part.section.is_empty
    ]


def public_versions(minutes: Minutes) -> QuerySet[MinutesVersion]:
    """From the one that was published on; the drafts before it stay with who runs the group."""
    found = minutes.versions.filter(number__gte=minutes.published_as or 0)
    return found.select_related("decided_at__group").order_by("-number")


def changes(before: MinutesVersion | None, after: MinutesVersion) -> list[Change]:
    """What the second version changed, section by section; the first one put everything in."""
    old = {section.item: section for section in before.sections} if before else {}
    pairs = [
        (old.pop(section.item, Section(section.item, section.heading)), section)
        for section in after.sections
    ]
    pairs += [(gone, Section(gone.item, gone.heading)) for gone in old.values()]
    return [
        Change(
            new.heading,
            differences(was.text, new.text),
            differences(was.decisions, new.decisions),
        )
        for was, new in pairs
        if not (was.is_empty and new.is_empty)
        and (was.text, was.decisions) != (new.text, new.decisions)
    ]


def later_meetings(meeting: GroupMeeting, at: dt.datetime) -> QuerySet[GroupMeeting]:
    """Those that can have approved or corrected the minutes of this one, the nearest first."""
    begun = meeting.group.meetings.filter(
        announced_at__isnull=False, cancelled_at=None, starts_at__lte=at
    )
    later = begun.filter(starts_at__gte=meeting.ends_at)
    return later.select_related("group").order_by("starts_at", "pk")


def waiting_meetings(groups: Iterable[Group], at: dt.datetime) -> QuerySet[GroupMeeting]:
    """Meetings of these groups that are over and whose record is not finished."""
    over = GroupMeeting.objects.past(at).filter(announced_at__isnull=False, group__in=groups)
    open_record = Q(minutes=None) | Q(minutes__approved_at=None)
    return over.filter(open_record).select_related("group", "minutes")
