"""Who may say that they act for an organisation, what shows it, and who decides."""

import datetime as dt
from collections.abc import Collection, Iterable

from assembly.accounts.models import User
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership import domains
from assembly.membership.models import Claim, Delegate, Organisation

OTHERWISE = (
    "Write below what else shows that you act for the organisation, or telephone the Support Unit. You can also ask "
    "for another code tomorrow."
)
CODE_LASTS = dt.timedelta(hours=1)
# Counted by the organisation and the person, so that a claim taken back and made again brings no more guesses.
CLAIM_CODE = Purpose(
    "membership.claim",
    mail="membership/claim_code",
    lasts=CODE_LASTS,
    limits=(
        Limit(Per.PERSON, 5, 24, f"We have mailed 5 codes for your claims today. {OTHERWISE}"),
        Limit(
            Per.ORGANISATION,
            3,
            24,
            # Anybody with an account can use these up, so nobody is told that they did.
            f"We have mailed 3 codes for this organisation today, perhaps for other people. {OTHERWISE}",
        ),
    ),
    instead="write below what else shows that you act for the organisation",
)
# Anybody who holds one of these offices decides on claims, or enters the website to whose domain the codes go.
DECIDES_OR_EDITS = ("membership.decide_claims", "membership.change_organisation")


def may_claim(organisation: Organisation, by: User, delegates: Iterable[Delegate]) -> Ruling:
    """Anybody with an account may, of an organisation on the public register for which they do not act."""
    if any(delegate.user_id == by.pk for delegate in delegates):
        return refused(f"You already act for {organisation.name}.")
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


def no_open_claim() -> Ruling:
    return refused("You have no open claim here.")


def may_ask_code(claim: Claim) -> Ruling:
    """A right code is not followed by another one: whoever decides reads to which address it was mailed."""
    if claim.proved_at:
        return refused(
            f"You have entered the code that we mailed to {claim.address}. The Support Unit will decide on your claim."
        )
    return ALLOWED


def was_mailed_to(claim: Claim, address: str) -> Ruling:
    """Whether the code that was read is still the newest."""
    if claim.address != address:
        return refused(
            "You have asked for another code since. Enter the one that we mailed last, or ask for a new one."
        )
    return ALLOWED


def may_try_code(claim: Claim) -> Ruling:
    if not claim.is_open:
        return refused(
            "This claim has been decided or withdrawn, so its code no longer works. To act for the organisation, "
            "claim it again."
        )
    return ALLOWED


def is_led(delegates: Iterable[Delegate]) -> bool:
    return any(delegate.role == Delegate.Role.LEAD for delegate in delegates)


def a_code_is_enough(by: User, delegates: Iterable[Delegate], *, decides: bool) -> bool:
    """Where nobody leads an organisation, its mailbox in an official register speaks for it.

    `decides`: the code was mailed to that mailbox (`mailboxes.deciding_domain`). A website that somebody in office
    entered could be their own, and the claim that of their second account: somebody else decides then. A colleague
    also decides on the claim of anybody in office.
    """
    return decides and not is_led(delegates) and not decides_or_edits(by)


def decides_or_edits(by: User) -> bool:
    return any(by.has_perm(permission) for permission in DECIDES_OR_EDITS)


def may_decide(
    claim: Claim, by: User, delegates: Iterable[Delegate], entered: Collection[int]
) -> Ruling:
    """Nobody decides on their own claim, on one to an organisation for which they act, or on what they entered.

    `entered` are those in office on whose word a right code rests (`mailboxes.entered_by`).
    """
    if claim.state != Claim.State.WAITING:
        return refused("This claim is not waiting for a decision.")
    if claim.user_id == by.pk:
        return refused("This is your own claim, so somebody else has to decide on it.")
    if any(delegate.user_id == by.pk for delegate in delegates):
        return refused(
            f"You act for {claim.organisation.name}, so somebody else has to decide on the claim."
        )
    if by.pk in entered:
        return refused(
            f"You entered or loaded what links {claim.address} to the organisation, so a colleague has to decide on "
            "this claim."
        )
    return ALLOWED


def may_answer(
    claim: Claim, by: User, delegates: Iterable[Delegate], entered: Collection[int]
) -> Ruling:
    """The leads of an organisation say whether they know the person, as long as it is not decided."""
    if not claim.is_open:
        return refused("This claim has already been decided.")
    if all(
        delegate.user_id != by.pk or delegate.role != Delegate.Role.LEAD for delegate in delegates
    ):
        return refused(f"Only a lead of {claim.organisation.name} may answer this.")
    if by.pk in entered:
        return refused(
            "You entered or loaded what this claim rests on, so another lead has to answer. Without an answer, the "
            "Support Unit decides on what the person has shown."
        )
    return ALLOWED


def _ends(own: Iterable[str]) -> str:
    return " or ".join(f"@{name}" for name in own)
