"""Who may change what an organisation says of itself."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Delegate, Organisation

ENDED = (Organisation.Status.LEFT, Organisation.Status.REFUSED)


def may_edit_profile(
    user: User, organisation: Organisation, delegates: Iterable[Delegate]
) -> Ruling:
    """A lead edits the profile; what has ended is left as it stood."""
    roles = {
        delegate.role
        for delegate in delegates
        if delegate.user_id == user.pk and delegate.ended_on is None
    }
    if not roles:
        return refused(f"You do not act for {organisation.name}.")
    if Delegate.Role.LEAD not in roles:
        return refused(
            f"Only a lead of {organisation.name} may change its profile. Ask one of them."
        )
    if organisation.status in ENDED:
        return refused(
            f"The profile of {organisation.name} cannot be changed, because it is not on the register."
        )
    return ALLOWED
