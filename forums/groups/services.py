"""The acts around groups: give each its page, an organisation joins, an organisation leaves."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership.models import Organisation
from assembly.partners.succession.services import carry_over
from forums.models import Group, GroupIndexPage, GroupMembership, GroupPage

from . import selectors


@transaction.atomic
def join_group(
    group: Group, organisation: Organisation, *, by: User, on: dt.date | None = None
) -> GroupMembership:
    carry_over(on=on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    selectors.may_join(group, organisation).enforce()

    membership = GroupMembership.objects.create(
        group=group, organisation=organisation, joined_on=on or timezone.localdate()
    )
    record("forums.joined", group, by=by, acting_for=organisation)
    return membership


@transaction.atomic
def leave_group(
    group: Group, organisation: Organisation, *, by: User, on: dt.date | None = None
) -> GroupMembership:
    carry_over(on=on)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    selectors.may_leave(group, organisation).enforce()

    membership = GroupMembership.objects.current().get(group=group, organisation=organisation)
    membership.left_on = on or timezone.localdate()
    membership.save(update_fields=["left_on"])
    record("forums.left", group, by=by, acting_for=organisation)
    return membership


@transaction.atomic
def make_group_pages() -> list[GroupPage]:
    """Make and publish the page of every group that has none, under the index; return those made."""
    index = GroupIndexPage.objects.get()
    return [
        index.add_child(instance=GroupPage(group=group, title=group.name, slug=group.slug))
        for group in Group.objects.filter(page=None)
    ]
