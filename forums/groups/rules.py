"""May this organisation join or leave this group?"""

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Organisation
from assembly.partners.models import Partnership
from forums.models import Group

# Why organisations do not join a group whose members are people in seats.
OF_SEATS = {
    Group.Kind.COUNTY: "Organisations do not join the {group} directly: the district forums send representatives to "
    "it.",
    Group.Kind.BOARD: "Members elect the people who sit on the {group}, so organisations cannot join it.",
    Group.Kind.COMPACT: "The members of the {group} are the people who hold a seat on it, so organisations cannot join "
    "it.",
}


def may_join(
    group: Group,
    organisation: Organisation,
    *,
    is_in: bool,
    district_ids: set[int],
    removed_from: Group | None = None,
    is_invited: bool = False,
) -> Ruling:
    """A member joins any strategic group, and the district forums of the places where it works.

    Nobody joins a body of seats, and an advisory group invites its members.
    """
    if group.is_of_seats:
        return refused(OF_SEATS[Group.Kind(group.kind)].format(group=group.name))
    if group.is_invited and not is_invited and not is_in:
        return refused(
            f"Organisations join the {group.name} by invitation. Ask the Support Unit if yours should be in it."
        )
    if not organisation.is_member:
        return refused(
            f"Only members of the Assembly can join groups. {organisation.name} is not a member at present."
        )
    if is_in:
        return refused(f"{organisation.name} is already in this group.")
    if removed_from:
        return refused(
            f"{organisation.name} was removed from the {removed_from}, and can join again once the removal is lifted. "
            "Its people can read the reason, and how to appeal, under “My Assembly”."
        )
    if group.kind == Group.Kind.DISTRICT and group.district_id not in district_ids:
        return refused(
            f"The {group.name} is for organisations that work in {group.district}, "
            f"which is not among the districts of {organisation.name}."
        )
    return ALLOWED


def fits_partnership(kind: str, partnership: Partnership | None) -> Ruling:
    """The group of the Compact Board is that of its partnership, and that partnership has no other group."""
    is_group, is_board = kind == Group.Kind.COMPACT, partnership and partnership.is_compact_board
    if is_group and not is_board:
        return refused(
            "Choose the partnership that is the Compact Board. Add it first if there is none (Partners, then "
            "Partnerships): its seats are the members of this group."
        )
    if is_board and not is_group:
        return refused(
            f"{partnership} is the Compact Board. Choose “Compact Board” as the kind of its group."
        )
    return ALLOWED


def may_leave(organisation: Organisation, *, is_in: bool) -> Ruling:
    if not is_in:
        return refused(f"{organisation.name} is not in this group.")
    return ALLOWED
