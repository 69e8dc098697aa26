"""Breaking ties: by an earlier point where the votes differed, or by the draw, never silently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .errors import DrawNeeded
from .results import Election, Stage, Tie
from .words import counted, in_words, joined_some

# purpose: (which of unequal votes is chosen, what to call it, what happens to the chosen)
_CHOICES: dict[str, tuple[Callable[[Iterable[int]], int], str, str]] = {
    "surplus": (max, "more", "{}'s surplus is transferred first"),
    "exclusion": (min, "fewer", "{} is excluded"),
    "election": (max, "more", "{} is elected"),
}


class Point(NamedTuple):
    """A moment at which votes can be compared: after a stage, or after a batch of an exclusion."""

    stage: int
    name: str
    votes: Mapping[int, int]


class History:
    """The points of a count so far, and whose votes changed at each: a tie need look at no others.

    A point at which the votes of none of the tied changed says the same as the one before it. Thousands
    of candidates can be tied at each of thousands of stages, where looking at every point is cubic.
    """

    def __init__(self) -> None:
        self._stages = 0
        self._points: list[Point] = []
        self._changes: list[tuple[int, frozenset[int]]] = []  # place of a point, and whose

    def earliest_first(self, stages: Sequence[Stage], tied: Collection[int]) -> list[Point]:
        """Return the first point, and each at which one of the tied gained or lost."""
        places = [0, *self._places(stages, tied)]
        return [self._points[place] for place in places] if stages else []

    def latest_first(self, stages: Sequence[Stage], tied: Collection[int]) -> list[Point]:
        """Return the last point, and each before one at which one of the tied gained or lost."""
        places = [place - 1 for place in self._places(stages, tied)]
        places.append(len(self._points) - 1)
        return [self._points[place] for place in reversed(places)] if stages else []

    def _places(self, stages: Sequence[Stage], tied: Collection[int]) -> Iterator[int]:
        for point in _points_of(stages[self._stages :]):
            self._add(point)
        self._stages = len(stages)
        return (place for place, who in self._changes if not who.isdisjoint(tied))

    def _add(self, point: Point) -> None:
        if self._points:
            before = self._points[-1].votes
            changed = frozenset(n for n, votes in point.votes.items() if votes != before[n])
            if changed:
                self._changes.append((len(self._points), changed))
        self._points.append(point)


def _points_of(stages: Iterable[Stage]) -> Iterator[Point]:
    """Yield every point of the stages, the earliest first."""
    for stage in stages:
        for number, batch in enumerate(stage.batches[:-1], 1):
            yield Point(stage.number, f"stage {stage.number}, batch {number},", batch.votes)
        yield Point(stage.number, f"stage {stage.number}", stage.votes)


class Tied(NamedTuple):
    """What a tie is about: candidates with their votes, at a stage, for a purpose."""

    purpose: str
    votes: Mapping[int, int]
    stage: int
    decimals: int

    @property
    def candidates(self) -> list[int]:
        return sorted(self.votes)

    def opening(self, election: Election) -> str:
        names = joined_some(election.ballots.names_of(self.candidates))
        fewest, most = (in_words(f(self.votes.values()), self.decimals) for f in (min, max))
        return f"{names} have {fewest if fewest == most else f'{fewest} to {most}'} votes each."


def break_tie(election: Election, tied: Tied, points: Sequence[Point]) -> Tie:
    """Choose one of the tied by the first of `points` where they differ, else by the draw.

    A rule passes the points in its own order: the Scottish the latest first, ERS97 the earliest.
    Those at which nothing changed for the tied may be left out.
    Where only some of three or more differ, those left go on to the next point.
    """
    left, story, used = _compared(election, tied, points)
    if len(left) == 1:
        return _chosen(election, tied, left[0], "earlier stage", (used, story))
    if used:
        story.append(_STILL_EQUAL)
    names = joined_some(election.ballots.names_of(left))
    story.append(f"{names} were equal at every stage, so {_lot(election, tied, left)}")
    return _chosen(election, tied, _drawn(election, left), "lot", (used, story))


def choose_elected(election: Election, tied: Tied, points: Sequence[Point], seats: int) -> Tie:
    """Choose the first to be elected of more tied candidates than there are seats: ERS97, clause 5.6.2.

    They come in descending order of votes at the earliest point where they differ. Where no point
    tells who would have the last seat from who would not, nobody is chosen.
    """
    order = sorted(tied.candidates, key=lambda number: [-point.votes[number] for point in points])
    last, next_one = order[seats - 1 : seats + 1]
    names = election.ballots.names_of
    story = [tied.opening(election), f"Only {counted(seats, 'seat is', 'seats are')} left."]
    for point in points:
        if point.votes[last] != point.votes[next_one]:
            story.append(
                f"At {point.name} {names([last])[0]} had more than {names([next_one])[0]}."
            )
            return _chosen(election, tied, order[0], "earlier stage", ([point.stage], story))
    story.append(
        f"{joined_some(names([last, next_one]))} were equal at every stage, so nobody is elected now."
    )
    return _tie(tied, 0, "put off", ([], story))


def draw(election: Election, tied: Tied, within: int = 0) -> Tie:
    """Choose by the draw at once, as Meek's rule does, among those `within` so many votes of the lowest."""
    story = [tied.opening(election)]
    if len(set(tied.votes.values())) > 1:
        story.append(
            f"That is within the {in_words(within, tied.decimals)} not yet shared, "
            "which the rule calls a tie."
        )
    story.append(f"No earlier stage is asked: {_lot(election, tied, tied.candidates)}")
    return _chosen(election, tied, _drawn(election, tied.candidates), "lot", ([], story))


