"""A spread of representation: how many seats each group of candidates must and may have.

Each candidate is in exactly one group of every category. At any moment a candidate is *guarded*
when every result that keeps to the constraints elects them, and *doomed* when none does. Both are
computed exactly, as the transportation problem they are: the seats that are left flow from the
groups of one category, through the candidates, to the groups of the other, and a whole-numbered
circulation within the bounds of all groups exists just when a conformant result does. With three
categories the question is NP-hard, so there are at most two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from .circulation import Circulation
from .errors import CountingError, InfeasibleConstraints
from .places import Claim, Places
from .words import joined, told_apart

MOST_CATEGORIES = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates, by number, who together must have `minimum` seats and may have `maximum` (None: any)."""

    name: str
    members: frozenset[int]
    minimum: int = 0
    maximum: int | None = None

    def __post_init__(self) -> None:
        if self.minimum < 0:
            raise CountingError(f"{self.name} has the minimum {self.minimum}; expected 0 or more.")
        if self.maximum is not None and self.maximum < self.minimum:
            raise CountingError(
                f"{self.name} must have at least {self.minimum} and may have at most {self.maximum}; "
                "expected a maximum that is not below the minimum."
            )


class Category(NamedTuple):
    """One way of sorting all candidates into groups: by district, by theme, by organisation."""

    name: str
    groups: tuple[Group, ...]

    def group_of(self, candidate: int) -> Group:
        return next(group for group in self.groups if candidate in group.members)


def one_seat_each(name: str, belongs_to: Mapping[int, str]) -> Category:
    """Build the category in which no group has more than one seat: “at most one seat an organisation”.

    `belongs_to` names the organisation of every candidate, by number.
    """
    members: dict[str, set[int]] = {}
    for number, organisation in belongs_to.items():
        members.setdefault(organisation, set()).add(number)
    groups = (Group(each, frozenset(members[each]), maximum=1) for each in sorted(members))
    return Category(name, tuple(groups))


