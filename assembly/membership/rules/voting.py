"""Who casts an organisation's one vote."""

from collections.abc import Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Delegate, Organisation


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
