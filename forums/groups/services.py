"""The acts around groups: give each its page, an organisation joins, an organisation leaves."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership.models import Organisation
from assembly.membership.selectors import current_delegates
from assembly.partners.succession.services import carry_over
from forums.models import Group, GroupIndexPage, GroupMembership, GroupPage, Participant
from forums.participants import services as participants
from forums.participants.rules import may_take_part
from forums.participants.selectors import taking_part

from . import selectors


@transaction.atomic
def join_group(
    group: Group,
    organisation: Organisation,
    *,
    by: User,
    parts: participants.Parts | None = None,
    on: dt.date | None = None,
) -> GroupMembership:
    """Bring the organisation in, with those who take part for it: unless it says who, the person who joins."""
    carry_over(on=on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    selectors.may_join(group, organisation).enforce()
    delegates = current_delegates(organisation)
    if parts is None:
        own = (delegate for delegate in delegates if delegate.user_id == by.pk)
        parts = dict.fromkeys(own, Participant.Told.EVERYTHING)
    may_take_part(organisation, parts, delegates).enforce()

    on = on or timezone.localdate()
    membership = GroupMembership.objects.create(
        group=group, organisation=organisation, joined_on=on
    )
    participants.name_participants(membership, parts, on=on)
    group.invitations.filter(organisation=organisation, ended_on=None).update(ended_on=on)
    record("forums.joined", group, by=by, acting_for=organisation, data={"number": len(parts)})
    participants.tell(membership, list(parts), "forums/part_begun", by=by)
    return membership


@transaction.atomic
def leave_group(
    group: Group, organisation: Organisation, *, by: User, on: dt.date | None = None
) -> GroupMembership:
    carry_over(on=on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    selectors.may_leave(group, organisation).enforce()

    membership = GroupMembership.objects.current().get(group=group, organisation=organisation)
    took_part = [one.delegate for one in taking_part(membership)]
    membership.left_on = on or timezone.localdate()
    membership.save(update_fields=["left_on"])
    record("forums.left", group, by=by, acting_for=organisation)
    participants.tell(membership, took_part, "forums/part_ended", by=by)
    return membership


@transaction.atomic
def make_group_pages() -> list[GroupPage]:
    """Make and publish the page of every group that has none, under the index; return those made."""
    index = GroupIndexPage.objects.get()
    return [
        index.add_child(instance=GroupPage(group=group, title=group.name, slug=group.slug))
        for group in Group.objects.filter(page=None)
    ]
