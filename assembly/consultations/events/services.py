"""Events are planned, changed, cancelled; afterwards who came is recorded."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import (
    Consultation,
    ConsultationEvent,
    EventAttendance,
    EventPaper,
)
from assembly.consultations.publishing.speaking import answers_for
from assembly.core.events import record
from assembly.membership.models import District, Organisation

from . import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is said of an event before it takes place."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    district: District | None = None
    place: str = ""
    link: str = ""
    audience: str = ""
    access_notes: str = ""


NAMES = tuple(field.name for field in fields(Details))


@transaction.atomic
def plan_event(
    consultation: Consultation, details: Details, *, by: User, at: dt.datetime | None = None
) -> ConsultationEvent:
    """Of a published consultation it is public at once; else with the consultation."""
    at = at or timezone.now()
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    rules.speaks(answers=answers_for(by, consultation, timezone.localdate(at))).enforce()
    known = consultation.events.all()
    rules.may_plan(consultation, known=known.count()).enforce()
    same = known.filter(title=details.title, starts_at=details.starts_at)
    rules.is_another(details.title, details.starts_at, known=same.exists()).enforce()
    _is_right(details, at)
    last = known.aggregate(last=Max("number"))["last"] or 0
    event = ConsultationEvent.objects.create(
        consultation=consultation, number=last + 1, planned_at=at, changed_at=at, **_facts(details)
    )
    record("consultations.event_planned", consultation, by=by, data={"event": event.pk})
    return event


@transaction.atomic
def change_event(
    event: ConsultationEvent, details: Details, *, by: User, at: dt.datetime | None = None
) -> ConsultationEvent:
    """Until it starts. The same again changes nothing."""
    at = at or timezone.now()
    event = held(event, by, at)
    rules.may_change(event, at=at).enforce()
    facts = _facts(details)
    if all(getattr(event, name) == value for name, value in facts.items()):
        return event
    _is_right(details, at)
    for name, value in facts.items():
        setattr(event, name, value)
    event.changed_at, event.changes = at, event.changes + 1
    event.save()
    record("consultations.event_changed", event.consultation, by=by, data={"event": event.pk})
    return event


@transaction.atomic
def cancel_event(
    event: ConsultationEvent, because: str, *, by: User, at: dt.datetime | None = None
) -> ConsultationEvent:
    """It stays in the list, with the public reason."""
    at = at or timezone.now()
    event = held(event, by, at)
    rules.may_cancel(event, because, at=at).enforce()
    event.cancelled_at, event.cancelled_because = at, because.strip()
    event.changed_at, event.changes = at, event.changes + 1
    event.save()
    record("consultations.event_cancelled", event.consultation, by=by, data={"event": event.pk})
    return event


@transaction.atomic
def record_attendance(
    event: ConsultationEvent,
    people: Mapping[Organisation, int],
    by_themselves: int = 0,
    *,
    nobody: bool = False,
    by: User,
    at: dt.datetime | None = None,
) -> ConsultationEvent:
    """How many came from each of these organisations (0 takes one off again) and by themselves, or that nobody did.

    An organisation that is not named here stays as it is, so that two people can enter at the same time.
    """
    at = at or timezone.now()
    event = held(event, by, at)
    rules.may_record(event, at=at).enforce()
    before = {one.organisation_id: one.people for one in event.attendances.all()}
    after = before | {organisation.pk: number for organisation, number in people.items()}
    has_notes = published(event, EventPaper.Part.NOTES) is not None
    rules.is_an_attendance(after, by_themselves, nobody=nobody, has_notes=has_notes).enforce()
    is_same = {
        one: number for one, number in after.items() if number
    } == before and event.attendance_at is not None
    if is_same and (by_themselves, nobody) == (event.people_by_themselves, event.nobody_came):
        return event  # the button was pressed twice
    _keep(event, {organisation.pk: number for organisation, number in people.items()})
    event.people_by_themselves, event.nobody_came = by_themselves, nobody
    event.attendance_at = event.attendance_at or at
    event.save(update_fields=["people_by_themselves", "nobody_came", "attendance_at"])
    record(
        "consultations.event_attendance_recorded",
        event.consultation,
        by=by,
        data={"event": event.pk},
    )
    return event


def _keep(event: ConsultationEvent, people: Mapping[int, int]) -> None:
    for organisation, number in people.items():
        if number:
            EventAttendance.objects.update_or_create(
                event=event, organisation_id=organisation, defaults={"people": number}
            )
        else:
            event.attendances.filter(organisation=organisation).delete()


def held(event: ConsultationEvent, by: User, at: dt.datetime) -> ConsultationEvent:
    """Locked until the act is done, for somebody who runs it."""
    found = ConsultationEvent.objects.select_for_update(of=("self",)).select_related(
        "consultation__body__page", "consultation__page", "district"
    )
    event = found.get(pk=event.pk)
    on = timezone.localdate(at)
    rules.speaks(answers=answers_for(by, event.consultation, on)).enforce()
    return event


def published(event: ConsultationEvent, part: str) -> EventPaper | None:
    """The newest version that was published, taken off or not."""
    found = event.papers.filter(part=part).exclude(published_at=None)
    return found.order_by("-number").first()


def _facts(details: Details) -> dict[str, object]:
    return {name: getattr(details, name) for name in NAMES}


def _is_right(details: Details, at: dt.datetime) -> None:
    rules.times_are_right(details.starts_at, details.ends_at, at=at).enforce()
    rules.is_somewhere(details.place, details.link).enforce()
