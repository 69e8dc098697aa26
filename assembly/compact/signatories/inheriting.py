"""What a public body had signed is inherited by the one that follows it, from the day of the succession."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from assembly.compact.models import Signature
from assembly.core.events import record
from assembly.core.figures import in_words
from assembly.partners.models import PublicBody, Succession
from assembly.partners.succession.plans import DAY, Plan

LONGEST = 300


def on_succession(succession: Succession) -> None:
    """A step of the day of a succession; safe to run twice."""
    if succession.body:
        for body in succession.bodies.all():
            _pass(body, succession.body, succession.day)


def on_change(body: PublicBody) -> None:
    """After a change of a body that has ended and is followed, however that was entered."""
    pass_on(body, on=timezone.localdate())


def pass_on(body: PublicBody, *, on: dt.date) -> None:
    """To its successor, once its end has come; and from there on, where that one has ended too."""
    if body.is_over(on) and body.successor and body.ended_on:
        _pass(body, body.successor, body.ended_on)


@transaction.atomic
def _pass(body: PublicBody, heir: PublicBody, day: dt.date) -> None:
    held = (
        Signature.objects.adopted()
        .filter(body=body, signed_on__lt=day)
        .exclude(ended_on__lte=day)
        .select_related("edition")
        .order_by("pk")
    )
    for former in held.select_for_update(of=("self",)):
        _inherit(former, heir, day)
        former.ended_on = day
        former.ended_because = f"{body} ended, and {heir} succeeded it."[:LONGEST]
        former.save(update_fields=["ended_on", "ended_because"])
        record("compact.signature_ended", former, by=None, data={"on": day})
    pass_on(heir, on=timezone.localdate())


def _inherit(former: Signature, heir: PublicBody, day: dt.date) -> None:
    """Where the heir signed that edition itself, or inherited it from another, the two are only linked."""
    own = (
        heir.signatures.filter(edition=former.edition)
        .exclude(ended_on__lte=day)
        .order_by("pk")
        .first()
    )
    if own is None:
        own = Signature.objects.create(
            edition=former.edition,
            body=heir,
            name=str(heir),
            way=Signature.Way.INHERITED,
            signed_on=day,
            entered_at=timezone.now(),
        )
        number = {"edition": former.edition.number}
        record("compact.signature_inherited", own, by=None, data=number)
    own.inherited_from.add(former)


def what_is_carried_over(plan: Plan) -> Iterable[str]:
    """For the preview of a succession: counted, with the editions that the successor then has."""
    if not plan.bodies:
        return
    held = Signature.objects.adopted().holding(plan.day - DAY).filter(body__in=plan.bodies)
    by_edition: dict[str, int] = defaultdict(int)
    for one in held.select_related("edition").order_by("edition__number"):
        by_edition[str(one.edition)] += 1
    for edition, number in by_edition.items():
        yield (
            f"{in_words(number, 'signatures')} to the Compact ({edition}): inherited by {plan.successor_name}, unless "
            "it signed that edition itself."
        )
