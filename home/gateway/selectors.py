"""What the gateway shows: who offers which help, and where each enquiry stands."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.membership.classification import Need
from assembly.membership.models import Delegate, Offer, Organisation

from .models import Enquiry
from .rules import SUPPORT_UNIT_AFTER


def offers() -> QuerySet[Offer]:
    """What infrastructure organisations of the public register offer."""
    return Offer.objects.filter(
        organisation__infrastructure=True, organisation__status__in=Organisation.PUBLIC
    )


def need_cards() -> list[Card]:
    """Every need, in its order, those for which nobody offers help too."""
    counted = dict(offers().order_by().values_list("need").annotate(number=Count("pk")))
    return [_need_card(need, counted.get(need.value, 0)) for need in Need]


def _need_card(need: Need, number: int) -> Card:
    organisations = in_words(number, "organisations")
    return Card(
        heading=need.label,
        url=f"{reverse('home:find_help')}?need={need.value}",
        meta=organisations if number else "To read, or ask the Support Unit",
    )


def offer_cards(chosen: Mapping[str, str]) -> list[Card]:
    """Who offers help with a need; each card leads to the form that asks."""
    return [
        Card(
            heading=offer.organisation.name,
            url=f"{reverse('home:ask', args=[offer.organisation.slug])}?need={chosen['need']}",
            text=offer.description,
            meta=offer.organisation.district_names or "The whole area",
            tag=offer.get_cost_display(),
            colour="teal",
        )
        for offer in offers_for(chosen)
    ]


def offers_for(chosen: Mapping[str, str]) -> QuerySet[Offer]:
    """Who offers help with a need, in a district if one is chosen; the order is that of names."""
    found = offers().filter(need=chosen["need"])
    if district := chosen.get("district"):
        found = found.filter(organisation__districts__slug=district)
    # A card names the organisation and where it works.
    return (
        found.select_related("organisation")
        .prefetch_related("organisation__districts")
        .order_by("organisation__name", "pk")
    )


def followed(at: dt.datetime, state: str = "") -> QuerySet[Enquiry]:
    """Every confirmed enquiry for the staff, the longest waiting first; `late` are those that are theirs to see to."""
    found = Enquiry.objects.exclude(state=Enquiry.State.UNCONFIRMED).select_related("organisation")
    if state == "late":
        found = found.filter(pk__in=for_support_unit(at).values("pk"))
    elif state:
        found = found.filter(state=state)
    return found.order_by("reached_at", "pk")


def for_support_unit(at: dt.datetime) -> QuerySet[Enquiry]:
    """The same as `rules.is_for_support_unit`, as one query."""
    lead = Delegate.objects.current().filter(
        organisation=OuterRef("organisation"), role=Delegate.Role.LEAD
    )
    return Enquiry.objects.open().filter(
        Q(state=Enquiry.State.HANDED_ON)
        | Q(reached_at__lte=at - SUPPORT_UNIT_AFTER)
        | ~Exists(lead)
    )


def received(user: User) -> QuerySet[Enquiry]:
    """What reached the organisations that this person leads, open ones first."""
    found = Enquiry.objects.to_leads(user).select_related("organisation")
    return found.order_by("settled_at", "reached_at", "pk")


def sent(user: User) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(sender=user).select_related("organisation").order_by("-asked_at")