_STILL_EQUAL = (
    "The rule is silent where only some of three or more were unequal; "
    "those still equal were compared at the remaining stages."
)


def _compared(
    election: Election, tied: Tied, points: Sequence[Point]
) -> tuple[list[int], list[str], list[int]]:
    """Return who is left, the story so far, and the stages at which somebody fell out."""
    better, comparison, _ = _CHOICES[tied.purpose]
    left = tied.candidates
    story, used = [tied.opening(election)], []
    for point in points:
        if len(left) == 1:
            break
        best = better(point.votes[number] for number in left)
        chosen = [number for number in left if point.votes[number] == best]
        if len(chosen) < len(left):
            names = joined_some(election.ballots.names_of(chosen))
            story.append(f"At {point.name} {names} had {comparison}.")
            left = chosen
            used.append(point.stage)
    if len(left) == 1 and len(used) > 1:
        story.append(_STILL_EQUAL)
    return left, story, used


def _chosen(
    election: Election,
    tied: Tied,
    chosen: int,
    decided_by: str,
    history: tuple[list[int], list[str]],
) -> Tie:
    consequence = _CHOICES[tied.purpose][2].format(election.ballots.name_of(chosen))
    history[1].append(f"So {consequence}.")
    return _tie(tied, chosen, decided_by, history)


def _tie(tied: Tied, chosen: int, decided_by: str, history: tuple[list[int], list[str]]) -> Tie:
    used, story = history
    return Tie(
        stage=tied.stage,
        purpose=tied.purpose,
        candidates=tuple(tied.candidates),
        chosen=chosen,
        decided_by=decided_by,
        earlier_stages=tuple(used),
        reason=" ".join(story),
    )


def _lot(election: Election, tied: Tied, left: Sequence[int]) -> str:
    if not election.draw_order:
        everyone = joined_some(election.ballots.names_of(left))
        raise DrawNeeded(
            f"At stage {tied.stage} {everyone} are tied, the rule decides by a draw, and none "
            "was given. Give the seed that was fixed for this election.",
            stage=tied.stage,
            candidates=tuple(left),
        )
    source = f"from the seed “{election.seed}”" if election.seed else "written in the ballot file"
    return (
        f"the draw {source} decides: of {counted(len(left), 'candidate')}, "
        f"{election.ballots.name_of(_drawn(election, left))} is drawn first."
    )


def _drawn(election: Election, left: Collection[int]) -> int:
    among = set(left)
    return next(number for number in election.draw_order if number in among)
