"""For which side a member of the Compact Board says that an edition was adopted: that of the seat they hold today."""

import datetime as dt
from collections.abc import Mapping

from assembly.compact.models import Present
from assembly.partners.models import Appointment, Partnership, Seat

# By the key of the account; None while the Compact Board has no seats on this site, and the recorder's word counts.
Seated = Mapping[int, str] | None

OF_SEAT = {
    Seat.Side.SECTOR: Present.Side.SECTOR,
    Seat.Side.PUBLIC: Present.Side.PUBLIC_BODIES,
    Seat.Side.CHAIR: Present.Side.NEITHER,
}


def seated(on: dt.date) -> Seated:
    """Of everybody who has taken a seat. Two queries."""
    board = Seat.objects.existing(on).filter(partnership__kind=Partnership.Kind.COMPACT)
    if not board.exists():
        return None
    held = Appointment.objects.on(on).taken().filter(seat__in=board).exclude(user=None)
    found: dict[int, str] = {}
    for user, side in held.values_list("user", "seat__side"):
        own = OF_SEAT[Seat.Side(side)]
        # Somebody who sat on both sides would confirm what they recorded themselves.
        found[user] = own if found.get(user, own) == own else Present.Side.NEITHER
    return found
