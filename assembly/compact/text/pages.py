"""What the public pages of the Compact show: its codes, the undertakings of one code, and one undertaking."""

import datetime as dt
from typing import Any

from django.db.models import Count
from django.utils import timezone

from assembly.compact.citing import citing
from assembly.compact.guidance.selectors import in_force_on
from assembly.compact.models import EXAMPLE, VOLUNTARY, Code, CodePage, Undertaking
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.hiding.selectors import hidden_keys

from .selectors import Reading, read_all


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


def code_context(code: Code) -> dict[str, Any]:
    today = timezone.localdate()
    readings = read_all(code.undertakings.public(), today)
    return {
        "readings": readings,
        "other_codes": Code.objects.exclude(pk=code.pk).filter(page__live=True),
        "voluntary": VOLUNTARY,
        "example": _example(readings),
    }


def undertaking_context(undertaking: Undertaking, on: dt.date) -> dict[str, Any]:
    around = read_all(undertaking.code.undertakings.public(), on)
    place = next(at for at, one in enumerate(around) if one.undertaking.pk == undertaking.pk)
    reading = around[place]
    return {
        "reading": reading,
        "cited_by": citing(undertaking),
        "guidance": in_force_on([reading]).get(undertaking.pk),
        "code": undertaking.code,
        "previous": around[place - 1] if place else None,
        "next": around[place + 1] if place + 1 < len(around) else None,
        "voluntary": VOLUNTARY,
        "example": _example([reading]),
        "breadcrumbs": [
            ("The Compact", page_at("compact")),
            (str(undertaking.code), undertaking.code.get_absolute_url()),
        ],
    }


def _example(readings: list[Reading]) -> str:
    return (
        EXAMPLE if any(one.current and one.current.edition.is_example for one in readings) else ""
    )