class Judgement(NamedTuple):
    """Who must and who cannot be elected from here on, by number, each with the reason as a sentence."""

    guarded: Mapping[int, str] = MappingProxyType({})
    doomed: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Constraints:
    """The constraints of one election: at most two categories over all its candidates."""

    candidates: tuple[str, ...]
    categories: tuple[Category, ...]

    def __post_init__(self) -> None:
        if len(self.categories) > MOST_CATEGORIES:
            raise CountingError(
                f"There are {len(self.categories)} categories, and the constraints of at most two can be "
                "kept exactly: with three nobody knows a way that is sure and quick. Leave some out, or "
                "join two into one, with groups such as “women of the north”."
            )
        _refuse_twice("category", [category.name for category in self.categories])
        for category in self.categories:
            _refuse_twice(f"group of {category.name}", [group.name for group in category.groups])
            self._check_members(category)

    def check(self, *, standing: Collection[int], seats: int) -> None:
        """Raise `InfeasibleConstraints`, naming the groups that clash, unless some result conforms."""
        places = self._places((), standing, seats, at_start=True)
        if within := Circulation(places.edges()).obstacle:
            raise InfeasibleConstraints(
                f"The constraints cannot be met: {places.explain(within)}. "
                "Change a minimum, a maximum or the number of seats."
            )

    def conforms(self, elected: Collection[int]) -> bool:
        """Say whether a whole result gives every group its minimum and none more than its maximum."""
        return all(
            group.minimum <= seats and (group.maximum is None or seats <= group.maximum)
            for category in self.categories
            for group in category.groups
            for seats in [len(group.members.intersection(elected))]
        )

    def allow(self, elected: Collection[int], continuing: Collection[int], vacancies: int) -> bool:
        """Say whether a conformant result is left when these are elected and those continue."""
        try:
            places = self._places(elected, continuing, vacancies)
        except InfeasibleConstraints:
            return False
        return not Circulation(places.edges()).obstacle

    def judge(
        self, elected: Collection[int], continuing: Collection[int], vacancies: int
    ) -> Judgement:
        """Say who is guarded and who is doomed, after every election and every exclusion.

        Nothing is said where nothing is left to decide: when no seat is vacant, or no more
        candidates are left than seats. Raises `InfeasibleConstraints` when no conformant result is
        left, which cannot happen while nobody guarded is excluded and nobody doomed elected.
        """
        places = self._places(elected, continuing, vacancies)
        circulation = Circulation(places.edges())
        if circulation.obstacle:
            raise InfeasibleConstraints(
                "No result that keeps to the constraints is left: "
                f"{places.explain(circulation.obstacle)}."
            )
        guarded: dict[int, str] = {}
        doomed: dict[int, str] = {}
        if not 0 < vacancies < len(continuing):
            return Judgement()
        for ((row, column), numbers), flow in zip(
            places.cells.items(), circulation.flow, strict=False
        ):
            # All of a cell are elected, or none. Can one fewer, or one more, be led another way?
            if flow == len(numbers) and column not in (within := circulation.reach(row)):
                why = places.explain(within, pinned=(row, column))
                for number in numbers:
                    guarded[number] = f"{why}, so {self._known_as(number)} must be elected."
            elif flow == 0 and row not in (within := circulation.reach(column)):
                why = places.explain(within, pinned=(row, column))
                for number in numbers:
                    doomed[number] = f"{why}, so there is no seat for {self._known_as(number)}."
        return Judgement(guarded, doomed)

    def _places(
        self,
        elected: Collection[int],
        continuing: Collection[int],
        vacancies: int,
        *,
        at_start: bool = False,
    ) -> Places:
        to_fill = min(vacancies, len(continuing))
        groups = [group for category in self.categories for group in category.groups]
        unlimited = 1 + to_fill + sum(group.minimum for group in groups)
        everyone = Claim("", "everyone", 0, None, 0, unlimited)  # the group of a category not there
        sides = [
            [
                (
                    _claim(category, group, elected, unlimited),
                    group.members.intersection(continuing),
                )
                for group in category.groups
            ]
            for category in self.categories
        ]
        rows, columns = [*sides, *[[(everyone, frozenset(continuing))]] * MOST_CATEGORIES][:2]
        cells = {
            (row, column): numbers
            for row, in_row in rows
            for column, in_column in columns
            if (numbers := sorted(in_row & in_column))
        }
        return Places(
            vacancies=to_fill,
            rows=[claim for claim, _ in rows],
            columns=[claim for claim, _ in columns],
            cells=cells,
            at_start=at_start,
        )

    def _known_as(self, candidate: int) -> str:
        groups = joined([category.group_of(candidate).name for category in self.categories])
        return f"{self._shown[candidate - 1]} ({groups})"

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        return told_apart(self.candidates)

    def _check_members(self, category: Category) -> None:
        everyone = range(1, len(self.candidates) + 1)
        found: dict[int, str] = {}
        for group in category.groups:
            for number in sorted(group.members):
                if number not in everyone:
                    raise CountingError(
                        f"{group.name} of {category.name} has candidate {number} as a member, but "
                        f"candidates are numbered 1 to {len(everyone)}."
                    )
                if number in found:
                    raise CountingError(
                        f"Candidate {number} ({self.candidates[number - 1]}) is in two groups of "
                        f"{category.name}, {found[number]} and {group.name}; expected exactly one."
                    )
                found[number] = group.name
        for number in everyone:
            if number not in found:
                raise CountingError(
                    f"Candidate {number} ({self.candidates[number - 1]}) is in no group of "
                    f"{category.name}; expected exactly one."
                )


def _claim(category: Category, group: Group, elected: Collection[int], unlimited: int) -> Claim:
    seats = len(group.members.intersection(elected))
    if group.maximum is not None and seats > group.maximum:
        raise InfeasibleConstraints(
            f"{group.name} has {seats} elected and may have at most {group.maximum}."
        )
    return Claim(
        category=category.name,
        name=group.name,
        minimum=group.minimum,
        maximum=group.maximum,
        need=max(0, group.minimum - seats),
        room=unlimited if group.maximum is None else group.maximum - seats,
    )


def _refuse_twice(what: str, names: list[str]) -> None:
    for name in names:
        if not name.strip():
            raise CountingError(f"A {what} has no name.")
        if names.count(name) > 1:
            raise CountingError(f"More than one {what} is called {name}.")
