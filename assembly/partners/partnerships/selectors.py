"""The seats of a partnership with all that its public page says of each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from assembly.partners.models import Seat

from . import texts
from .announced import Announced, contests_for


@dataclass(frozen=True, slots=True)
class Facts:
    """What is fixed of a seat, and the contest that is announced for it."""

    seat: Seat
    contest: Announced | None

    @property
    def subject(self) -> str:
        return texts.subject(self.seat)

    @property
    def term(self) -> str:
        return texts.term(self.seat)

    @property
    def filling(self) -> str:
        return texts.filling(self.seat)

    @property
    def awaits_election(self) -> bool:
        """Members elect, and nothing is announced yet."""
        return self.contest is None and self.seat.is_elected


def facts(seats: Iterable[Seat], at: dt.datetime) -> list[Facts]:
    seats = list(seats)
    contests = contests_for(seats, at)
    return [Facts(seat, contests.get(seat.pk)) for seat in seats]
