"""The seats still to be filled as a circulation, and its tight and broken cuts as sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from .circulation import Edge, Node
from .words import counted, joined

_SEATS = "the seats flow from here into the groups of the first category"
_FILLED = "and from the groups of the second category back, so that all are filled"


class Claim(NamedTuple):
    """A group of a category at one moment: how many seats it must still and may still get."""

    category: str
    name: str
    minimum: int
    maximum: int | None
    need: int
    room: int


class Places(NamedTuple):
    """What is left to decide. With one category the second has one group, which claims nothing.

    `cells` holds the candidates who are left by the two groups they are in; `at_start` is true
    before the count, when sentences speak of who stands instead of who is left.
    """

    vacancies: int
    rows: Sequence[Claim]
    columns: Sequence[Claim]
    cells: Mapping[tuple[Claim, Claim], Sequence[int]]
    at_start: bool

    def edges(self) -> list[Edge]:
        """Return the network: first an edge a cell, in their order, then the groups', then the seats'."""
        return [
            *(Edge(*cell, 0, len(numbers)) for cell, numbers in self.cells.items()),
            *(Edge(_SEATS, row, row.need, row.room) for row in self.rows),
            *(Edge(column, _FILLED, column.need, column.room) for column in self.columns),
            Edge(_FILLED, _SEATS, self.vacancies, self.vacancies),
        ]

    def explain(self, within: frozenset[Node], pinned: Collection[Node] = ()) -> str:
        """Say in words why more must flow into the nodes `within` than can leave them, or just as much.

        Groups that the argument does not need are left out of it, but the `pinned` stay where they are.
        """
        cut = _Cut(self, within)
        cut.simplify(pinned)
        return cut.in_words()


class _Cut:
    """A set of nodes. Into it flow demands, out of it supplies: for groups, seats and candidates."""

    def __init__(self, places: Places, within: frozenset[Node]) -> None:
        self.places = places
        self.within = set(within)
        self.has_seats = _SEATS in within
        self.has_filled = _FILLED in within

    # Which groups the argument speaks of

    @property
    def needs(self) -> tuple[list[Claim], list[Claim]]:
        """Rows and columns whose minimum is a demand."""
        rows = [] if self.has_seats else self._inside(self.places.rows)
        columns = self._outside(self.places.columns) if self.has_filled else []
        return [row for row in rows if row.need], [column for column in columns if column.need]

    @property
    def rooms(self) -> list[Claim]:
        """Groups whose maximum is a supply."""
        rows = self._outside(self.places.rows) if self.has_seats else []
        return rows + ([] if self.has_filled else self._inside(self.places.columns))

    @property
    def others(self) -> int:
        """How many candidates lead out of the set."""
        return sum(
            len(numbers)
            for (row, column), numbers in self.places.cells.items()
            if row in self.within and column not in self.within
        )

    def _inside(self, claims: Sequence[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim in self.within]

    def _outside(self, claims: Sequence[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim not in self.within]

    @property
    def _size(self) -> int:
        rows, columns = self.needs
        return len(rows) + len(columns) + len(self.rooms)

    @property
    def _margin(self) -> int:
        """By how much the demands exceed the supplies: more than 0 proves that no result conforms."""
        rows, columns = self.needs
        seats = self.places.vacancies * (self.has_seats - self.has_filled)
        return (
            sum(claim.need for claim in rows + columns)
            + seats
            - sum(claim.room for claim in self.rooms)
            - self.others
        )

    def simplify(self, pinned: Collection[Node]) -> None:
        """Move groups across while the argument stays as strong and speaks of fewer of them."""
        for claim in (*self.places.rows, *self.places.columns):
            if claim in pinned:
                continue
            margin, size = self._margin, self._size
            self.within ^= {claim}
            if self._margin < margin or self._size >= size:
                self.within ^= {claim}

    # Sentences

    def in_words(self) -> str:
        demands, supplies = self._demands(), self._supplies()
        link = ", but " if self._margin > 0 else ", and "
        return link.join(joined(facts) for facts in (demands, supplies) if facts)

    def _demands(self) -> list[str]:
        claims = [claim for side in self.needs for claim in side]
        facts = [self._need(claim) for claim in claims]
        if len(claims) > 1:
            facts[-1] += f" ({sum(claim.need for claim in claims)} together)"
        if self.has_seats and not self.has_filled:
            facts.append(f"{counted(self.places.vacancies, 'seat')} must be filled")
        return facts

    def _supplies(self) -> list[str]:
        facts = [self._room(claim) for claim in self.rooms]
        if others := self._others():
            facts.append(others)
        if self.has_filled and not self.has_seats:
            facts.append(f"only {counted(self.places.vacancies, 'seat')} can be filled")
        return facts

    def _need(self, claim: Claim) -> str:
        if self.places.at_start:
            return f"{claim.name} must have at least {claim.minimum}"
        return f"{claim.name} must still get {claim.need} (minimum {claim.minimum})"

    def _room(self, claim: Claim) -> str:
        if self.places.at_start:
            return f"{claim.name} may have at most {claim.maximum}"
        return f"{claim.name} may get {claim.room or 'no'} more (maximum {claim.maximum})"

    def _others(self) -> str:
        """Name the candidates who lead out of the set, as far as the argument needs them."""
        rows, columns = self.needs
        if self.has_seats and not self.has_filled:
            is_needed = bool(self._inside(self.places.rows) and self._outside(self.places.columns))
            return self._few("other candidate", "") if is_needed else ""
        if self.has_filled and not self.has_seats:
            return self._few("candidate", " of both") if rows and columns else ""
        if not rows + columns:
            return ""
        of = f" of {joined([claim.name for claim in rows + columns])}"
        outside = joined([claim.name for claim in self.rooms])
        return self._few("candidate", f"{of} outside {outside}" if outside else of)

    def _few(self, noun: str, of: str) -> str:
        number = self.others
        verb = "stand" if self.places.at_start else "remain"
        who = f"only {counted(number, noun)}" if number else f"no {noun}"
        return f"{who}{of} {verb}{'s' if number < 2 else ''}"
