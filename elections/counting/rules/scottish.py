"""Scottish STV: the Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45 to 51.

The weighted inclusive Gregory method: when a surplus moves, every paper the candidate holds moves,
each at its own value times surplus over votes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..papers import NOBODY, Holding, Mask, Papers, Parcel
from ..results import Count, Election
from ..staged import StagedCount, transfers_of
from ..ties import break_tie
from ..words import counted


def count(election: Election) -> Count:
    return _ScottishCount(election).run()


class _ScottishCount(StagedCount):
    rule = "scottish"
    decimals = 5

    def __init__(self, election: Election) -> None:
        super().__init__(election)
        self.papers = Papers(election.ballots, election.withdrawn)
        self._kept: dict[int, Holding] = {}  # by those whose surplus has moved

    # The three kinds of stage

    def _count_first_preferences(self) -> None:
        """Rules 45 and 46: papers go to their first preference; one without any is not valid."""
        for parcel in self.papers.deal_all(self.one):
            if parcel.receiver != NOBODY:
                self.votes[parcel.receiver] = parcel.votes
                self.valid += parcel.papers
        seats = self.election.seats
        quota = self.valid // (seats + 1) + 1
        self.quota = quota * self.one
        self._close_stage(
            action="first preferences",
            reason=(
                f"Each of {counted(self.valid, 'valid paper')} counts for its first preference. "
                f"With {counted(seats, 'seat')} to fill the quota is {quota:,}: {self.valid:,} divided "
                f"by {seats + 1:,}, any fraction dropped, plus 1."
            ),
        )

    def _next_stage(self) -> None:
        surpluses = {n: self.votes[n] for n in self.elected if self.votes[n] > self.quota}
        if surpluses and not self.judgement.doomed:
            self._transfer_surplus(self._choose("surplus", surpluses))
        else:
            votes = {number: self.votes[number] for number in self._excludable()}
            self._exclude(self._choose("exclusion", votes))

    def _transfer_surplus(self, donor: int) -> None:
        """Rule 48: each paper moves at its value times surplus over votes, cut to five decimals.

        The product is truncated once.
        """
        votes = self.votes[donor]
        surplus = votes - self.quota
        parcels: list[Parcel] = []
        kept = []
        for bundle in self.papers.take(donor):
            value = bundle.value * surplus // votes
            kept.append(bundle.at(bundle.value - value))
            parcels += self.papers.deal(bundle.at(value))
        self._kept[donor] = Holding(tuple(kept))
        self.votes[donor] = self.quota
        self.lost += surplus - sum(parcel.votes for parcel in parcels)
        self._close_stage(
            action="surplus",
            donor=donor,
            reason=(
                f"{self._name(donor)} has {self._in_words(votes)} votes, {self._in_words(surplus)} "
                "above the quota: the largest surplus. Every paper moves to its next preference at its "
                f"value times {self._in_words(surplus)} divided by {self._in_words(votes)}, "
                "cut to five decimals."
            ),
            parcels=parcels,
        )

    def _exclude(self, donor: int) -> None:
        """Rule 50: the papers of the lowest move at the value they have."""
        votes = self.votes[donor]
        tied = any(self.votes[n] == votes for n in self._excludable() if n != donor)
        rank = "is tied for" if tied else "has"
        reason = self._why_excluded(
            [donor],
            f"There is no surplus to transfer. {self._name(donor)} {rank} "
            f"{self._fewest_votes([donor])}, {self._in_words(votes)}, and is excluded",
            then="; every paper moves to its next preference at the value it has",
        )
        del self.votes[donor]
        self._exclude_from_count([donor])
        self._close_stage(
            action="exclusion",
            donor=donor,
            reason=reason,
            parcels=[
                parcel for bundle in self.papers.take(donor) for parcel in self.papers.deal(bundle)
            ],
        )

    # What they share

    def _choose(self, purpose: str, votes: dict[int, int]) -> int:
        """Take the highest or the lowest; rules 49 and 50 for a tie: the latest stage first."""
        best = (max if purpose == "surplus" else min)(votes.values())
        tied = sorted(number for number in votes if votes[number] == best)
        if len(tied) == 1:
            return tied[0]
        latest_first = self.history.latest_first(self.stages, tied)
        tie = break_tie(self.election, self._tied(purpose, tied), latest_first)
        self.ties.append(tie)
        return tie.chosen

    def _first_elected_of(self, level: Sequence[int]) -> int:
        return self._choose("election", {number: self.votes[number] for number in level})

    def _close_stage(
        self, *, action: str, reason: str, donor: int = NOBODY, parcels: Sequence[Parcel] = ()
    ) -> None:
        """Credit what was dealt, elect whom that elects, and write the stage down."""
        self._credit(parcels)
        self._write_stage(
            action=action,
            candidates=(donor,) if donor else (),
            reason=reason,
            decided=self._elect_whom_rules_elect(),
            transfers=transfers_of(donor, parcels),
        )

    def _elect_whom_rules_elect(self) -> tuple[list[int], str]:
        """Rule 47: elect who reaches the quota. Rule 51: when no more are left than seats, elect all."""
        rest = self._elect_the_rest()
        if rest[0]:
            return rest
        reached = [number for number in self._electable() if self.votes[number] >= self.quota]
        elected = self._elect(sorted(reached, key=lambda number: (-self.votes[number], number)))
        return elected, self._reached(elected)

    def _used(self) -> Mask:
        return self.papers.used

    def _close(self, candidate: int) -> None:
        self.papers.close(candidate)

    def _holdings(self) -> Mapping[int, Holding]:
        return {
            number: self._kept.get(number) or Holding(tuple(self.papers.take(number)))
            for number in self.elected
        }
