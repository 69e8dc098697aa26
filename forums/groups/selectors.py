"""Reads across groups, their members and the seats of the county forum."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list

from assembly.accounts.models import User
from assembly.core.addresses import page_at
from assembly.core.cards import Card
from assembly.core.figures import in_words
from assembly.core.rules import Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.next_steps import NextStep
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.selectors import board_of
from forums.actions.selectors import open_of_group
from forums.meetings.selectors import next_meeting
from forums.models import (
    ConvenorTerm,
    Group,
    GroupMeeting,
    GroupMembership,
    MemberRemoval,
    Observer,
)
from forums.participants.selectors import memberships_of, own_page
from forums.succession import selectors as succession

from . import chain, rules

PER_PAGE = 30
NONE = refused(
    "Only organisations can join groups, and you do not act for one. Register your organisation first."
)

ENDED = "ended"
HEADINGS = {
    Group.Kind.STRATEGIC: "Strategic groups",
    Group.Kind.DISTRICT: "District forums",
    Group.Kind.COUNTY: "County forum",
    Group.Kind.BOARD: "Assembly Board",
    Group.Kind.COMPACT: "Compact Board",
    Group.Kind.ADVISORY: "Advisory groups",
    ENDED: "Forums of former districts",
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
        .annotate(
            size=Count("memberships", filter=Q(memberships__left_on=None)),
            joined=Max("memberships__joined_on", filter=Q(memberships__left_on=None)),
            meets_at=_next_start(timezone.now()),
        )
        .order_by("kind", "name")
    )
    today = timezone.localdate()
    cards: dict[str, list[Card]] = {kind: [] for kind in HEADINGS}
    for group in groups:
        kind = ENDED if group.is_over(today) else group.kind
        said = _activity(group, group.size, group.joined, group.meets_at, today)
        cards[kind].append(Card(group.name, group.get_absolute_url(), group.remit, said))
    return [Section(heading, cards[kind]) for kind, heading in HEADINGS.items() if cards[kind]]


def _activity(
    group: Group, size: int, joined: dt.date | None, meets_at: dt.datetime | None, on: dt.date
) -> str:
    """How lively it is: who is in it, when somebody last joined, when it meets next."""
    if group.is_over(on):
        return f"Ended on {short_day(group.ended_on)}"
    parts = [] if group.is_of_seats else [in_words(size, "organisations")]
    if parts and joined:
        parts.append(f"newest joined {short_day(joined)}")
    if meets_at:
        parts.append(f"next meeting {short_day(meets_at)}")
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _next_start(at: dt.datetime) -> Subquery:
    to_come = GroupMeeting.objects.public().filter(group=OuterRef("pk")).to_come(at)
    return Subquery(to_come.values("starts_at")[:1])


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
        "conveners": terms_on(group, timezone.localdate()),
        "members": members,
        "size": in_words(members.paginator.count, "organisations"),
        "open_actions": open_of_group(group),
        "today": timezone.localdate(),
        "boards": [board_of(group.partnership)] if group.partnership else [],
        "next_meeting": next_meeting(group, timezone.now()),
        "links": chain.links(group, timezone.localdate()),
        "observers": Observer.objects.on(timezone.localdate()).filter(group=group),
        "organisation": organisation,
        "can_join": may_join(group, organisation) if organisation else None,
        "can_leave": may_leave(group, organisation) if organisation else None,
    }


def terms_on(group: Group, day: dt.date) -> list[ConvenorTerm]:
    """That of the convenor and that of the deputy; one query, or none where they are prefetched."""
    terms = list(group.terms.all())
    return [
        term
        for role in ConvenorTerm.Role
        for term in terms
        if term.role == role and term.person and term.runs_on(day)
    ]


def members_page(group: Group, number: str | None) -> "Page[Organisation]":
    return Paginator(members(group), PER_PAGE).get_page(number)


def members(group: Group) -> QuerySet[Organisation]:
    """The organisations that are in the group today; of a forum that has ended those that were in it at its end."""
    places = succession.places_in(group, timezone.localdate())
    return Organisation.objects.members().filter(pk__in=places.values("organisation"))


def membership(group: Group, organisation: Organisation) -> GroupMembership | None:
    """Its time in the group, which has not ended; until the job has run, that in the forum which it carries on."""
    today = timezone.localdate()
    if group.is_over(today):
        return None
    places = succession.places_in(group, today).filter(organisation=organisation)
    found = list(places.select_related("group"))
    return next((place for place in found if place.group_id == group.pk), next(iter(found), None))


def way_to(group: Group) -> list[tuple[str, str]]:
    """The breadcrumbs of a page below the group's own."""
    return [("Groups", str(page_at("groups"))), (group.name, group.get_absolute_url())]


