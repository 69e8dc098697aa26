"""The Support Unit invites an organisation into an advisory group, and takes an invitation back."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.membership.selectors import leads
from assembly.notifications.services import notify
from forums.groups.selectors import is_in, is_invited
from forums.models import Group, GroupInvitation

from . import rules


@transaction.atomic
def invite(
    group: Group, organisation: Organisation, *, by: User, on: dt.date | None = None
) -> GroupInvitation:
    """Its leads are told, and any of its people joins as into every other group."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.may_invite(
        group,
        organisation,
        is_in=is_in(group, organisation),
        is_invited=is_invited(group, organisation),
    ).enforce()
    made = GroupInvitation.objects.create(
        group=group, organisation=organisation, invited_on=on or timezone.localdate()
    )
    record("forums.invited", group, by=by, acting_for=organisation)
    notify(
        leads(organisation),
        "forums/invited",
        about=organisation,
        context={"group": group, "organisation": organisation},
        url=f"{reverse('forums:join', args=[group.slug])}?organisation={organisation.pk}",
    )
    return made


@transaction.atomic
def withdraw_invitation(
    invitation: GroupInvitation, *, by: User, on: dt.date | None = None
) -> GroupInvitation:
    organisation = Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    invitation.refresh_from_db()
    if invitation.ended_on:
        raise RuleBroken(f"The invitation of {organisation} has already been used or withdrawn.")
    invitation.ended_on = on or timezone.localdate()
    invitation.save(update_fields=["ended_on"])
    record("forums.invitation_withdrawn", invitation.group, by=by, acting_for=organisation)
    return invitation
