"""The Compact as its pages show it: each undertaking with the text in force and the texts before it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from assembly.core import in_use
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.hiding.selectors import hidden_keys
from assembly.core.models import Event
from assembly.core.rules import Ruling

from . import rules
from .citing import citing
from .example_text import UNDERTAKINGS
from .models import EXAMPLE, VOLUNTARY, Code, CodePage, Undertaking, UndertakingVersion


@dataclass(frozen=True, slots=True)
class Reading:
    """An undertaking on a day: the text in force, those that will follow and those it replaced."""

    undertaking: Undertaking
    current: UndertakingVersion | None
    coming: list[UndertakingVersion]
    earlier: list[UndertakingVersion]


def code_cards() -> list[Card]:
    """One card for each published page of a code."""
    pages = CodePage.objects.live().select_related("code").order_by("code")
    hidden = hidden_keys(timezone.now())
    return [
        Card(
            heading=page.title,
            url=page.code.get_absolute_url(),
            text="" if page.pk in hidden else page.lead,
            meta=in_words(page.size, "undertakings"),
        )
        for page in pages.annotate(size=Count("code__undertakings"))
    ]


def read(undertaking: Undertaking, on: dt.date) -> Reading:
    """Sort the versions of an undertaking by whether they hold on this day. Uses the prefetched ones."""
    versions = sorted(
        undertaking.versions.all(), key=lambda version: version.effective_on, reverse=True
    )
    in_force = [version for version in versions if version.effective_on <= on]
    coming = [version for version in versions if version.effective_on > on]
    return Reading(undertaking, in_force[0] if in_force else None, coming[::-1], in_force[1:])


def code_context(code: Code) -> dict[str, Any]:
    today = timezone.localdate()
    undertakings = code.undertakings.select_related("code").prefetch_related("versions")
    readings = [read(undertaking, today) for undertaking in undertakings]
    return {
        "readings": readings,
        "other_codes": Code.objects.exclude(pk=code.pk).filter(page__live=True),
        "voluntary": VOLUNTARY,
        "example": EXAMPLE if _any_example(readings) else "",
    }


def undertaking_context(undertaking: Undertaking) -> dict[str, Any]:
    reading = read(undertaking, timezone.localdate())
    around = list(undertaking.code.undertakings.select_related("code"))
    place = around.index(undertaking)
    return {
        "reading": reading,
        "cited_by": citing(undertaking),
        "code": undertaking.code,
        "previous": around[place - 1] if place else None,
        "next": around[place + 1] if place + 1 < len(around) else None,
        "voluntary": VOLUNTARY,
        "example": EXAMPLE if _any_example([reading]) else "",
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            (str(undertaking.code), undertaking.code.get_absolute_url()),
        ],
    }


def _any_example(readings: list[Reading]) -> bool:
    shown = (reading.current for reading in readings)
    return any(version.is_example for version in shown if version)


def may_be_deleted(undertaking: Undertaking, *, on: dt.date) -> Ruling:
    return rules.may_be_deleted(
        undertaking,
        cited_by=in_use.uses(undertaking, apart_from=[UndertakingVersion]),
        is_example=all(version.is_example for version in undertaking.versions.all()),
        entered_on=_entered_on(undertaking, on),
        on=on,
    )


def _entered_on(undertaking: Undertaking, on: dt.date) -> dt.date:
    """The day of its first text, as the record has it; a text may have been agreed long before."""
    first = Event.objects.filter(name="compact.text_published", subject_id=undertaking.pk).order_by(
        "pk"
    )[:1]
    return next((timezone.localdate(event.at) for event in first), on)


def example_in_words() -> list[str]:
    """How many undertakings of which code the example text has."""
    names = dict(Code.Subject.choices)
    return [f"{names[subject]}: {len(rows)} undertakings" for subject, rows in UNDERTAKINGS.items()]
