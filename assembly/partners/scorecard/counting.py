"""The facts of all bodies, counted: by line, body and year of the fact's day, which is a calendar year."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assembly.core import parts

from .lines import Bodies, Fact, Line, Tally, subjects


@dataclass(frozen=True, slots=True)
class Period:
    """Whole years, both ends counted; open where None."""

    first: int | None = None
    last: int | None = None

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )

    @property
    def query(self) -> dict[str, str]:
        given = {"first": self.first, "last": self.last}
        return {name: str(year) for name, year in given.items() if year is not None}

    @property
    def in_words(self) -> str:
        """Empty for all years."""
        if self.first is not None and self.first == self.last:
            return f"in {self.first}"
        if self.first is not None and self.last is not None:
            return f"from {self.first} to {self.last}"
        if self.first is not None:
            return f"in {self.first} or later"
        return f"in {self.last} or before" if self.last is not None else ""


EVER = Period()


def of_year(year: int) -> Period:
    return Period(year, year)


class Counted:
    """Tallies to be added up over bodies and years."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._tallies: dict[tuple[str, int, int], Tally] = {}
        for fact in facts:
            self._tallies.setdefault((fact.line, fact.body, fact.day.year), Tally()).add(fact)
        self.bodies = frozenset(body for _, body, _ in self._tallies)

    def tally(self, line: Line | str, bodies: Collection[int], period: Period = EVER) -> Tally:
        code, total = line if isinstance(line, str) else line.code, Tally()
        for (of, body, year), tally in self._tallies.items():
            if of == code and body in bodies and year in period:
                total.take_in(tally)
        return total

    def by_line(self, bodies: Collection[int], period: Period = EVER) -> dict[str, Tally]:
        """All lines in one go."""
        totals: dict[str, Tally] = {}
        for (code, body, year), tally in self._tallies.items():
            if body in bodies and year in period:
                totals.setdefault(code, Tally()).take_in(tally)
        return totals

    def took_part(self, lines: Iterable[Line]) -> dict[int, int]:
        """Each body of which something is counted under these lines, with its first year."""
        codes = {line.code for line in lines}
        first: dict[int, int] = {}
        for of, body, year in self._tallies:
            if of in codes:
                first[body] = min(year, first.get(body, year))
        return first

    def years(self, bodies: Collection[int] | None = None) -> list[int]:
        """In which there is something, the newest first."""
        found = {year for _, body, year in self._tallies if bodies is None or body in bodies}
        return sorted(found, reverse=True)


def count(bodies: Bodies, on: dt.date) -> Counted:
    """As many queries as there are subjects, each with its fixed number."""
    return Counted(fact for subject in subjects for fact in subject.facts(bodies, on))


def counted_today(on: dt.date) -> Counted:
    """All bodies, counted once for everybody until something changes. Not for use inside an act."""
    return parts.kept("scorecard", lambda: count(None, on))
