"""Who may take part in a group for an organisation, and who says so."""

from collections.abc import Collection

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Delegate, Organisation
from forums.models import GroupMembership


def may_take_part(
    organisation: Organisation, named: Collection[Delegate], delegates: Collection[Delegate]
) -> Ruling:
    """At least one, and only people who act for the organisation now."""
    if not named:
        return refused(f"Choose at least one person to take part on behalf of {organisation}.")
    acting = {delegate.pk for delegate in delegates}
    for delegate in named:
        if delegate.pk not in acting:
            return refused(
                f"{delegate.user} no longer acts for {organisation}. Choose somebody who does."
            )
    return ALLOWED


def may_be_changed(
    organisation: Organisation,
    membership: GroupMembership | None,
    by: User,
    delegates: Collection[Delegate],
) -> Ruling:
    if all(delegate.user_id != by.pk for delegate in delegates):
        return refused(
            f"Only people who act for {organisation} can say who takes part on its behalf."
        )
    if membership is None:
        return refused(f"{organisation} is not in this group.")
    return ALLOWED
