"""Pages of higher apps on which people choose what they are told of; the page of preferences links them."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from assembly.core.points import Point

from .kinds import Category


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """What is chosen there narrows a category; how its mail comes is chosen with the others."""

    category: Category
    label: str
    url: Any


pages: Point[ChoicesPage] = Point(
    "where else people choose what they are told", key=attrgetter("category")
)