def is_in(group: Group, organisation: Organisation) -> bool:
    places = succession.places_in(group, timezone.localdate())
    return places.filter(organisation=organisation).exists()


def is_invited(group: Group, organisation: Organisation) -> bool:
    """Only an advisory group invites."""
    return (
        group.is_invited
        and group.invitations.filter(organisation=organisation, ended_on=None).exists()
    )


def removed_from(group: Group, organisation: Organisation) -> Group | None:
    """Where a removal stands that keeps it out: this group, or a forum that it carries on."""
    groups = [group, *succession.earlier(group, timezone.localdate())]
    standing = MemberRemoval.objects.standing().filter(
        membership__group__in=groups, membership__organisation=organisation
    )
    found = standing.select_related("membership__group").first()
    return found.membership.group if found else None


def may_join(group: Group, organisation: Organisation) -> Ruling:
    today = timezone.localdate()
    return succession.is_going_on(group, today) and rules.may_join(
        group,
        organisation,
        is_in=is_in(group, organisation),
        district_ids=succession.district_keys(group, organisation, today),
        removed_from=removed_from(group, organisation),
        is_invited=is_invited(group, organisation),
    )


def may_leave(group: Group, organisation: Organisation) -> Ruling:
    going_on = succession.is_going_on(group, timezone.localdate())
    return going_on and rules.may_leave(organisation, is_in=is_in(group, organisation))


def groups_panel(organisation: Organisation) -> Panel:
    """On an organisation's page: the groups it is in."""
    return Panel(
        heading="Groups",
        lines=_lines(organisation),
        empty="It is not in a strategic group or district forum at present.",
    )


def my_groups_panel(user: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: the groups of the organisation that the person acts for, and who takes part in each."""
    if not organisation.is_member:
        return None
    return Panel(
        heading=f"Groups of {organisation}",
        lines=tuple(
            [
                PanelLine(found.group.name, own_page(found.group, organisation), _who(found))
                for found in memberships_of(organisation)
            ]
            + [_removed(removal) for removal in _removals_standing(organisation)]
        ),
        empty="It is not in a group yet. Groups are where members agree what to say together.",
        url=page_at("groups"),
        label="Find a group to join",
    )


def _removals_standing(organisation: Organisation) -> QuerySet[MemberRemoval]:
    found = MemberRemoval.objects.standing().filter(membership__organisation=organisation)
    return found.select_related("membership__group", "membership__organisation")


def _removed(removal: MemberRemoval) -> PanelLine:
    group, organisation = removal.membership.group, removal.membership.organisation
    url = reverse("forums:removal", args=[organisation.slug, group.slug])
    return PanelLine(group.name, url, "Removed from this group: read why, and how to appeal")


def _who(membership: GroupMembership) -> str:
    """Who takes part, in words; the participants are prefetched."""
    names = [str(one.delegate.user) for one in membership.participants.all()]
    if not names:
        return "Nobody takes part yet: say who does"
    return f"{get_text_list(names, 'and')} {'takes' if len(names) == 1 else 'take'} part"


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
