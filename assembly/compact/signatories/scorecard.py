"""The scorecard's line on signatures: which editions of the Compact has a public body signed, or inherited?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from assembly.compact.models import Edition, Signature
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import PublicBody
from assembly.partners.scorecard.lines import Bodies, Fact, Line, Row, Subject, Tallied

from .selectors import editions_in_force

SIGNED = "signed-the-compact"
OVER = "ended"
LINES = (
    Line(
        code=SIGNED,
        name="Signed the Compact",
        short="Signed the Compact",
        definition=(
            "Editions of the Compact that the body has signed, or inherited from a body that it succeeded, and whose "
            "signature has not ended, out of all adopted editions that came into force before the body ended. For a "
            "body that ended, its last day counts. The site does not know when a body began, so an edition older than "
            "the body is counted too. Each counts in the year in which the edition came into force."
        ),
        met="Signed or inherited",
        unmet="Not signed",
        kinds={OVER: "Signed once, and ended"},
    ),
)
HEADINGS = ("Public body", "In force from")


def facts(bodies: Bodies, on: dt.date) -> Iterator[Fact]:
    """Three queries, however many editions, bodies and signatures there are."""
    editions = editions_in_force(on)
    if not editions:
        return
    known = PublicBody.objects.order_by("pk")
    found = Signature.objects.filter(edition__in=editions, body__isnull=False)
    if bodies is not None:
        known, found = known.filter(pk__in=bodies), found.filter(body__in=bodies)
    signed: dict[tuple[int, int], list[Signature]] = {}
    for one in found.select_related("body"):
        signed.setdefault((one.body_id or 0, one.edition_id), []).append(one)
    for body in known:
        for edition in editions:
            since = edition.in_force_from or on
            if body.is_over(since):
                continue
            day = on if body.ended_on is None else min(on, body.ended_on - dt.timedelta(days=1))
            given = [one for one in signed.get((body.pk, edition.pk), ()) if one.signed_on <= day]
            holds = any(one.holds(day) for one in given)
            kind = OVER if given and not holds else ""
            yield Fact(SIGNED, body.pk, since, edition.pk, holds, kind=kind)


def story(of: Tallied) -> Iterator[str]:
    tally = of(SIGNED)
    if tally.base:
        yield f"{tally.met:,} of {tally.base:,} possible signatures to the Compact are in force."


def records() -> QuerySet[Edition]:
    return Edition.objects.adopted()


def row(one: Any, fact: Fact, body: str) -> Row:
    note = f"{body}. In force from {short_day(one.in_force_from)}."
    return Row(str(one), one.get_absolute_url(), note, (body, one.in_force_from))


SUBJECT = Subject(
    name="Signatures to the Compact",
    lines=LINES,
    facts=facts,
    story=story,
    records=records,
    order=Order("number", int, descending=True),
    headings=HEADINGS,
    row=row,
    dated="editions of the Compact that came into force",
)
