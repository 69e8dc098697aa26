"""Reads of who came to a meeting, and of who is expected on the list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from assembly.core.figures import in_words
from assembly.membership.models import Organisation
from assembly.partners.models import Appointment, Meeting, Officer
from forums.models import Attendance, Group, GroupMeeting, Minutes

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Presence:
    """How many came, and whether the group could decide."""

    organisations: int  # of a group of seats: people in seats
    counted: int  # of these, in the group at that time
    people: int
    apologies: int
    quorum: int | None
    is_entered: bool
    of_seats: bool

    @property
    def is_met(self) -> bool:
        """A group without a rule can decide with as many as came."""
        return self.quorum is None or (self.is_entered and self.counted >= self.quorum)

    @property
    def unit(self) -> str:
        return "people in seats" if self.of_seats else "organisations"

    @property
    def one(self) -> str:
        return "person in a seat" if self.of_seats else "organisation"

    @property
    def came_in_words(self) -> str:
        """How many came, of which kind, and who sent apologies."""
        if not self.is_entered:
            return ""
        said = [
            in_words(self.organisations, f"{self.unit} came", one=f"{self.one} came"),
            f"{in_words(self.people, 'people', one='person')} in total",
        ]
        if self.apologies:
            said.append(in_words(self.apologies, "sent apologies", one="sent apologies"))
        return f"{', '.join(said)}."

    @property
    def sentence(self) -> str:
        """Met or missed, as the page and the refusals say it."""
        if self.quorum is None:
            return "The group has no quorum rule."
        rule = f"The quorum is {in_words(self.quorum, self.unit, one=self.one)}"
        if not self.is_entered:
            return f"{rule}. The attendance has not been entered yet."
        if self.is_met:
            return f"{rule}, and it was met: {self.counted} came."
        return f"{rule}, but it was not met: {self.counted} came. Nothing could be decided."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: an organisation, a seat or an observer, and what is entered of it."""

    kind: str  # the field of Attendance that names it
    pk: int
    place: int  # of several people from one organisation
    label: str
    row: Attendance | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}-{self.place}"


def presence(meeting: GroupMeeting) -> Presence:
    """Two queries, however many came, and no row of them is read."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    group, there = meeting.group, Q(how__in=Attendance.PRESENT)
    member = "appointment" if group.is_of_seats else "organisation"
    found = meeting.attendances.aggregate(
        organisations=Count(member, filter=there, distinct=True),
        counted=Count(member, filter=there & Q(counts=True), distinct=True),
        people=Count("pk", filter=there),
        apologies=Count("pk", filter=Q(how=Attendance.How.APOLOGIES)),
    )
    is_entered = minutes is not None and minutes.attendance_at is not None
    return Presence(
        **found,
        quorum=minutes.quorum if minutes and is_entered else group.quorum,
        is_entered=is_entered,
        of_seats=group.is_of_seats,
    )


def in_group_on(group: Group, day: dt.date) -> QuerySet[Organisation]:
    """The organisations that were in the group that day."""
    inside = group.memberships.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)
    return Organisation.objects.filter(pk__in=inside.values("organisation"))


def seats_on(group: Group, day: dt.date) -> QuerySet[Appointment]:
    """Who sat that day, having taken the seat."""
    held = Appointment.objects.on(day).filter(taken_on__lte=day)
    return held.filter(seat__partnership=group.partnership_id)


def lines_page(meeting: GroupMeeting, number: str | None) -> tuple[list[Line], "Page[Any]"]:
    """The lines of one page of the form. A fixed number of queries, however many are in the group."""
    expected: QuerySet[Any] = (
        _seats(meeting) if meeting.group.is_of_seats else _organisations(meeting)
    )
    page: Page[Any] = Paginator(expected, PER_PAGE).get_page(number)
    kind = "appointment" if meeting.group.is_of_seats else "organisation"
    lines = _lines(meeting, kind, page.object_list)
    if page.number == 1:
        lines += _others(meeting, kind)
    return lines, page


def _organisations(meeting: GroupMeeting) -> QuerySet[Organisation]:
    entered = meeting.attendances.exclude(organisation=None).values("organisation")
    inside = in_group_on(meeting.group, meeting.day).values("pk")
    coming = meeting.registrations.with_place().exclude(organisation=None).values("organisation")
    found = Organisation.objects.filter(
        Q(pk__in=inside) | Q(pk__in=entered) | Q(pk__in=coming.order_by())
    )
    return found.order_by("name", "pk")


def _seats(meeting: GroupMeeting) -> QuerySet[Appointment]:
    entered = meeting.attendances.exclude(appointment=None).values("appointment")
    held = seats_on(meeting.group, meeting.day).values("pk")
    found = Appointment.objects.filter(Q(pk__in=held) | Q(pk__in=entered))
    return found.select_related("seat").order_by("seat__order", "seat__title", "pk")


def _lines(meeting: GroupMeeting, kind: str, records: Iterable[Any]) -> list[Line]:
    shown = list(records)
    entered = defaultdict(list)
    for row in meeting.attendances.filter(**{f"{kind}__in": shown}).order_by("pk"):
        entered[getattr(row, f"{kind}_id")].append(row)
    return [
        Line(kind, one.pk, place, label_of(one), row)
        for one in shown
        for place, row in enumerate(entered[one.pk] or [None])
    ]


def _others(meeting: GroupMeeting, kind: str) -> list[Line]:
    """Observers; at a meeting of people in seats, guests from organisations as well."""
    others = (
        meeting.attendances.exclude(officer=None)
        if kind == "organisation"
        else (meeting.attendances.filter(appointment=None))
    )
    lines: list[Line] = []
    places: dict[tuple[str, int], int] = defaultdict(int)
    for row in others.select_related("organisation", "officer__body").order_by("pk"):
        if one := row.officer or row.organisation:
            named = "officer" if row.officer else "organisation"
            lines.append(Line(named, one.pk, places[named, one.pk], label_of(one), row))
            places[named, one.pk] += 1
    return lines


def label_of(record: Organisation | Appointment | Officer) -> str:
    if isinstance(record, Appointment):
        return f"{record.name}, {record.seat.title}"
    if isinstance(record, Officer):
        return f"{record.body.name}, as observer"
    return str(record)


def entered_for(appointment: Appointment, meeting: Meeting) -> str:
    """How somebody in a seat took part in a partnership's meeting, as its group entered it; empty where it did not."""
    found = Attendance.objects.filter(
        appointment=appointment, meeting__partnership_meeting=meeting
    ).first()
    return found.how if found else ""
