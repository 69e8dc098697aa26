"""Sentences on a seat: for what it is, for how long, and how the next vacancy is filled."""

from assembly.core.figures import in_words
from assembly.partners.models import Seat

MONTHS = 12
SIDES = {Seat.Side.PUBLIC.value: "Public bodies", Seat.Side.CHAIR.value: "Both sides"}


def subject(seat: Seat) -> str:
    """The theme or district that the seat is for; on the Compact Board it may be for another side."""
    whole = SIDES.get(seat.side, "The whole sector")
    return ", ".join(str(part) for part in (seat.theme, seat.district) if part) or whole


def term(seat: Seat) -> str:
    years, months = divmod(seat.term_months, MONTHS)
    length = in_words(seat.term_months, "months") if months else in_words(years, "years")
    return length.replace(" ", "\N{NO-BREAK SPACE}")


def filling(seat: Seat) -> str:
    """Who fills it, while no contest for it is announced."""
    match seat.filling:
        case Seat.Filling.GROUP:
            return f"Elected by the member organisations in {_group(seat)}."
        case Seat.Filling.DISTRICT:
            return f"Elected by the member organisations that work in {seat.district}."
        case Seat.Filling.CO_OPTED:
            return f"Co-opted by those who sit on {seat.partnership}. Members do not vote on it."
        case Seat.Filling.INVITED:
            return f"Invited by {seat.partnership}. Members do not vote on it."
        case Seat.Filling.NAMED:
            return "Named by a public body. Members do not vote on it."
        case _:
            return "Elected by every member organisation of the Assembly."


def _group(seat: Seat) -> str:
    if seat.theme:
        return f"the group for {seat.theme}"
    return f"the district forum for {seat.district}"
