"""Reads across groups, their members and the seats of the county forum."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.next_steps import NextStep
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.selectors import board_of
from forums.models import Group
from forums.succession import selectors as succession

from . import rules

PER_PAGE = 30

ENDED = "ended"
HEADINGS = {
    Group.Kind.STRATEGIC: "Strategic groups",
    Group.Kind.DISTRICT: "District forums",
    Group.Kind.COUNTY: "County forum",
    Group.Kind.BOARD: "Assembly Board",
    Group.Kind.ADVISORY: "Advisory groups",
    ENDED: "Forums of districts that ended",
}


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    cards: list[Card]


def sections() -> list[Section]:
    """Every group whose page is published, by kind; one query."""
    # In words, because a query that counts forgets the order of its model.
    groups = (
        Group.objects.filter(page__live=True)
        .select_related("district")
        .annotate(size=Count("memberships", filter=Q(memberships__left_on=None)))
        .order_by("kind", "name")
    )
    today = timezone.localdate()
    cards: dict[str, list[Card]] = {kind: [] for kind in HEADINGS}
    for group in groups:
        kind = ENDED if group.is_over(today) else group.kind
        cards[kind].append(_card(group, group.size, today))
    return [Section(heading, cards[kind]) for kind, heading in HEADINGS.items() if cards[kind]]


def _card(group: Group, size: int, on: dt.date) -> Card:
    if group.is_over(on):
        ended = f"Ended on {short_day(group.ended_on)}"
        return Card(group.name, group.get_absolute_url(), group.remit, ended)
    members = "" if group.is_of_seats else in_words(size, "organisations")
    return Card(group.name, group.get_absolute_url(), group.remit, members)


def group_context(
    group: Group, organisation: Organisation | None, page_number: str | None
) -> dict[str, Any]:
    """What a group's page shows, for somebody who acts for this organisation or for none."""
    members, today = members_page(group, page_number), timezone.localdate()
    return {
        "going_on": succession.is_going_on(group, today),
        "heir": succession.heir_of(group, today),
        "earlier": succession.earlier(group, today),
        "group": group,
        "convenor": group.convenor_on(timezone.localdate()),
        "members": members,
        "size": in_words(members.paginator.count, "organisations"),
        "boards": [board_of(group.partnership)] if group.partnership else [],
        "organisation": organisation,
        "can_join": may_join(group, organisation) if organisation else None,
        "can_leave": may_leave(group, organisation) if organisation else None,
    }


def members_page(group: Group, number: str | None) -> "Page[Organisation]":
    return Paginator(members(group), PER_PAGE).get_page(number)


def members(group: Group) -> QuerySet[Organisation]:
    """The organisations that are in the group today; of a forum that has ended those that were in it at its end."""
    places = succession.places_in(group, timezone.localdate())
    return Organisation.objects.members().filter(pk__in=places.values("organisation"))


def is_in(group: Group, organisation: Organisation) -> bool:
    places = succession.places_in(group, timezone.localdate())
    return places.filter(organisation=organisation).exists()


def may_join(group: Group, organisation: Organisation) -> Ruling:
    today = timezone.localdate()
    return succession.is_going_on(group, today) and rules.may_join(
        group,
        organisation,
        is_in=is_in(group, organisation),
        district_ids=succession.district_keys(group, organisation, today),
    )


def may_leave(group: Group, organisation: Organisation) -> Ruling:
    going_on = succession.is_going_on(group, timezone.localdate())
    return going_on and rules.may_leave(organisation, is_in=is_in(group, organisation))


def groups_panel(organisation: Organisation) -> Panel:
    """On an organisation's page: the groups it is in."""
    return Panel(
        heading="Groups",
        lines=_lines(organisation),
        empty="It is in no strategic group or district forum at present.",
    )


def my_groups_panel(user: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: the groups of the organisation that the person acts for."""
    if not organisation.is_member:
        return None
    return Panel(
        heading=f"Groups of {organisation}",
        lines=_lines(organisation),
        empty="It is in no group yet. Groups are where members agree what to say together.",
        url=page_at("groups"),
        label="Find a group to join",
    )


def join_a_group(user: User, organisation: Organisation | None) -> NextStep | None:
    """What a new member does next."""
    if organisation is None or not organisation.is_member:
        return None
    return NextStep(
        "Join a strategic group or a district forum",
        done=bool(_lines(organisation)),
        url=page_at("groups"),
        note="There members agree what to say together.",
    )


def _lines(organisation: Organisation) -> tuple[PanelLine, ...]:
    groups = Group.objects.filter(memberships__organisation=organisation, memberships__left_on=None)
    return tuple(PanelLine(group.name, group.get_absolute_url()) for group in groups)
