"""What a scorecard says, line by line: higher apps bring the facts, and everything shown is counted from them.

A fact says of one record whether it counts under one line. Figures are counts of facts and the list behind a figure
is the facts themselves, so the two cannot differ.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from assembly.core.figures import in_words
from assembly.core.key_pages import Order
from assembly.core.points import Point

NONE = "None yet"
PERCENT_FROM = 10  # of fewer a percentage says less than the numbers themselves


class Fact(NamedTuple):
    """One record under one line: it is in the base, and in the figure if `met`."""

    line: str
    body: int
    day: dt.date  # its year is the year of this day
    record: int
    met: bool = True
    value: int | None = None  # goes into the average
    kind: str = ""  # one of the line's kinds
    numbers: tuple[int, ...] = ()  # what else the list shows of this record and body


@dataclass(slots=True)
class Tally:
    """How many facts there are, how many of them met the line, and what their values come to."""

    base: int = 0
    met: int = 0
    valued: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, fact: Fact) -> None:
        self.base += 1
        self.met += fact.met
        if fact.kind:
            self.kinds[fact.kind] += 1
        if fact.value is not None:
            self._value(1, fact.value, fact.value, fact.value)

    def take_in(self, other: "Tally") -> None:
        self.base += other.base
        self.met += other.met
        self.kinds.update(other.kinds)
        if other.least is not None and other.most is not None:
            self._value(other.valued, other.total, other.least, other.most)

    def _value(self, number: int, total: int, least: int, most: int) -> None:
        self.valued += number
        self.total += total
        self.least = least if self.least is None else min(self.least, least)
        self.most = most if self.most is None else max(self.most, most)

    @property
    def average(self) -> int | None:
        """To the nearest whole one, halves upwards."""
        return (2 * self.total + self.valued) // (2 * self.valued) if self.valued else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of every scorecard. `definition` says what is counted, of what, and what is left out."""

    code: str  # part of addresses, and so for good
    name: str
    short: str  # the heading of a column
    definition: str
    met: str  # what is said of a record that counts, and of one that is in the base only
    unmet: str = ""
    unit: str = ""  # of the values, a plural
    one_unit: str = ""  # where its singular is not that without its s
    is_average: bool = False  # the figure is the average; otherwise how many of how many
    kinds: Mapping[str, str] = field(default_factory=dict)
    in_table: bool = True  # a column where all bodies are compared

    def figure(self, tally: Tally) -> str:
        """“3 of 4”, “30 of 40 (75%)”, “84 days”."""
        if not tally.base:
            return NONE
        if self.is_average:
            return self._in_units(tally.average)
        shown = f"{tally.met:,} of {tally.base:,}"
        if tally.base < PERCENT_FROM:
            return shown
        return f"{shown} ({percent(tally.met, tally.base)}%)"

    def note(self, tally: Tally) -> str:
        """What stands below the figure: the spread of the values, or the kinds that were counted."""
        if tally.valued:
            return self._spread(tally)
        counted = ((self.kinds[kind], tally.kinds[kind]) for kind in self.kinds)
        return "; ".join(f"{name}: {number}" for name, number in counted if number)

    def _spread(self, tally: Tally) -> str:
        said = "" if self.is_average else f"{self._in_units(tally.average)} on average"
        of = f"{tally.valued:,} counted" if self.is_average else ""
        spread = (
            f"from {tally.least:,} to {self._in_units(tally.most)}"
            if tally.least != tally.most
            else ""
        )
        return ", ".join(filter(None, (said, spread, of)))

    def _in_units(self, number: int | None) -> str:
        return in_words(number or 0, self.unit, one=self.one_unit)

    def rank(self, tally: Tally) -> tuple[int, float]:
        """For sorting: by share or by average. Where nothing is counted there is nothing to compare."""
        if self.is_average:
            return tally.average or 0, 0
        return (tally.met * 1_000_000 // tally.base if tally.base else 0), tally.met


def percent(part: int, whole: int) -> int:
    """To the nearest whole one; nothing is rounded up to all, nor down to none."""
    rounded = (200 * part + whole) // (2 * whole)
    if part in {0, whole}:
        return rounded
    return min(99, max(1, rounded))


@dataclass(frozen=True, slots=True)
class Row:
    """A record in the list behind a figure; `cells` fill the columns of its file."""

    text: str
    url: str
    note: str
    cells: Sequence[Any]


Bodies = Collection[int] | None
Tallied = Callable[[str], Tally]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one app counts, and how its lists are shown.

    `facts` are of the bodies with these keys (None: of all) on a day, in a fixed number of queries. `story` says in
    sentences what the tallies come to; `charted` is the code of the line that is drawn year by year. A record may have
    facts for several bodies: `row` is given the fact too, and the name of its body. `dated` says what belongs to a
    year, and `took_part` what a body did that has any fact.
    """

    name: str
    lines: Sequence[Line]
    facts: Callable[[Bodies, dt.date], Iterable[Fact]]
    story: Callable[[Tallied], Iterable[str]]
    records: Callable[[], QuerySet[Any]]
    order: Order  # of the lists: the newest first, by the day of the fact
    headings: Sequence[str]
    row: Callable[[Model, Fact, str], Row]
    dated: str
    took_part: str = ""
    charted: str = ""


subjects: Point[Subject] = Point("the scorecard of a public body", key=attrgetter("name"))


def every_line() -> list[Line]:
    return [line for subject in subjects for line in subject.lines]


def line_at(code: str) -> tuple[Subject, Line] | None:
    found = ((subject, line) for subject in subjects for line in subject.lines)
    return next((pair for pair in found if pair[1].code == code), None)
