"""Naming who takes part in a group for an organisation."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership.models import Delegate, Organisation
from assembly.membership.selectors import current_delegates
from assembly.notifications.services import notify
from assembly.partners.succession import services as successions
from forums.models import Group, GroupMembership, Participant

from . import rules, selectors

# Who takes part, and what each of them is told.
Parts = Mapping[Delegate, Participant.Told]


@transaction.atomic
def change_participants(
    group: Group,
    organisation: Organisation,
    parts: Parts,
    *,
    by: User,
    on: dt.date | None = None,
) -> GroupMembership:
    """Say afresh who takes part. Those who come in or go are told, except the person who says so."""
    successions.carry_over(on=on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    delegates = current_delegates(organisation)
    inside = GroupMembership.objects.current().filter(group=group, organisation=organisation)
    membership = inside.select_related("group", "organisation").first()
    rules.may_be_changed(organisation, membership, by, delegates).enforce()
    found = cast(GroupMembership, membership)  # refused where there is none
    rules.may_take_part(organisation, parts, delegates).enforce()
    before = {one.delegate: one for one in selectors.taking_part(found)}
    if {delegate: one.told for delegate, one in before.items()} == dict(parts):
        return found
    name_participants(found, parts, on=on or timezone.localdate())
    record(
        "forums.participants_changed",
        group,
        by=by,
        acting_for=organisation,
        data={"number": len(parts)},
    )
    tell(found, [one for one in parts if one not in before], "forums/part_begun", by=by)
    tell(found, [one for one in before if one not in parts], "forums/part_ended", by=by)
    return found


def name_participants(membership: GroupMembership, parts: Parts, *, on: dt.date) -> None:
    """Write the rows, in the transaction of the act that says who takes part. The organisation is locked."""
    membership.participants.exclude(delegate__in=parts).delete()
    for delegate, told in parts.items():
        Participant.objects.update_or_create(
            membership=membership,
            delegate=delegate,
            defaults={"told": told},
            create_defaults={"told": told, "since": on},
        )


def tell(membership: GroupMembership, delegates: list[Delegate], name: str, *, by: User) -> None:
    """Tell these people that their part began or ended."""
    group, organisation = membership.group, membership.organisation
    notify(
        [delegate.user for delegate in delegates if delegate.user_id != by.pk],
        name,
        about=group,
        context={"group": group, "organisation": organisation},
        url=group.get_absolute_url(),
    )


def carry_over(places: Iterable[tuple[GroupMembership, GroupMembership]], *, on: dt.date) -> None:
    """Let those who took part in a forum that ended take part in the one that carries it on, told what they were.

    Each pair is an organisation's time in the former and in the latter. What is there already stays.
    """
    followed_by = {former.pk: latter for former, latter in places}
    former = Participant.objects.current().filter(membership__in=followed_by)
    Participant.objects.bulk_create(
        (
            Participant(
                membership=followed_by[one.membership_id],
                delegate_id=one.delegate_id,
                told=one.told,
                since=on,
            )
            for one in former.order_by("pk")
        ),
        ignore_conflicts=True,
    )
