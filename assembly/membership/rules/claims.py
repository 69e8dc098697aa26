"""Who may say that they act for an organisation, what shows it, and who decides."""

import datetime as dt
from collections.abc import Collection, Iterable

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership import domains
from assembly.membership.models import Claim, Delegate, Organisation

CODE_LASTS = dt.timedelta(hours=1)
TRIES_A_CODE = 5
CODES_A_CLAIM = 3


def may_claim(organisation: Organisation, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """Anybody with an account may, of an organisation on the public register for which they do not act."""
    if any(delegate.user_id == by.pk for delegate in delegates):
        return refused(f"You act for {organisation.name} already.")
    if organisation.status not in Organisation.PUBLIC:
        return refused(f"{organisation.name} is not on the register.")
    return ALLOWED


def may_prove_by(address: str, own: Collection[str]) -> Ruling:
    """An address shows something if it lies at the organisation's own domain; at a mail provider it shows nothing."""
    at = domains.of_address(address)
    if at in own:
        return ALLOWED
    if domains.is_anybodys(at):
        return refused(f"Anybody can have an address at {at}. Use one that ends in {_ends(own)}.")
    return refused(f"This address does not end in {_ends(own)}, where the organisation's own end.")


def may_send_code(claim: Claim | None) -> Ruling:
    if claim and claim.codes_sent >= CODES_A_CLAIM:
        return refused(
            f"{CODES_A_CLAIM} codes were mailed already. Write what else shows that you act for the organisation."
        )
    return ALLOWED


def code_is_open(claim: Claim, at: dt.datetime) -> Ruling:
    """Asked once more of a right code, whose own try has been counted by then: the last one works too."""
    if not claim.digest or claim.code_sent_at is None or at >= claim.code_sent_at + CODE_LASTS:
        return refused("This code is older than an hour, or was used already. Ask for a new one.")
    return ALLOWED


def may_try_code(claim: Claim, at: dt.datetime) -> Ruling:
    if not (is_open := code_is_open(claim, at)):
        return is_open
    if claim.tries >= TRIES_A_CODE:
        return refused("Too many wrong codes were typed. Ask for a new one.")
    return ALLOWED


def a_code_is_enough(delegates: Iterable[Delegate]) -> bool:
    """Where nobody leads the organisation, its own mailbox speaks for it; else the Support Unit decides."""
    return all(delegate.role != Delegate.Role.LEAD for delegate in delegates)


def may_decide(claim: Claim, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """Nobody decides on their own claim, nor on one to an organisation for which they act."""
    if claim.state != Claim.State.WAITING:
        return refused("This claim is not waiting for a decision.")
    if claim.user_id == by.pk:
        return refused("This is your own claim, so somebody else has to decide on it.")
    if any(delegate.user_id == by.pk for delegate in delegates):
        return refused(
            f"You act for {claim.organisation.name}, so somebody else has to decide on the claim."
        )
    return ALLOWED


def may_answer(claim: Claim, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """The leads of an organisation say whether they know the person, as long as it is not decided."""
    if not claim.is_open:
        return refused("This claim is decided already.")
    if all(
        delegate.user_id != by.pk or delegate.role != Delegate.Role.LEAD for delegate in delegates
    ):
        return refused(f"Only a lead of {claim.organisation.name} may answer this.")
    return ALLOWED


def _ends(own: Iterable[str]) -> str:
    return " or ".join(f"@{name}" for name in own)
