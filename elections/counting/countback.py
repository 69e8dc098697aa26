"""Filling a casual vacancy from the papers of the election: the countback.

Where elected candidates hold papers (Scottish, ERS97), those of the vacating member are examined
again at the values held: they go to candidates who were not elected and consent, and the lowest is
excluded until one has more than half of the votes. Under Meek's rule nobody holds papers, so all
are counted again without the vacating member; sitting members cannot be excluded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from .constraints import Category, Constraints, Group
from .errors import CountingError
from .papers import NOBODY, Holding, Mask, Papers
from .results import Count, Countback
from .rules import RULES
from .staged import StagedCount, transfers_of
from .ties import break_tie
from .words import counted, joined


def fill_vacancy(count: Count, vacating: int, *, consenting: Iterable[int] | None = None) -> Count:
    """Fill the seat of `vacating`; `.countback.filled_by` of the result says with whom.

    `consenting` are the numbers of candidates who would take the seat: by default all who stood and
    were not elected. Those who with the sitting members would break the constraints of the election do
    not take part. Ties go by the rule of the election, then by its draw. Raises `CountingError`
    when `vacating` was not elected, somebody named was or did not stand, or nobody consents.
    """
    count.preferences_used()  # there are none without its ballots, and those are counted here
    if vacating not in count.elected:
        raise CountingError(
            f"Candidate {vacating} was not elected, so there is no vacancy to fill."
        )
    unelected = set(count.election.standing).difference(count.elected)
    willing = unelected if consenting is None else set(consenting)
    for number in sorted(willing - unelected):
        raise CountingError(
            f"Candidate {number} cannot fill the vacancy: only who stood and was not elected can."
        )
    if not willing:
        raise CountingError("Nobody who was not elected is left to fill the vacancy.")
    willing = _within_constraints(count, vacating, willing)
    if not willing:
        raise CountingError(
            "None of those who would take the seat can have it: with the sitting members each would "
            "break the constraints of the election."
        )
    if vacating in count.holdings:
        return _HeldPapers(count, vacating, willing).run()
    return _count_again(count, vacating, willing)


def _within_constraints(count: Count, vacating: int, willing: set[int]) -> set[int]:
    """Who keeps, together with the sitting members, to the constraints of the election."""
    constraints = count.election.constraints
    sitting = _sitting(count, vacating)
    return {n for n in willing if constraints is None or constraints.conforms([*sitting, n])}


def _count_again(count: Count, vacating: int, willing: Collection[int]) -> Count:
    sitting = _sitting(count, vacating)
    others = frozenset(_everybody(count)).difference(sitting)
    groups = (
        Group("Sitting members", frozenset(sitting), minimum=len(sitting)),
        Group("Newcomers", others, maximum=1),
    )
    election = replace(
        count.election,
        withdrawn=others.difference(willing),
        constraints=Constraints(count.candidates, (Category("Seats", groups),)),
    )
    result = RULES[count.rule](election)
    filled_by = next(number for number in result.elected if number not in sitting)
    return replace(result, countback=Countback(vacating, filled_by))


def _sitting(count: Count, vacating: int) -> list[int]:
    return [number for number in count.elected if number != vacating]


def _everybody(count: Count) -> range:
    return range(1, len(count.candidates) + 1)


class _HeldPapers(StagedCount):
    """The count of the papers that one member held."""

    def __init__(self, count: Count, vacating: int, willing: Collection[int]) -> None:
        self.rule = count.rule
        self.decimals = count.decimals
        others = frozenset(_everybody(count)) - set(willing)
        super().__init__(replace(count.election, seats=1, withdrawn=others, constraints=None))
        self.vacating = vacating
        self.holding: Holding = count.holdings[vacating]
        self.papers = Papers(count.election.ballots, others)

    def run(self) -> Count:
        result = super().run()
        held = sum(bundle.papers for bundle in self.holding.bundles)
        return replace(result, papers=held, countback=Countback(self.vacating, result.elected[0]))

    def _count_first_preferences(self) -> None:
        parcels = [parcel for bundle in self.holding.bundles for parcel in self.papers.deal(bundle)]
        self._credit(parcels)
        self.valid = sum(parcel.papers for parcel in parcels if parcel.receiver != NOBODY)
        votes = sum(self.votes.values())
        self.quota = votes // 2 + 1
        names = joined(self.election.ballots.names_of(self.election.standing))
        self._write_stage(
            action="countback",
            candidates=(self.vacating,),
            reason=(
                f"The papers that {self._name(self.vacating)} held are examined again, each at the "
                f"value held. {counted(self.valid, 'paper')} worth {self._in_words(votes)} "
                f"{'names' if self.valid == 1 else 'name'} a candidate who can fill the vacancy: "
                f"{names}. More than half of that elects."
            ),
            decided=self._elect_whom_rules_elect(),
            transfers=transfers_of(self.vacating, parcels),
        )

    def _next_stage(self) -> None:
        fewest = min(self.votes[number] for number in self.continuing)
        tied = sorted(number for number in self.continuing if self.votes[number] == fewest)
        loser = tied[0] if len(tied) == 1 else self._break_tie(tied)
        self._exclude_from_count([loser])
        del self.votes[loser]
        parcels = [
            parcel for bundle in self.papers.take(loser) for parcel in self.papers.deal(bundle)
        ]
        self._credit(parcels)
        self._write_stage(
            action="exclusion",
            candidates=(loser,),
            reason=(
                f"Nobody has more than half. {self._name(loser)} has the fewest votes, "
                f"{self._in_words(fewest)}, and is excluded."
            ),
            decided=self._elect_whom_rules_elect(),
            transfers=transfers_of(loser, parcels),
        )

    def _break_tie(self, tied: Collection[int]) -> int:
        """As in the election: ERS97 looks at the earliest stage first, the Scottish rule at the latest."""
        order = self.history.earliest_first
        if self.rule == "scottish":
            order = self.history.latest_first
        points = order(self.stages, tied)
        tie = break_tie(self.election, self._tied("exclusion", tied), points)
        self.ties.append(tie)
        return tie.chosen

    def _elect_whom_rules_elect(self) -> tuple[list[int], str]:
        most = [number for number in self.continuing if self.votes[number] >= self.quota]
        if most:
            elected = self._elect(most)
            return elected, f"{self._names(elected)} has more than half and fills the vacancy."
        return self._elect_the_rest()

    def _used(self) -> Mask:
        return self.papers.used

    def _close(self, candidate: int) -> None:
        self.papers.close(candidate)
