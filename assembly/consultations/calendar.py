"""Consultations in the public calendar: the day each opens, and the day it closes."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.calendars import Entry

from .changes import changed_at
from .models import Consultation
from .publishing.extensions import extensions_of, in_words

DAY = dt.timedelta(days=1)


def dates() -> Iterable[Entry]:
    known = Consultation.objects.published().with_page().prefetch_related("extensions")
    changes = changed_at(known)
    for consultation in known:
        times = changes[consultation.pk]
        yield _entry(consultation, "opens", consultation.opens_on, "Consultation opens", times)
        yield _entry(consultation, "closes", consultation.closes_on, "Last day to respond", times)


def _entry(
    consultation: Consultation,
    what: str,
    on: dt.date | None,
    words: str,
    times: list[dt.datetime],
) -> Entry:
    if on is None or consultation.published_at is None:
        raise ValueError("A published consultation without its days.")
    withdrawn = consultation.withdrawn_on
    extended = [f"{in_words(one)}: {one.reason}" for one in extensions_of(consultation)]
    return Entry(
        uid=f"consultation-{consultation.pk}-{what}",
        title=f"{words}: {consultation.page.title} ({consultation.body.name})",
        url=consultation.get_absolute_url(),
        starts=on,
        ends=on + DAY,
        text=f"Withdrawn: {consultation.withdrawal_reason}"
        if withdrawn
        else "\n".join([*extended[-1:], consultation.public_summary]),
        changed_at=max([consultation.published_at, *times]),
        changes=len(times),
        cancelled=bool(withdrawn),
        scopes=frozenset({("body", consultation.body.slug)}),
    )
