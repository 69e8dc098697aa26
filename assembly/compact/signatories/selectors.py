"""Who has signed which edition, read for lists, for a body and for the rules."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Lower, LPad

from assembly.accounts.models import User
from assembly.compact.models import Edition, Signature
from assembly.core.key_pages import Order
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.partners.models import Officer, PublicBody

from .rules import Signatory

# What a list is narrowed to.
HOLDING, ENDED = "holding", "ended"
BODIES, ORGANISATIONS = "bodies", "organisations"

# The newest edition first; of each the public bodies before the organisations, by name.
IN_PLACE = Order("place")
NEWEST_END_FIRST = Order("ended", dt.date.fromisoformat, descending=True)
LAST_NUMBER = 99_999


def signatures_in_force(on: Any) -> QuerySet[Signature]:
    """Those that hold on a day, to an edition that is in force then, the newest edition first.

    A day may be a field of an outer query: `OuterRef("opens_on")`.
    """
    held = Signature.objects.adopted().holding(on).filter(edition__in_force_from__lte=on)
    return held.order_by("-edition__number")


def edition_signed(body: PublicBody, on: dt.date) -> Edition | None:
    """The newest edition that a public body had signed, or inherited, and that was in force on a day."""
    found = signatures_in_force(on).filter(body=body).select_related("edition").first()
    return found.edition if found else None


def listed() -> QuerySet[Signature]:
    """With everything that a list shows of each, and `place` to order by."""
    people = ("champion", "champion_officer", "apart_from")
    found = Signature.objects.adopted().select_related("edition", "body", "organisation", *people)
    return found.prefetch_related("inherited_from__body").annotate(
        place=_place(), ended=Coalesce("ended_on", "body__ended_on")
    )


def _place() -> Concat:
    newest_first = Cast(Value(LAST_NUMBER) - F("edition__number"), CharField())
    side = Case(When(body__isnull=False, then=Value("1")), default=Value("2"))
    return Concat(LPad(newest_first, 5, Value("0")), side, Lower("name"), output_field=CharField())


def narrowed(found: QuerySet[Signature], chosen: Mapping[str, Any], on: dt.date) -> Any:
    """As `ListForm` says."""
    found = found.all()
    if chosen.get("q"):
        found = found.holding_words(chosen["q"])  # type: ignore[attr-defined]  # the queryset's own
    if side := chosen.get("side"):
        found = found.filter(body__isnull=side != BODIES)
    if edition := chosen.get("edition"):
        found = found.filter(edition=edition)
    if chosen.get("state") == HOLDING:
        found = found.holding(on)  # type: ignore[attr-defined]  # as above
    elif chosen.get("state") == ENDED:
        found = found.over(on)  # type: ignore[attr-defined]  # as above
    return found


def champions_for(signature: Signature, on: dt.date) -> QuerySet[Any]:
    """Whom a signatory can name: the delegates of an organisation, the contacts of a public body."""
    if signature.body:
        return Officer.objects.not_over(on).filter(body=signature.body)
    return delegates_of(signature.organisation)


def delegates_of(organisation: Organisation | None) -> QuerySet[User]:
    return User.objects.filter(
        delegations__organisation=organisation, delegations__ended_on=None
    ).order_by("name", "pk")


# What a signatory has signed, of all editions in force


def editions_in_force(on: dt.date) -> list[Edition]:
    """Those adopted whose day has come, the oldest first."""
    return list(Edition.objects.adopted().filter(in_force_from__lte=on).order_by("number"))


def years(editions: Iterable[Edition]) -> dict[int, str]:
    """What people call each: by its year, and by its month where a year has two."""
    editions = list(editions)
    times = Counter(one.year for one in editions)
    return {
        one.pk: f"{one.in_force_from:%B %Y}" if times[one.year] > 1 else one.year
        for one in editions
    }


def in_words(signed: Iterable[int], editions: list[Edition]) -> str:
    """“Signed 2005, not yet 2010”, “Signed 2005 and 2010”; empty where no edition in force is signed.

    Only editions since the first one signed are missing: a signatory that began later signed none before.
    """
    names, signed = years(editions), set(signed)
    has = [names[one.pk] for one in editions if one.pk in signed]
    if not has:
        return ""
    newest = editions[-1]
    said = f"Signed {_and(has)}"
    return said if newest.pk in signed else f"{said}, not yet {names[newest.pk]}"


def standings(signatories: Iterable[Signatory], on: dt.date) -> dict[Signatory, str]:
    """For each of these signatories, over all editions in force. Three queries at most."""
    signatories = list(signatories)
    editions = editions_in_force(on) if signatories else []
    if not editions:
        return {}
    bodies = [one.pk for one in signatories if isinstance(one, PublicBody)]
    organisations = [one.pk for one in signatories if isinstance(one, Organisation)]
    held = Signature.objects.adopted().holding(on)
    of_bodies: dict[int, set[int]] = {}
    of_organisations: dict[int, set[int]] = {}
    for key, edition in held.filter(body__in=bodies).values_list("body", "edition"):
        of_bodies.setdefault(key, set()).add(edition)
    found = held.filter(organisation__in=organisations).values_list("organisation", "edition")
    for key, edition in found:
        of_organisations.setdefault(key, set()).add(edition)
    return {
        one: in_words(
            (of_bodies if isinstance(one, PublicBody) else of_organisations).get(one.pk, ()),
            editions,
        )
        for one in signatories
    }


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def facts(signature: Signature) -> list[tuple[str, str]]:
    """Of one signature, as its screens show them."""
    rows = [
        ("Edition", str(signature.edition)),
        ("Signatory", str(signature.signatory)),
        ("Name as signed", signature.name),
        ("How", signature.get_way_display()),
        ("Day", short_day(signature.signed_on)),
        ("Who decided", signature.decided_by),
        ("Signed apart from", str(signature.apart_from or "")),
        ("Inherited from", inherited_from(signature)),
        ("Champion", str(signature.champion or signature.champion_officer or "")),
    ]
    return [(label, value) for label, value in rows if value]


def inherited_from(signature: Signature) -> str:
    names = [one.name for one in signature.inherited_from.all()]
    return ", ".join(filter(None, (*names, signature.predecessors)))
