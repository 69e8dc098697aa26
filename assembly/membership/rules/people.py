"""Who may act for an organisation, and what its leads may do with its people."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Delegate, Invitation, Organisation

from .claims import decides_or_edits

Role = Delegate.Role
Outcome = Invitation.Outcome

INVITATION_LASTS = dt.timedelta(days=14)
OPEN_INVITATIONS = 20

# An organisation in one of these needs somebody the Assembly can talk to.
NEEDS_LEAD = (
    Organisation.Status.APPLIED,
    Organisation.Status.MEMBER,
    Organisation.Status.SUSPENDED,
)
CLOSED = {
    Outcome.ACCEPTED: "This invitation has been accepted.",
    Outcome.DECLINED: "This invitation was declined. Ask for a new one if that was a slip.",
    Outcome.WITHDRAWN: "This invitation was withdrawn by the organisation.",
}


def may_look_after(by: User, organisation: Organisation, delegates: Iterable[Delegate]) -> Ruling:
    """The Support Unit looks after organisations, but nobody after one that they act for."""
    if not by.has_perm("membership.change_standing"):
        return refused("Only the Support Unit does this.")
    if _own(by, delegates):
        return refused(f"You act for {organisation.name}, so somebody else has to do this.")
    return ALLOWED


def may_set_lead(
    by: User, person: User, organisation: Organisation, delegates: Iterable[Delegate]
) -> Ruling:
    """Nobody makes themselves lead, nor a colleague in office: two could do it for each other."""
    if not (ruling := may_look_after(by, organisation, delegates)):
        return ruling
    if person.pk == by.pk:
        return refused(
            f"You cannot make yourself lead. Claim {organisation.name} on its page in the register: a colleague "
            "decides."
        )
    if decides_or_edits(person):
        return refused(
            f"The office of {person} decides on claims or edits the register, so nobody can make them lead here. "
            f"Ask them to claim {organisation.name} on its page in the register: a colleague decides."
        )
    return ALLOWED


def must_be_lead(user: User, organisation: Organisation, delegates: Iterable[Delegate]) -> Ruling:
    """Its leads look after an organisation: its entry, its people, its membership."""
    own = _own(user, delegates)
    if own is None:
        return refused(f"You do not act for {organisation.name}.")
    if own.role != Role.LEAD:
        return refused(
            f"Only a lead of {organisation.name} does this. You are one of its delegates."
        )
    return ALLOWED


def keeps_a_lead(delegate: Delegate, delegates: Iterable[Delegate]) -> Ruling:
    """Whether an organisation that needs a lead has one without this person."""
    organisation = delegate.organisation
    others = (one for one in delegates if one.pk != delegate.pk and not one.ended_on)
    if (
        delegate.role != Role.LEAD
        or organisation.status not in NEEDS_LEAD
        or any(one.role == Role.LEAD for one in others)
    ):
        return ALLOWED
    return refused(
        f"{delegate.user} is the only lead of {organisation.name}. Make somebody else a lead first, "
        "or ask the Support Unit to enter one."
    )


def may_be_deputy(delegates: Iterable[Delegate], delegate: Delegate) -> Ruling:
    """A deputy stands beside a voter, who is somebody else."""
    if any(one.is_voter and one.pk != delegate.pk and not one.ended_on for one in delegates):
        return ALLOWED
    return refused("Name a voter first: the deputy casts the vote when the voter cannot.")


def may_end(delegate: Delegate, by: User, delegates: Sequence[Delegate]) -> Ruling:
    """A lead ends what another does; everybody ends what they do themselves."""
    if delegate.ended_on:
        return refused(f"{delegate.user} does not act for {delegate.organisation.name} any more.")
    if delegate.user_id != by.pk:
        ruling = must_be_lead(by, delegate.organisation, delegates)
        if not ruling:
            return ruling
    return keeps_a_lead(delegate, delegates)


def may_take_over(successor: Delegate, lead: Delegate) -> Ruling:
    if successor.pk == lead.pk:
        return refused("Choose somebody else to take over.")
    return ALLOWED


def acts_no_more() -> Ruling:
    """What somebody reads of a delegate who went while the page was open."""
    return refused("This person does not act for the organisation any more.")


# Invitations


def may_invite(
    organisation: Organisation,
    address: str,
    *,
    acting: Collection[str],
    opened: Collection[Invitation],
) -> Ruling:
    """`acting` are the addresses of those who act for it, in lower case; `opened` its open invitations."""
    if address.lower() in acting:
        return refused(f"{address} belongs to somebody who acts for {organisation.name} already.")
    for invitation in opened:
        if invitation.email.lower() == address.lower():
            return refused(
                f"{invitation.email} was invited on {short_day(invitation.invited_on)}. "
                "Send that invitation again, or withdraw it first."
            )
    if len(opened) >= OPEN_INVITATIONS:
        return refused(
            f"{OPEN_INVITATIONS} invitations of {organisation.name} are open. Withdraw those that are not needed."
        )
    return ALLOWED


def is_open(invitation: Invitation) -> Ruling:
    if invitation.outcome:
        return refused(CLOSED[Outcome(invitation.outcome)])
    return ALLOWED


def may_accept(
    invitation: Invitation,
    user: User,
    *,
    addresses: Collection[str],
    delegates: Iterable[Delegate],
    on: dt.date,
) -> Ruling:
    """The invited person accepts, from an account that has the invited address, whatever its case.

    Somebody who acts for the organisation already was invited under a second address: there is nothing to accept.
    """
    organisation = invitation.organisation
    if _own(user, delegates):
        return refused(
            f"You act for {organisation.name} already, with the address {user.email}. "
            "If this invitation was meant for you, there is nothing more to do."
        )
    if not (ruling := is_open(invitation)):
        return ruling
    if invitation.has_run_out(on):
        return refused(
            f"This invitation ran out on {short_day(invitation.expires_on)}. "
            f"Ask {organisation.name} to send it again."
        )
    if invitation.email.lower() not in addresses:
        return refused(
            f"This invitation was sent to another address than {user.email}. Sign in with the account of the address "
            f"at which you got it, or ask {organisation.name} to invite {user.email}."
        )
    return ALLOWED


def _own(user: User, delegates: Iterable[Delegate]) -> Delegate | None:
    return next((one for one in delegates if one.user_id == user.pk and not one.ended_on), None)
