"""The scorecard's line on guidance: have all officers of a body read it in its present version?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from assembly.compact.models import Undertaking, UndertakingText
from assembly.core.key_pages import Order
from assembly.partners.scorecard.lines import (
    Bodies,
    Fact,
    Line,
    Row,
    Subject,
    Tallied,
    percent,
)

from . import counting, selectors

READ = "guidance-read"
LINES = (
    Line(
        code=READ,
        name="Guidance read",
        short="Guidance read",
        definition=(
            "Undertakings of the Compact whose guidance every officer of the body has read in its present version, "
            "with the share of officers who have read it, out of all that public bodies, or both sides, promise and "
            "for which guidance is in force. Officers are those who act for the body on this site today; a body "
            "without officers is left out. Each counts in the year in which its guidance came into use."
        ),
        met="Read by every officer",
        unmet="Not yet read by every officer",
        unit="per cent of officers",
        one_unit="per cent of officers",
    ),
)
PROMISED_BY = (UndertakingText.Party.PUBLIC_BODY, UndertakingText.Party.BOTH)
HEADINGS = ("Public body", "Officers", "Have read it")


def facts(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    """A fixed number of queries, however many undertakings, officers and bodies there are."""
    shown = [one for one in selectors.everything(on) if one.text.party in PROMISED_BY]
    if not shown:
        return
    readers = counting.readers_of(shown, on, bodies)
    for body in readers.of_body:
        officers = readers.officers(body)
        for one in shown:
            read = readers.have_read(one.guidance.pk, body)
            yield Fact(
                READ,
                body,
                one.since,
                one.undertaking.pk,
                read == officers,
                percent(read, officers),
                numbers=(officers, read),
            )


def story(of: Tallied) -> Iterator[str]:
    tally = of(READ)
    if tally.base:
        yield f"Officers have read {tally.average}% of the guidance on the Compact."


def records() -> QuerySet[Undertaking]:
    return Undertaking.objects.select_related("code").annotate(
        place=F("code__order") * 1000 + F("order")
    )


def row(one: Any, fact: Fact, body: str) -> Row:
    """Numbers, and never names: who read what is for the two offices and the body itself."""
    officers, read = fact.numbers
    note = f"{body}. {read:,} of {officers:,} officers have read the guidance."
    return Row(str(one), one.get_absolute_url(), note, (body, officers, read))


SUBJECT = Subject(
    name="Guidance on the Compact",
    lines=LINES,
    facts=facts,
    story=story,
    records=records,
    order=Order("place", int),
    headings=HEADINGS,
    row=row,
    dated="guidance that came into use",
)
