"""Scottish STV: the Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45 to 51.

The weighted inclusive Gregory method: when a surplus moves, every paper the candidate holds moves,
each at its own value times surplus over votes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..papers import NOBODY, ONE, Holding, Papers, Parcel
from ..results import Count, Election, Stage, Tie, Transfer
from ..ties import break_tie
from ..words import counted, in_words, joined


def count(election: Election) -> Count:
    return _ScottishCount(election).run()


class _ScottishCount:
    def __init__(self, election: Election) -> None:
        self.election = election
        self.papers = Papers(election.ballots, election.withdrawn)
        self.votes = dict.fromkeys(election.standing, 0)
        self.continuing = set(election.standing)
        self.elected: list[int] = []
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self.holdings: dict[int, Holding] = {}
        self.valid = 0
        self.quota = 0  # in units of 10⁻⁵, like all votes
        self.non_transferable = 0
        self.lost = 0

    def run(self) -> Count:
        self._count_first_preferences()
        while self._vacancies and self.continuing:
            surpluses = {n: self.votes[n] for n in self.elected if self.votes[n] > self.quota}
            if surpluses:
                self._transfer_surplus(self._choose("surplus", surpluses))
            else:
                self._exclude(
                    self._choose("exclusion", {n: self.votes[n] for n in self.continuing})
                )
        for number in self.elected:
            if number not in self.holdings:
                rows = self.papers.pile(number)
                self.holdings[number] = Holding(rows, self.papers.values[rows])
        return Count(
            rule="scottish",
            election=self.election,
            papers=self.election.ballots.papers,
            valid=self.valid,
            quota=Decimal(self.quota // ONE),
            decimals=5,
            elected=self.elected,
            stages=tuple(self.stages),
            ties=tuple(self.ties),
            holdings=self.holdings,
        )

    @property
    def _vacancies(self) -> int:
        return self.election.seats - len(self.elected)

    # The three kinds of stage

    def _count_first_preferences(self) -> None:
        """Rules 45 and 46: papers go to their first preference; one without any is not valid."""
        for parcel in self.papers.deal_all():
            if parcel.receiver != NOBODY:
                self.votes[parcel.receiver] = parcel.votes
                self.valid += parcel.papers
        seats = self.election.seats
        quota = self.valid // (seats + 1) + 1
        self.quota = quota * ONE
        self._close_stage(
            action="first preferences",
            candidates=(),
            reason=(
                f"Each of {counted(self.valid, 'valid paper')} counts for its first preference. "
                f"With {counted(seats, 'seat')} to fill the quota is {quota:,}: {self.valid:,} divided "
                f"by {seats + 1:,}, any fraction dropped, plus 1."
            ),
        )

    def _transfer_surplus(self, donor: int) -> None:
        """Rule 48: each paper moves at its value times surplus over votes, cut to five decimals."""
        votes = self.votes[donor]
        surplus = votes - self.quota
        rows = self.papers.take(donor)
        self.holdings[donor] = Holding(rows, self.papers.reduce(rows, surplus, votes))
        parcels = self.papers.deal(rows)
        self.votes[donor] = self.quota
        self.lost += surplus - sum(parcel.votes for parcel in parcels)
        self._close_stage(
            action="surplus",
            candidates=(donor,),
            reason=(
                f"{self._name(donor)} has {in_words(votes)} votes, {in_words(surplus)} above the quota: "
                "the largest surplus. Every paper moves to its next preference at its value times "
                f"{in_words(surplus)} divided by {in_words(votes)}, cut to five decimals."
            ),
            parcels=parcels,
        )

    def _exclude(self, donor: int) -> None:
        """Rule 50: the papers of the lowest move at the value they have."""
        votes = self.votes.pop(donor)
        self.continuing.remove(donor)
        self.papers.close(donor)
        tied = any(self.votes[number] == votes for number in self.continuing)
        rank = "is tied for" if tied else "has"
        self._close_stage(
            action="exclusion",
            candidates=(donor,),
            reason=(
                f"There is no surplus to transfer. {self._name(donor)} {rank} the fewest votes, "
                f"{in_words(votes)}, and is excluded; every paper moves to its next preference "
                "at the value it has."
            ),
            parcels=self.papers.deal(self.papers.take(donor)),
        )

    # What they share

    def _choose(self, purpose: str, votes: dict[int, int]) -> int:
        """Take the highest or the lowest; rules 49 and 50 for a tie: the latest stage first."""
        best = (max if purpose == "surplus" else min)(votes.values())
        tied = sorted(number for number in votes if votes[number] == best)
        if len(tied) == 1:
            return tied[0]
        latest_first = self.stages[::-1]
        tie = break_tie(self.election, purpose, tied, latest_first, len(self.stages) + 1)
        self.ties.append(tie)
        return tie.chosen

    def _close_stage(
        self,
        *,
        action: str,
        candidates: tuple[int, ...],
        reason: str,
        parcels: Sequence[Parcel] = (),
    ) -> None:
        """Credit what was dealt, elect whom that elects, and write the stage down."""
        number = len(self.stages) + 1
        if self.ties and self.ties[-1].stage == number:
            reason += f" {self.ties[-1].reason}"
        for parcel in parcels:
            if parcel.receiver == NOBODY:
                self.non_transferable += parcel.votes
            else:
                self.votes[parcel.receiver] += parcel.votes
        elected, outcome = self._elect()
        self.stages.append(
            Stage(
                number=number,
                action=action,
                candidates=candidates,
                reason=reason,
                outcome=outcome,
                votes=dict(self.votes),
                transfers=tuple(
                    Transfer(candidates[0], parcel.receiver or None, parcel.papers, parcel.votes)
                    for parcel in parcels
                ),
                non_transferable=self.non_transferable,
                lost=self.lost,
                elected=tuple(elected),
            )
        )

    def _elect(self) -> tuple[list[int], str]:
        """Rule 47: elect who reaches the quota. Rule 51: when no more are left than seats, elect all."""
        if len(self.continuing) <= self._vacancies:
            # All at once, at the quota or not, so in the order of the candidates' numbers.
            elected = sorted(self.continuing)
            outcome = self._last_vacancies(elected)
        else:
            reached = [number for number in self.continuing if self.votes[number] >= self.quota]
            elected = sorted(reached, key=lambda number: (-self.votes[number], number))
            verb = "reaches the quota and is" if len(elected) == 1 else "reach the quota and are"
            outcome = f"{self._names(elected)} {verb} elected." if elected else ""
        self.elected += elected
        self.continuing.difference_update(elected)
        for number in elected:
            self.papers.close(number)
        return elected, outcome

    def _last_vacancies(self, elected: list[int]) -> str:
        unfilled = self._vacancies - len(elected)
        shortage = f" {counted(unfilled, 'seat')} cannot be filled." if unfilled else ""
        return (
            "No more candidates remain than seats, so nothing further is transferred: "
            f"{self._names(elected)} {'is' if len(elected) == 1 else 'are'} elected.{shortage}"
        )

    def _names(self, numbers: Sequence[int]) -> str:
        return joined(self.election.ballots.names_of(numbers))

    def _name(self, number: int) -> str:
        return self.election.ballots.name_of(number)
