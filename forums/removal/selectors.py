"""Reads across removals from groups, and the appeals against them."""

import datetime as dt
from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.bank_holidays.selectors import working_days
from assembly.membership.models import Delegate, Organisation
from forums.convening.selectors import conveners
from forums.models import GroupMembership, MemberRemoval, RemovalAppeal

from . import rules

BESIDE = ("membership__group", "membership__organisation", "proposed_by", "decided_by", "appeal")


def removals() -> QuerySet[MemberRemoval]:
    return MemberRemoval.objects.select_related(*BESIDE)


def waiting_for(membership: GroupMembership) -> MemberRemoval | None:
    return MemberRemoval.objects.waiting().filter(membership=membership).first()


def last_of(group_slug: str, organisation: Organisation) -> MemberRemoval | None:
    """The last removal of the organisation from the group, whatever became of it."""
    return (
        removals()
        .filter(membership__group__slug=group_slug, membership__organisation=organisation)
        .first()
    )


def appeal_against(removal: MemberRemoval) -> RemovalAppeal | None:
    return RemovalAppeal.objects.filter(removal=removal).first()


def last_day_to_appeal(removal: MemberRemoval) -> dt.date:
    """Only where it is decided."""
    decided_on = timezone.localdate(cast(dt.datetime, removal.decided_at))
    return rules.last_day_to_appeal(removal, decided_on, working_days())


def in_the_electorate(group_id: int | None, notice_at: dt.datetime) -> QuerySet[GroupMembership]:
    """Whose members vote in a contest of the group with this notice of election (docs/design.md, fairness).

    Those who are in it; and those removed from it after the notice, or whose appeal is open, so that nobody is taken
    off a roll by being put out of the group. To lift the removal takes nobody off either, until they come back.
    """
    back = GroupMembership.objects.filter(
        group=group_id,
        organisation=OuterRef("membership__organisation"),
        pk__gt=OuterRef("membership"),
    )
    kept = (
        MemberRemoval.objects.filter(
            membership__group=group_id, outcome=MemberRemoval.Outcome.CONFIRMED
        )
        .filter(Q(decided_at__gte=notice_at) | Q(appeal__outcome="", lifted_on=None))
        .exclude(appeal__outcome=RemovalAppeal.Outcome.RESTORED)
        .exclude(Exists(back))
    )
    return GroupMembership.objects.filter(group=group_id).filter(
        Q(left_on=None) | Q(pk__in=kept.order_by().values("membership"))
    )


def involved_in(removal: MemberRemoval, on: dt.date, *, hearing: bool = False) -> rules.Involved:
    """Everybody who may not be the second person; at a hearing neither may whoever confirmed it."""
    organisation = removal.membership.organisation
    acting = Delegate.objects.filter(organisation=organisation).filter(
        Q(ended_on=None) | Q(ended_on__gte=removal.proposed_on)
    )
    deciders = {removal.proposed_by_id} | ({removal.decided_by_id} if hearing else set())
    return rules.Involved(
        deciders={pk for pk in deciders if pk},
        conveners={person.pk for person in conveners(removal.membership.group, on)},
        delegates=set(acting.values_list("user", flat=True)),
    )


def support_unit() -> QuerySet[User]:
    return offices.holders_who_may("forums.change_group")


def appeals_open() -> QuerySet[RemovalAppeal]:
    return RemovalAppeal.objects.filter(outcome="", removal__lifted_on=None).select_related(
        "removal__membership__group", "removal__membership__organisation"
    )
