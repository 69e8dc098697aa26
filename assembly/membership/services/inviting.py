"""A lead invites somebody by e-mail to act for the organisation; the person accepts from their own account."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import consents
from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import invitation_links, rules, selectors
from assembly.membership.models import Delegate, Invitation, Organisation
from assembly.membership.rules.casting import Way
from assembly.notifications.services import notify, write_to

from . import standing
from .casting import noting_who_casts


@transaction.atomic
def invite(
    organisation: Organisation,
    email: str,
    role: Delegate.Role,
    *,
    by: User,
    on: dt.date | None = None,
) -> Invitation:
    """Mail a link to this address, with which its owner can accept within 14 days."""
    organisation = standing.lock(organisation)
    email = User.objects.normalize_email(email)
    delegates = selectors.current_delegates(organisation)
    rules.people.must_be_lead(by, organisation, delegates).enforce()
    rules.people.may_invite(
        organisation,
        email,
        acting=selectors.addresses_of(one.user for one in delegates),
        opened=list(organisation.invitations.open()),
    ).enforce()
    on = on or timezone.localdate()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        invited_by=by,
        invited_on=on,
        expires_on=on + rules.people.INVITATION_LASTS,
    )
    record(
        "membership.invited",
        organisation,
        by=by,
        acting_for=organisation,
        data={"invitation": invitation.pk, "on": on},
    )
    _mail(invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, on: dt.date | None = None) -> Invitation:
    """Mail the link once more; the 14 days begin anew."""
    invitation = _lock_open(invitation, by=by)
    invitation.expires_on = (on or timezone.localdate()) + rules.people.INVITATION_LASTS
    invitation.save(update_fields=["expires_on"])
    _mail(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, on: dt.date | None = None) -> Invitation:
    invitation = _lock_open(invitation, by=by)
    _close(invitation, Invitation.Outcome.WITHDRAWN, by=by, on=on)
    return invitation


@transaction.atomic
def decline(invitation: Invitation, *, by: User, on: dt.date | None = None) -> Invitation:
    """Whoever got the link closes the invitation: they do not want it, or act for the organisation already."""
    invitation = _lock(invitation)
    rules.people.is_open(invitation).enforce()
    _close(invitation, Invitation.Outcome.DECLINED, by=by, on=on)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, by: User, at: dt.datetime | None = None) -> Delegate:
    """Become a delegate; what the account holder agreed to is kept with its version."""
    invitation = _lock(invitation)
    organisation, at = invitation.organisation, at or timezone.now()
    on = timezone.localdate(at)
    rules.people.may_accept(
        invitation,
        by,
        addresses=selectors.addresses_of([by]),
        delegates=selectors.current_delegates(organisation),
        on=on,
    ).enforce()
    with noting_who_casts(organisation, Way.INVITED, by=by, at=at):
        delegate = Delegate.objects.create(
            organisation=organisation, user=by, role=invitation.role, started_on=on
        )
    consents.give(by, "acting", at=at)
    _close(invitation, Invitation.Outcome.ACCEPTED, by=by, on=on)
    record("membership.delegate_joined", organisation, by=by, acting_for=organisation)
    notify(
        selectors.leads(organisation).exclude(pk=by.pk),
        "membership/joined",
        about=organisation,
        context={"organisation": organisation, "person": by, "delegate": delegate},
        url=reverse("membership:people", args=[organisation.slug]),
    )
    return delegate


def _lock(invitation: Invitation) -> Invitation:
    """The organisation first, as everywhere, so that two acts on its people come one after the other."""
    organisation = standing.lock(invitation.organisation)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation.organisation = organisation
    return invitation


def _lock_open(invitation: Invitation, *, by: User) -> Invitation:
    invitation = _lock(invitation)
    organisation = invitation.organisation
    rules.people.must_be_lead(by, organisation, selectors.current_delegates(organisation)).enforce()
    rules.people.is_open(invitation).enforce()
    return invitation


def _close(
    invitation: Invitation, outcome: Invitation.Outcome, *, by: User, on: dt.date | None
) -> None:
    invitation.outcome, invitation.closed_on = outcome, on or timezone.localdate()
    invitation.save(update_fields=["outcome", "closed_on"])
    record(
        "membership.invitation_closed",
        invitation.organisation,
        by=by,
        data={"invitation": invitation.pk, "outcome": outcome.value},
    )


def _mail(invitation: Invitation) -> None:
    write_to(
        invitation.email,
        "membership/invitation",
        context={"invitation": invitation, "organisation": invitation.organisation},
        url=invitation_links.path(invitation),
    )
