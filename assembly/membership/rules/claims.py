"""Who may say that they act for an organisation, what shows it, and who decides."""

import datetime as dt
from collections.abc import Collection, Iterable

from assembly.accounts.models import User
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership import domains
from assembly.membership.models import Claim, Delegate, Organisation

OTHERWISE = "Write what else shows that you act for the organisation, or ask for a code tomorrow."
# Counted by the organisation and the person, so that a claim taken back and made again brings no more guesses.
CLAIM_CODE = Purpose(
    "membership.claim",
    mail="membership/claim_code",
    lasts=dt.timedelta(hours=1),
    age="an hour",
    limits=(
        Limit(Per.PERSON, 5, 24, f"We have mailed 5 codes for your claims today. {OTHERWISE}"),
        Limit(
            Per.ORGANISATION,
            3,
            24,
            f"We have mailed 3 codes for this organisation today. {OTHERWISE}",
        ),
    ),
    instead="write what else shows that you act for the organisation",
)
# Anybody who holds one of these offices decides on claims, or enters the website to whose domain the codes go.
DECIDES_OR_EDITS = ("membership.decide_claims", "membership.change_organisation")


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


def may_try_code(claim: Claim) -> Ruling:
    if not claim.is_open:
        return refused(
            "This claim has been decided or withdrawn, so its code no longer works. To act for the organisation, "
            "claim it again."
        )
    return ALLOWED


def is_led(delegates: Iterable[Delegate]) -> bool:
    return any(delegate.role == Delegate.Role.LEAD for delegate in delegates)


def a_code_is_enough(by: User, delegates: Iterable[Delegate]) -> bool:
    """Where nobody leads the organisation, its own mailbox speaks for it; else the Support Unit decides.

    Somebody whose office could change the website, and with it the mailbox, is decided on by a colleague in any case.
    """
    return not is_led(delegates) and not decides_or_edits(by)


def decides_or_edits(by: User) -> bool:
    return any(by.has_perm(permission) for permission in DECIDES_OR_EDITS)


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
