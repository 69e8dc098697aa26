"""The contest that is announced for a seat, which a higher app knows of."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from assembly.core.points import Point
from assembly.partners.models import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A contest of which notice has been given. `who_votes` is a sentence without its full stop."""

    title: str
    url: str
    state: str
    who_votes: str


Source = Callable[[Collection[Seat], dt.datetime], Mapping[int, Announced]]

sources: Point[Source] = Point("contests announced for seats")


def contests_for(seats: Collection[Seat], at: dt.datetime) -> dict[int, Announced]:
    """By the key of the seat; seats for which none is announced are left out."""
    return {key: one for source in sources for key, one in source(seats, at).items()}
