"""Events of a consultation as its page and their own pages show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import (
    Consultation,
    ConsultationEvent,
    EventAttendance,
    EventPaper,
)
from assembly.consultations.publishing.speaking import answers_for
from assembly.core.figures import in_words
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import day, moment, time_of_day

from . import rules
from .papers import MAY_TAKE_OFF
from .wording import Point, paragraphs, points

Part = EventPaper.Part


def events_of(consultation: Consultation) -> QuerySet[ConsultationEvent]:
    return consultation.events.select_related("district").order_by("starts_at", "pk")


def when(event: ConsultationEvent) -> str:
    """“From 6pm to 8pm on Monday 10 November 2008”; two moments where it goes over midnight."""
    first, last = (timezone.localdate(one) for one in (event.starts_at, event.ends_at))
    if first == last:
        return f"{time_of_day(event.starts_at)} to {time_of_day(event.ends_at)} on {day(first)}"
    return f"{moment(event.starts_at)} to {moment(event.ends_at)}"


def where(event: ConsultationEvent) -> str:
    return event.place or "Online"


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a list: what it is called, when and where, and how it stands."""

    event: ConsultationEvent
    url: str
    when: str
    where: str
    tag: str
    colour: str


def lines(consultation: Consultation, at: dt.datetime) -> list[Line]:
    """One query. An unpublished consultation has a preview of them."""
    if consultation.pk is None:
        return []
    found = []
    for event in events_of(consultation):
        event.consultation = consultation
        tag, colour = state(event, at)
        url = event.get_absolute_url() if consultation.is_published else ""
        found.append(Line(event, url, when(event), where(event), tag, colour))
    return found


def state(event: ConsultationEvent, at: dt.datetime) -> tuple[str, str]:
    """A tag with its colour; none for an event to which people can still come."""
    if event.is_cancelled:
        return "Cancelled", "red"
    if event.is_dropped:
        return "Withdrawn", "grey"
    if event.nobody_came:
        return "Nobody came", "grey"
    return ("Over", "grey") if event.is_over(at) else ("", "")


def next_instant(at: dt.datetime) -> dt.datetime | None:
    """When the next event ends: from then on public pages say that it is over."""
    to_come = ConsultationEvent.objects.filter(cancelled_at=None, ends_at__gt=at)
    return to_come.order_by("ends_at").values_list("ends_at", flat=True).first()


def facts(event: ConsultationEvent) -> list[tuple[str, str]]:
    """What one has to know to come; what is empty is left out. The link is shown apart."""
    rows = [
        ("When", when(event)),
        ("Place", event.place),
        ("District", event.district.name if event.district else "The whole county"),
        ("Who it is for", event.audience),
        ("Access", event.access_notes),
    ]
    return [(label, value) for label, value in rows if value]


def runs_events(user: User | AnonymousUser, consultation: Consultation, on: dt.date) -> bool:
    return isinstance(user, User) and answers_for(user, consultation, on)


@dataclass(frozen=True, slots=True)
class Came:
    """Who came, by organisation, as it is public with the notes."""

    organisations: Sequence[EventAttendance]
    by_themselves: int

    @property
    def people(self) -> int:
        return sum(one.people for one in self.organisations) + self.by_themselves

    @property
    def in_words(self) -> str:
        """How many people, and from how many organisations."""
        people = in_words(self.people, "people came", one="person came")
        whence = []
        if self.organisations:
            number = in_words(len(self.organisations), "organisations")
            whence.append(f"{self.people - self.by_themselves:,} from {number}")
        if self.by_themselves:
            whence.append(f"{self.by_themselves:,} for themselves")
        return f"{people}: {', '.join(whence)}."


def came(event: ConsultationEvent) -> Came:
    found = event.attendances.select_related("organisation").order_by("organisation__name", "pk")
    return Came(list(found), event.people_by_themselves)


@dataclass(frozen=True, slots=True)
class Shown:
    """The newest version of notes or summary, and how it was corrected before."""

    paper: EventPaper
    corrections: Sequence[EventPaper]

    @property
    def notes(self) -> list[str]:
        return paragraphs(self.paper.text) if self.paper.is_readable else []

    @property
    def points(self) -> list[Point]:
        return points(self.paper.text) if self.paper.is_readable else []


def shown(event: ConsultationEvent) -> dict[str, Shown]:
    """By part; one query for all versions, whose texts are left out but for the newest."""
    found: dict[str, Shown] = {}
    papers = event.papers.exclude(published_at=None).defer("text").order_by("part", "-number")
    for part in Part.values:
        versions = [one for one in papers if one.part == part]
        if versions:
            found[part] = Shown(versions[0], [one for one in versions if one.change_note])
    return found


@dataclass(frozen=True, slots=True)
class Desk:
    """What those who run an event can do with it now, and why not."""

    may_change: Ruling
    may_cancel: Ruling
    may_record: Ruling
    may_write: Ruling
    takes_off: Sequence[EventPaper]


def desk(event: ConsultationEvent, user: User, at: dt.datetime) -> Desk:
    readable = [one.paper for one in shown(event).values() if one.paper.is_readable]
    return Desk(
        rules.may_change(event, at=at),
        rules.may_cancel_at_all(event, at=at),
        rules.may_record(event, at=at),
        rules.may_write(event, at=at),
        readable if user.has_perm(MAY_TAKE_OFF) else (),
    )
