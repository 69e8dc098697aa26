"""Consultations in the public calendar: the days each opens, closes and owes feedback, and its events."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.calendars import Entry, Scope

from .changes import changed_at
from .compliance import feedback_due_on
from .events.selectors import where
from .finding.extended import extended_in_words
from .finding.scopes import scopes
from .models import Consultation, ConsultationEvent

DAY = dt.timedelta(days=1)


def dates() -> Iterable[Entry]:
    known = Consultation.objects.published().with_page().prefetch_related("extensions")
    changes, belongs_to = changed_at(known), scopes()
    for consultation in known:
        times = changes[consultation.pk]
        of = frozenset({("body", consultation.body.slug), *belongs_to.get(consultation.pk, ())})
        yield _entry(consultation, "opens", consultation.opens_on, "Consultation opens", times, of)
        words = "Last day to respond"
        yield _entry(consultation, "closes", consultation.closes_on, words, times, of)
        if consultation.window:
            due = feedback_due_on(consultation.window)
            yield _entry(consultation, "feedback-due", due, "Feedback due", times, of)


def events() -> Iterable[Entry]:
    """An event that is for one district belongs to that one alone, wherever its consultation matters."""
    known = ConsultationEvent.objects.exclude(consultation__published_at=None).select_related(
        "consultation__page", "consultation__body__page", "district"
    )
    belongs_to = scopes()
    for event in known:
        consultation = event.consultation
        of = {("body", consultation.body.slug), *belongs_to.get(consultation.pk, ())}
        if event.district:
            of = {scope for scope in of if scope[0] != "district"}
            of.add(("district", event.district.slug))
        yield Entry(
            uid=f"consultation-event-{event.pk}",
            title=f"{event.title}: {consultation.page.title} ({consultation.body.name})",
            url=event.get_absolute_url(),
            starts=event.starts_at,
            ends=event.ends_at,
            text=_text_of_event(event),
            changed_at=event.changed_at,
            changes=event.changes + event.is_dropped,
            cancelled=event.is_cancelled or event.is_dropped,
            scopes=frozenset(of),
        )


def _text_of_event(event: ConsultationEvent) -> str:
    if event.is_cancelled:
        return f"Cancelled: {event.cancelled_because}"
    if event.is_dropped:
        return f"Withdrawn: {event.consultation.withdrawal_reason}"
    return where(event)


def _entry(
    consultation: Consultation,
    what: str,
    on: dt.date | None,
    words: str,
    times: list[dt.datetime],
    scopes: frozenset[Scope],
) -> Entry:
    if on is None or consultation.published_at is None:
        raise ValueError("A published consultation without its days.")
    withdrawn = consultation.withdrawn_on
    return Entry(
        uid=f"consultation-{consultation.pk}-{what}",
        title=f"{words}: {consultation.page.title} ({consultation.body.name})",
        url=consultation.get_absolute_url(),
        starts=on,
        ends=on + DAY,
        text=_text(consultation),
        changed_at=max([consultation.published_at, *times]),
        changes=len(times),
        cancelled=bool(withdrawn),
        scopes=scopes,
    )


def _text(consultation: Consultation) -> str:
    if consultation.is_withdrawn:
        return f"Withdrawn: {consultation.withdrawal_reason}"
    return " ".join(filter(None, [extended_in_words(consultation), consultation.public_summary]))
