"""Breaking ties: by an earlier point where the votes differed, or by the draw, never silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .errors import DrawNeeded
from .results import Election, Stage, Tie
from .words import counted, in_words, joined

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


def points_of(stages: Iterable[Stage]) -> list[Point]:
    """Return every point of the stages, the earliest first."""
    points = []
    for stage in stages:
        points += [
            Point(stage.number, f"stage {stage.number}, batch {number},", batch.votes)
            for number, batch in enumerate(stage.batches[:-1], 1)
        ]
        points.append(Point(stage.number, f"stage {stage.number}", stage.votes))
    return points


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
        names = joined(election.ballots.names_of(self.candidates))
        fewest, most = (in_words(f(self.votes.values()), self.decimals) for f in (min, max))
        return f"{names} have {fewest if fewest == most else f'{fewest} to {most}'} votes each."


def break_tie(election: Election, tied: Tied, points: Sequence[Point]) -> Tie:
    """Choose one of the tied by the first of `points` where they differ, else by the draw.

    A rule passes the points in its own order: the Scottish the latest first, ERS97 the earliest.
    Where only some of three or more differ, those left go on to the next point.
    """
    left, story, used = _compared(election, tied, points)
    if len(left) == 1:
        return _chosen(election, tied, left[0], "earlier stage", (used, story))
    if used:
        story.append(_STILL_EQUAL)
    names = joined(election.ballots.names_of(left))
    story.append(f"{names} were equal at every stage, so {_lot(election, tied, left)}")
    first = min(left, key=election.draw_order.index)
    return _chosen(election, tied, first, "lot", (used, story))


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
        f"{joined(names([last, next_one]))} were equal at every stage, so nobody is elected now."
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
    first = min(tied.candidates, key=election.draw_order.index)
    return _chosen(election, tied, first, "lot", ([], story))


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
            names = joined(election.ballots.names_of(chosen))
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
        everyone = joined(election.ballots.names_of(left))
        raise DrawNeeded(
            f"At stage {tied.stage} {everyone} are tied, the rule decides by a draw, and none "
            "was given. Give the seed that was fixed for this election.",
            stage=tied.stage,
            candidates=tuple(left),
        )
    first = min(left, key=election.draw_order.index)
    source = f"from the seed “{election.seed}”" if election.seed else "written in the ballot file"
    return (
        f"the draw {source} decides: of {counted(len(left), 'candidate')}, "
        f"{election.ballots.name_of(first)} is drawn first."
    )
