"""Consultations in the public calendar: the day each opens, and the day it closes."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.calendars import Entry

from .models import Consultation

DAY = dt.timedelta(days=1)


def dates() -> Iterable[Entry]:
    for consultation in Consultation.objects.published().select_related("page", "body__page"):
        yield _entry(consultation, "opens", consultation.opens_on, "Consultation opens")
        yield _entry(consultation, "closes", consultation.closes_on, "Last day to respond")


def _entry(consultation: Consultation, what: str, on: dt.date | None, words: str) -> Entry:
    if on is None or consultation.published_at is None:
        raise ValueError("A published consultation without its days.")
    withdrawn = consultation.withdrawn_on
    return Entry(
        uid=f"consultation-{consultation.pk}-{what}",
        title=f"{words}: {consultation.page.title} ({consultation.body.name})",
        url=consultation.get_absolute_url(),
        starts=on,
        ends=on + DAY,
        text=f"Withdrawn: {consultation.withdrawal_reason}"
        if withdrawn
        else consultation.page.summary,
        changed_at=consultation.page.last_published_at or consultation.published_at,
        changes=1 if withdrawn else 0,
        cancelled=bool(withdrawn),
        scopes=frozenset({("body", consultation.body.slug)}),
    )
