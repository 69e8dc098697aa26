"""Meek's rule: the reference rule of the Proportional Representation Foundation.

An elected candidate keeps only the part of each vote that the quota needs, the *keep factor*, and
passes on the rest, also to candidates already elected. The quota falls as votes run out. All
arithmetic is in whole units of 10⁻⁹; the letters in the docstrings are the rule's own steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..papers import NOBODY, Mask
from ..paths import ONE, Paths
from ..results import Count, Election, Transfer
from ..staged import StagedCount
from ..ties import draw
from ..words import counted

OMEGA = 1_000  # 10⁻⁶: a surplus below this is as good as none


def count(election: Election) -> Count:
    return _MeekCount(election).run()


class _MeekCount(StagedCount):
    rule = "meek"
    decimals = 9

    def __init__(self, election: Election) -> None:
        super().__init__(election)
        self.paths = Paths(election.ballots, election.withdrawn)
        self._may_share = (
            True  # until sharing ends without electing; from then to the next exclusion
        )

    # The stages: a round is the sharing of surpluses, if there are any, and then an exclusion

    def _count_first_preferences(self) -> None:
        """A, and the first distribution of B.2: every keep factor is 1."""
        self.paths.deal_all()
        self.valid = self.paths.valid()
        self._distribute()
        seats = self.election.seats
        self._close_stage(
            action="first preferences",
            candidates=(),
            reason=(
                f"Each of {counted(self.valid, 'valid paper')} counts for its first preference. "
                f"With {counted(seats, 'seat')} to fill the quota is {self._in_words(self.quota)}: "
                f"the votes divided by {seats + 1:,}, cut to nine decimals, plus 0.000000001."
            ),
        )

    def _next_stage(self) -> None:
        """B.2 and B.3. One stage shares surpluses; where that elects nobody, the next excludes."""
        if self._may_share and self._surplus >= OMEGA and not self.judgement.doomed:
            self._share_surpluses()
        else:
            self._exclude(self._lowest())

    def _share_surpluses(self) -> None:
        """B.2: lower the keep factors until somebody is elected or no surplus worth sharing is left."""
        before, factors = dict(self.votes), dict(self.keep_factors)
        total = self._surplus
        previous = total + 1  # the first iteration is never the last for not having got better
        iterations = 0
        while OMEGA <= self._surplus < previous and not self._reaching():
            previous = self._surplus
            self._lower_keep_factors()
            self._distribute()
            iterations += 1
        self._may_share = bool(self._reaching())
        donors = [number for number in self.elected if self.keep_factors[number] != factors[number]]
        if not donors:
            return  # the factors are as low as nine decimals can say
        transfers = self._transfers_of_surpluses(donors, factors, before)
        self._close_stage(
            action="surplus",
            candidates=donors,
            reason=(
                f"{self._names(donors)} {'has' if len(donors) == 1 else 'have'} "
                f"{self._in_words(total)} votes above the quota. Each keeps only the part of every vote "
                "that makes a quota and passes on the rest, to elected candidates too; after "
                f"{counted(iterations, 'round')} of sharing {self._in_words(self._surplus)} is left. "
                f"The quota is now {self._in_words(self.quota)}."
            ),
            transfers=transfers,
        )

    def _exclude(self, loser: int) -> None:
        """B.3, and the first distribution of the next round. C when no more remain than seats."""
        reason = self._exclusion_reason(loser)
        self._exclude_from_count([loser])
        self._may_share = True
        transfers: list[Transfer] = []
        if len(self.continuing) > self._vacancies:
            before = dict(self.votes)
            papers = self.paths.exclude(loser)
            del self.votes[loser]
            without = self.non_transferable
            self._distribute()
            gained = {n: self.votes[n] - before[n] for n in self.votes}
            gained[NOBODY] = self.non_transferable - without
            transfers = _transfers(loser, papers, gained)
            reason += f" The quota is now {self._in_words(self.quota)}."
        self._close_stage(
            action="exclusion", candidates=[loser], reason=reason, transfers=transfers
        )

    # The arithmetic
    def _distribute(self) -> None:
        """B.2.a and b: share out every paper, and divide the votes by one more than the seats."""
        worth = self.paths.distribute(self.keep_factors).tolist()
        for number in self.votes:
            self.votes[number] = worth[number]
        total = sum(self.votes.values())
        self.quota = total // (self.election.seats + 1) + 1
        self.non_transferable = self.valid * ONE - total

    @property
    def _surplus(self) -> int:
        """B.2.d: what the elected have above the quota, all together, and never less than nothing."""
        return max(0, sum(self.votes[number] - self.quota for number in self.elected))

    def _lower_keep_factors(self) -> None:
        """B.2.f: times the quota, divided by the votes, both rounded up."""
        for number, factor in self.keep_factors.items():
            share = _divided_up(factor * self.quota, ONE)
            self.keep_factors[number] = _divided_up(share * ONE, self.votes[number])

    def _reaching(self) -> list[int]:
        """B.2.c: who is elected now, the most votes first."""
        reaching = [n for n in self._electable() if self.votes[n] >= self.quota]
        return sorted(reaching, key=lambda number: (-self.votes[number], number))

    def _close_stage(
        self,
        *,
        action: str,
        candidates: Sequence[int],
        reason: str,
        transfers: Sequence[Transfer] = (),
    ) -> None:
        elected, outcome = self._elect_the_rest()
        if not elected:
            elected = self._elect(self._reaching())
            outcome = self._reached(elected)
        self._write_stage(
            action=action,
            candidates=candidates,
            reason=reason,
            decided=(elected, outcome),
            transfers=transfers,
        )
        if elected and self._vacancies:
            self.keep_factors |= dict.fromkeys(elected, ONE)
            self.paths.elect(elected)

    def _used(self) -> Mask:
        return self.paths.used

    def _close(self, candidate: int) -> None:
        """Nothing yet: the paths learn of all whom a stage elects at once, and of the excluded apart."""

    def _lowest(self) -> int:
        """T: all within the surplus of the lowest are tied, and the predetermined order decides."""
        could = self._excludable()
        fewest = min(self.votes[number] for number in could)
        tied = [number for number in could if self.votes[number] <= fewest + self._surplus]
        if len(tied) == 1:
            return tied[0]
        tie = draw(self.election, self._tied("exclusion", tied), self._surplus)
        self.ties.append(tie)
        return tie.chosen

    # What moved

    def _transfers_of_surpluses(
        self, donors: Sequence[int], factors: Mapping[int, int], before: Mapping[int, int]
    ) -> list[Transfer]:
        """Say what each donor's new keep factor moved, taken one after the other in order of election.

        The rule lowers all factors at once, so that some votes pass two donors; this order gives
        every vote one way, and the sum is exact.
        """
        mixed = dict(factors)
        votes = dict(before)
        transfers: list[Transfer] = []
        for donor in donors:
            mixed[donor] = self.keep_factors[donor]
            worth = self.paths.distribute(mixed).tolist()
            gained = {number: worth[number] - votes[number] for number in votes}
            votes = {number: worth[number] for number in votes}
            gained[NOBODY] = -sum(gained.values())
            del gained[donor]
            transfers += _transfers(donor, self.paths.papers_after(donor), gained)
        return transfers

    # Words

    def _exclusion_reason(self, loser: int) -> str:
        votes = self._in_words(self.votes[loser])
        above = "There is no surplus to share. "
        if self._surplus:
            above = (
                f"The surplus of {self._in_words(self._surplus)} is too small to go on sharing. "
            )
        is_tied = bool(self.ties) and self.ties[-1].stage == len(self.stages) + 1
        rank = "is tied for" if is_tied else "has"
        usual = f"{above}{self._name(loser)} {rank} {self._fewest_votes([loser])}, {votes}"
        return self._why_excluded([loser], f"{usual}, and is excluded")


def _transfers(donor: int, papers: Mapping[int, int], gained: Mapping[int, int]) -> list[Transfer]:
    return [
        Transfer(donor, receiver or None, papers.get(receiver, 0), gained[receiver])
        for receiver in sorted(gained)
        if gained[receiver]
    ]


def _divided_up(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
