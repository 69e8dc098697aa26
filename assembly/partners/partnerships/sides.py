"""The sides of the Compact Board: which seat has one, and for whom and how somebody comes to sit there.

Its members come from both sides, so each of its seats belongs to the sector, to public bodies or
to an independent chair. Seats of all other partnerships belong to the sector and have no side.
"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import Appointment, Partnership, PublicBody, Seat

Basis = Appointment.Basis
CHOSEN = (Basis.CO_OPTED, Basis.INVITED)
FOR_THE_SECTOR = tuple(basis for basis in Basis if basis != Basis.NAMED)


def fits(partnership: Partnership, side: str) -> Ruling:
    """Every seat of the Compact Board has a side, and no other seat has one."""
    if partnership.is_compact_board and not side:
        return refused(
            "Choose whose seat this is. On the Compact Board every seat belongs to the voluntary sector, to public "
            "bodies or to the independent chair."
        )
    if side and not partnership.is_compact_board:
        return refused(
            f"Leave the side empty. Only seats on the Compact Board have one, and {partnership} is not the Compact "
            "Board."
        )
    return ALLOWED


def may_change_side(seat: Seat, *, was: str, is_used: bool) -> Ruling:
    """People were appointed to it, and told for whom they sit there."""
    if is_used and seat.side != was:
        return refused(
            "Somebody has been appointed to this seat, so it stays on its side. Give it a day on which it was "
            "abolished, and add another seat."
        )
    return ALLOWED


def may_change_kind(partnership: Partnership, *, was: str, has_seats: bool) -> Ruling:
    """Its seats would have a side too many, or lack one."""
    compact = Partnership.Kind.COMPACT
    if has_seats and (partnership.kind == compact) != (was == compact):
        return refused(
            f"{partnership} has seats, so it cannot become the Compact Board or stop being it. Add another "
            "partnership."
        )
    return ALLOWED


def may_move(*, was: Partnership | None, to: Partnership) -> Ruling:
    """A seat of the Compact Board stays there, with all who held it."""
    if was is not None and was.pk != to.pk and (was.is_compact_board or to.is_compact_board):
        return refused(f"This seat stays with {was}. Add a new seat to {to} instead.")
    return ALLOWED


def ways_to(seat: Seat) -> tuple[Basis, ...]:
    """How somebody can come to this seat."""
    if seat.side == Seat.Side.PUBLIC:
        return (Basis.NAMED,)
    return CHOSEN if seat.side == Seat.Side.CHAIR else FOR_THE_SECTOR


def is_a_way_to(seat: Seat, basis: str) -> Ruling:
    ways = ways_to(seat)
    if basis in ways:
        return ALLOWED
    labels = " or ".join(f"“{way.label}”" for way in ways)
    if seat.side:
        return refused(f"“{seat.title}” belongs to another side. Choose {labels} as the basis.")
    return refused("Only seats of public bodies on the Compact Board are filled so.")


def may_be_held(
    seat: Seat, *, for_organisation: bool, body: PublicBody | None, on: dt.date
) -> Ruling:
    """For an organisation, for a public body that exists on the day, or for neither."""
    if seat.side == Seat.Side.PUBLIC:
        return _may_be_held_for(body, for_organisation=for_organisation, on=on)
    if body is not None:
        return refused(
            f"“{seat.title}” is not a seat of public bodies, so nobody sits there for {body}."
        )
    if seat.side == Seat.Side.SECTOR and not for_organisation:
        return refused("Choose the organisation that put this person forward.")
    if seat.side == Seat.Side.CHAIR and for_organisation:
        return refused(
            "The chair is independent, so no organisation puts them forward. Leave the organisation out."
        )
    return ALLOWED


def _may_be_held_for(body: PublicBody | None, *, for_organisation: bool, on: dt.date) -> Ruling:
    if for_organisation:
        return refused("This is a seat of public bodies. Leave the organisation out.")
    if body is None:
        return refused("Choose the public body for which this person sits on the Compact Board.")
    if body.is_over(on):
        return refused(f"{body} no longer exists on that day. Choose the body that followed it.")
    return ALLOWED
