"""The scorecard of a public body: figures that higher apps compute, each with the list that anybody can check it by."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assembly.core.points import Point
from assembly.partners.models import PublicBody

from .selectors import with_predecessors


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """“Consultations open for twelve weeks: 3 of 4 that closed, since 1 April 2026”."""

    name: str
    figure: str
    base: str  # of what, and how many
    url: str  # of the list behind it
    period: str


# Of a body and those it followed, on a day.
Source = Callable[[Sequence[PublicBody], dt.date], Iterable[Figure]]

sources: Point[Source] = Point("the scorecard of a public body")


def of_body(body: PublicBody, on: dt.date) -> list[Figure]:
    bodies = with_predecessors(body, on)
    return [figure for source in sources for figure in source(bodies, on)]
