"""Consultations in the public calendar: the day each opens, the day it closes, and when feedback is due."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.calendars import Entry, Scope

from .changes import changed_at
from .compliance import feedback_due_on
from .finding.extended import extended_in_words
from .finding.scopes import scopes
from .models import Consultation

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
