"""A contest's constraints on its result: at most one seat an organisation, and limits of one spread.

Pure. `elections.counting` keeps to constraints exactly; here they are read, checked before there is a candidate, and
fitted to those who stand, so that no count ever stops because somebody withdrew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assembly.core.names import folded
from elections.counting import (
    Category,
    Constraints,
    Group,
    InfeasibleConstraints,
    one_seat_each,
)

ORGANISATION = "Organisation"  # the category of “at most one seat an organisation”
NONE_OF_THESE = "None of these"
INFRASTRUCTURE = "Infrastructure organisations"  # the one group of a spread by kind of organisation


@dataclass(frozen=True, slots=True)
class Limit:
    """How many seats a group of candidates must have, and may have (None: any)."""

    name: str
    minimum: int = 0
    maximum: int | None = None
    area: int | None = field(default=None, compare=False)  # the key of the theme or district

    def __str__(self) -> str:
        least = [f"at least {self.minimum}"] if self.minimum else []
        most = [f"at most {self.maximum}"] if self.maximum is not None else []
        return f"{self.name}: {', '.join(least + most)}"


def contradiction(limits: Sequence[Limit]) -> str:
    """Say what of these limits cannot be, whatever the contest; empty when nothing is wrong."""
    for limit in limits:
        if limit.maximum is not None and limit.maximum < max(1, limit.minimum):
            return f"{limit.name}: the maximum must be at least 1, and no lower than the minimum."
    names = [folded(limit.name) for limit in limits]
    if len(set(names)) < len(names) or folded(NONE_OF_THESE) in names:
        return f"Name each group once, and none of them “{NONE_OF_THESE}”."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a contest promises, and to which group each of its candidates belongs, by number."""

    candidates: Sequence[str]
    organisations: Mapping[int, str]  # empty where an organisation may have several seats
    category: str
    limits: Sequence[Limit]
    groups: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a count keeps to: constraints, the seats that can be filled, and what cannot be kept, as a sentence."""

    constraints: Constraints | None
    seats: int
    unmet: str = ""


def fit(promise: Promise, *, standing: Collection[int], seats: int) -> Fit:
    """Fit a promise to those who stand. The most that can be kept is kept: first the minima, then the seats."""
    promised = _constraints(promise)
    if promised is None:
        return Fit(None, seats)
    unmet = _obstacle(promised, standing, seats)
    if not unmet:
        return Fit(promised, seats)
    for softer in (_within_reach(promise, standing), _without_minima(promise)):
        constraints = _constraints(softer)
        for fewer in range(seats, 0, -1):
            if constraints and not _obstacle(constraints, standing, fewer):
                return Fit(constraints, fewer, unmet)
    raise AssertionError("One seat can be filled within maxima of one or more.")


def too_much_promised(limits: Sequence[Limit], seats: int) -> str:
    """Say what no result could meet, whoever stands; empty when some result could."""
    least = sum(limit.minimum for limit in limits)
    if least <= seats:
        return ""
    listed = " and ".join(f"{limit.name} {limit.minimum}" for limit in limits if limit.minimum)
    return f"{listed} make {least} seats that must be filled so, but the contest has {seats}."


def _within_reach(promise: Promise, standing: Collection[int]) -> Promise:
    """With no minimum above the number of those who stand in its group."""
    stand = [promise.groups.get(number, "") for number in standing]
    limits = [
        replace(limit, minimum=min(limit.minimum, stand.count(limit.name)))
        for limit in promise.limits
    ]
    return replace(promise, limits=limits)


def _without_minima(promise: Promise) -> Promise:
    return replace(promise, limits=[replace(limit, minimum=0) for limit in promise.limits])


def _obstacle(constraints: Constraints, standing: Collection[int], seats: int) -> str:
    try:
        constraints.check(standing=standing, seats=seats)
    except InfeasibleConstraints as problem:
        return str(problem).removesuffix(" Change a minimum, a maximum or the number of seats.")
    return ""


def _constraints(promise: Promise) -> Constraints | None:
    categories = []
    if promise.organisations:
        categories.append(one_seat_each(ORGANISATION, promise.organisations))
    if promise.limits:
        categories.append(_spread(promise))
    return Constraints(tuple(promise.candidates), tuple(categories)) if categories else None


def _spread(promise: Promise) -> Category:
    """Everybody in one group; those who belong to none of the named are in one of their own, without limits."""
    named = {limit.name for limit in promise.limits}
    members: dict[str, set[int]] = {name: set() for name in [*named, NONE_OF_THESE]}
    for number in range(1, len(promise.candidates) + 1):
        group = promise.groups.get(number, "")
        members[group if group in named else NONE_OF_THESE].add(number)
    groups = [
        Group(limit.name, frozenset(members[limit.name]), limit.minimum, limit.maximum)
        for limit in promise.limits
    ]
    return Category(
        promise.category, (*groups, Group(NONE_OF_THESE, frozenset(members[NONE_OF_THESE])))
    )
