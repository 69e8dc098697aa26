"""Who may be invited into an advisory group."""

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Organisation
from forums.models import Group


def may_invite(
    group: Group, organisation: Organisation, *, is_in: bool, is_invited: bool
) -> Ruling:
    if not group.is_invited:
        return refused(f"Organisations can join the {group} without an invitation.")
    if not organisation.is_member:
        return refused(f"{organisation} is not a member of the Assembly at present.")
    if is_in:
        return refused(f"{organisation} is already in the {group}.")
    if is_invited:
        return refused(f"{organisation} has already been invited.")
    return ALLOWED
