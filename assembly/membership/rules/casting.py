"""Who casts an organisation's one vote, and every way in which somebody comes to cast it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Delegate, Organisation

# A vote that comes into other hands during a poll waits so long; `elections.rules.voting` holds to it.
CHANGED_HANDS_WAIT = dt.timedelta(hours=24)


class Way(StrEnum):
    """Every way in which somebody becomes lead, voter or deputy. The values are codes of the record.

    Each waits: `services.casting` keeps the moment, and a poll that is open then lets the person vote a day later
    (docs/design.md). A new way is a new line here, and tests/elections/test_ways_to_the_vote.py fails until it
    is shown there to wait. What leaves an organisation's people as they are is no way: a list of members, an
    admission, an appeal, common control.
    """

    REGISTERED = "registered"  # the person who registers an organisation leads it
    CLAIM_BY_CODE = "claim-by-code"  # nobody led it, and a code mailed to its domain was enough
    CLAIM_GRANTED = "claim-granted"  # the Support Unit decided on the evidence
    INVITED = "invited"  # a lead invited them, and they accepted
    NAMED = "named"  # a lead made them lead, voter or deputy
    HANDED_OVER = "handed-over"  # a lead handed over, and stays or goes
    LEFT_OVER = "left-over"  # the voter goes, is removed or stops: the leads cast in their stead
    LEAD_SET = "lead-set"  # the Support Unit made them lead
    ACCOUNT_CLOSED = "account-closed"  # the voter closes their account: the leads cast
    NEW_ADDRESS = "new-address"  # another mailbox gets the codes that prove the voter
    MERGED = "merged"  # two records of one organisation became one


def who_casts(delegates: Iterable[Delegate]) -> list[Delegate]:
    """The delegates who may cast the organisation's one vote: its voter and its deputy.

    No voter named: the lead stands in for the voter.
    """
    current = [delegate for delegate in delegates if delegate.ended_on is None]
    voters = [delegate for delegate in current if delegate.is_voter] or [
        delegate for delegate in current if delegate.role == Delegate.Role.LEAD
    ]
    deputies = [delegate for delegate in current if delegate.is_deputy]
    return voters + [deputy for deputy in deputies if deputy not in voters]


def may_cast_for(user: User, organisation: Organisation, delegates: Sequence[Delegate]) -> Ruling:
    """Whether this person is the one, or the other, who casts the organisation's vote."""
    if all(delegate.user_id != user.pk or delegate.ended_on for delegate in delegates):
        return refused(f"You do not act for {organisation.name}.")
    casting = who_casts(delegates)
    if all(delegate.user_id != user.pk for delegate in casting):
        names = " or ".join(str(delegate.user) for delegate in casting)
        return refused(
            f"The vote of {organisation.name} is cast by {names}."
            if names
            else f"{organisation.name} has nobody to cast its vote: its lead has to name a voter."
        )
    return ALLOWED
