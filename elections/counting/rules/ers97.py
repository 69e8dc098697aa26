"""ERS97: the Electoral Reform Society's rules, third edition 1997, sections 5.1 to 5.6.

Made to be counted by hand: values of two decimals, a surplus moves only the batch of papers that
brought it, small surpluses wait, and hopeless candidates are excluded together. Where the rules are
silent, what was chosen stands in `docs/counting.md`, "ERS97".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..papers import NOBODY, Bundle, Holding, Mask, Papers, united
from ..results import Batch, Count, Election, Transfer
from ..staged import StagedCount
from ..ties import Point, break_tie, choose_elected
from ..words import counted, joined


def count(election: Election) -> Count:
    return _Ers97Count(election).run()


class _Ers97Count(StagedCount):
    rule = "ers97"
    decimals = 2

    def __init__(self, election: Election) -> None:
        super().__init__(election)
        self.papers = Papers(election.ballots, election.withdrawn)
        self.batches: list[Batch] = []  # of the exclusion under way
        self._kept: dict[int, Holding] = {}  # by those whose surplus has moved

    # The three kinds of stage

    def _count_first_preferences(self) -> None:
        """Clauses 5.1.1 to 5.1.8."""
        for parcel in self.papers.deal_all(self.one):
            if parcel.receiver != NOBODY:
                self.votes[parcel.receiver] = parcel.votes
                self.valid += parcel.papers
        self._set_quota()
        seats = self.election.seats
        self._write_stage(
            action="first preferences",
            candidates=(),
            reason=(
                f"Each of {counted(self.valid, 'valid paper')} counts for its first preference. "
                f"With {counted(seats, 'seat')} to fill the quota is {self._in_words(self.quota)}: "
                f"{self.valid:,} divided by {seats + 1:,}, rounded up to two decimals."
            ),
            decided=self._elect_whom_rules_elect(),
        )

    def _next_stage(self) -> None:
        """Clauses 5.2.2 to 5.2.7: the largest surplus, unless all wait; else an exclusion."""
        surpluses = {
            n: self.votes[n] - self.quota for n in self.elected if self.votes[n] > self.quota
        }
        waiting = sum(surpluses.values())
        group = self._lowest_together(waiting)
        if surpluses and not group and not self.judgement.doomed:
            self._transfer_surplus(self._largest(surpluses))
        else:
            self._exclude(group or [self._lowest()], waiting)

    def _transfer_surplus(self, donor: int) -> None:
        """Section 5.3: only the batch received last moves, and of it only the transferable papers."""
        surplus = self.votes[donor] - self.quota
        batch = self.papers.pile(donor).pop()
        parts = self.papers.sort(batch.rows)
        stuck = parts.pop(NOBODY, None)
        papers = sum(part.papers for part in parts.values())
        total = papers * batch.value
        value = min(batch.value, surplus // papers) if papers else batch.value
        self.votes[donor] = self.quota
        transfers = [
            self._give(donor, receiver, part.at(value)) for receiver, part in parts.items()
        ]
        rest = surplus - papers * value
        if total > surplus:
            self.lost += rest
        elif rest:
            self.non_transferable += rest
            transfers.append(Transfer(donor, None, stuck.papers if stuck else 0, rest))
        self._keep(
            donor, [*(part.at(batch.value - value) for part in parts.values())], stuck, batch
        )
        self._write_stage(
            action="surplus",
            candidates=(donor,),
            reason=self._surplus_reason(donor, surplus, batch, (papers, value, rest)),
            decided=self._elect_whom_rules_elect(),
            transfers=transfers,
        )

    def _exclude(self, donors: Sequence[int], waiting: int) -> None:
        """Section 5.4, or 5.5.1 when nobody but those elected by it would be left."""
        reason = self._exclusion_reason(donors, waiting)
        quota = self.quota
        self._exclude_from_count(donors)
        if len(self.continuing) <= self._vacancies:
            transfers: list[Transfer] = []
            decided = self._elect_the_rest()
        else:
            transfers, decided = self._move_in_batches(donors)
        reason += self._batches_in_words()
        if self.quota < quota:
            reason += (
                " Votes became non-transferable before anybody was elected, so the quota falls to "
                f"{self._in_words(self.quota)}."
            )
        self._write_stage(
            action="exclusion",
            candidates=donors,
            reason=reason,
            decided=decided,
            transfers=transfers,
            batches=self.batches,
        )
        self.batches = []

    def _move_in_batches(
        self, donors: Sequence[int]
    ) -> tuple[list[Transfer], tuple[list[int], str]]:
        """Clauses 5.4.2 to 5.4.11: all papers of one value at a time, the highest first."""
        by_value: dict[int, list[tuple[int, Bundle]]] = {}
        for donor in donors:
            for bundle in self.papers.take(donor):
                by_value.setdefault(bundle.value, []).append((donor, bundle))
        transfers: list[Transfer] = []
        elected: list[int] = []
        outcomes: list[str] = []
        for value in sorted(by_value, reverse=True):
            if not self._vacancies:
                break  # 5.5.2: no further transfers; what has not moved stays where it is
            transfers += self._move_batch(value, by_value[value])
            if not self.elected:
                self._set_quota()  # 5.4.8
            now, outcome = self._elect_whom_rules_elect()
            elected += now
            outcomes += [outcome] if outcome else []
            papers = sum(bundle.papers for _, bundle in by_value[value])
            self.batches.append(Batch(value, papers, dict(self.votes)))
        for donor in donors:
            if not self.votes[donor]:
                del self.votes[donor]
        return transfers, (elected, " ".join(outcomes))

    def _move_batch(self, value: int, bundles: Sequence[tuple[int, Bundle]]) -> list[Transfer]:
        transfers = []
        received: dict[int, list[Bundle]] = {}
        for donor, bundle in bundles:
            self.votes[donor] -= bundle.votes
            for receiver, part in self.papers.sort(bundle.rows).items():
                received.setdefault(receiver, []).append(part.at(value))
                votes = part.papers * value
                transfers.append(Transfer(donor, receiver or None, part.papers, votes, value))
        for receiver, parts in received.items():
            # One batch for its receiver, from however many donors: 5.3.2 may move it on.
            self._credit([self.papers.put(receiver, united(parts))])
        return transfers

    # Who is elected

    def _set_quota(self) -> None:
        """Clauses 5.1.6 and 5.4.8: votes that can still elect over seats plus one, rounded up."""
        votes = self.valid * self.one - self.non_transferable
        self.quota = -(-votes // (self.election.seats + 1))

    def _is_reached(self, votes: int) -> bool:
        """Clauses 5.1.7, 5.3.13 and 5.4.9: the quota, or a share of the total active vote.

        Clause 5.6.1: active is what is not with nobody and not held by the elected. It is shared by
        one more than the vacant seats.
        """
        held = sum(min(self.quota, self.votes[number]) for number in self.elected)
        active = self.valid * self.one - self.non_transferable - self.lost - held
        return votes >= self.quota or votes * (self._vacancies + 1) >= active

    def _elect_whom_rules_elect(self) -> tuple[list[int], str]:
        """Consider each continuing candidate in descending order of votes."""
        elected, outcome = self._elect_the_rest()
        if elected:
            return elected, outcome
        by_quota: list[int] = []
        by_share: list[int] = []
        while self._vacancies and (level := self._next_elected()):
            now = self._elect(level)
            by_quota += [number for number in now if self.votes[number] >= self.quota]
            by_share += [number for number in now if self.votes[number] < self.quota]
            elected += now
        share = "its share of the votes that can still elect anybody" if by_share else ""
        outcomes = [self._reached(by_quota), self._reached(by_share, share)]
        return elected, " ".join(outcome for outcome in outcomes if outcome)

    def _next_elected(self) -> list[int]:
        """Return who is deemed elected next, several if they are level. Nobody is by having no votes.

        Clause 5.6.2 where more are level than there are seats.
        """
        most = max((self.votes[number] for number in self._electable()), default=0)
        if not most or not self._is_reached(most):
            return []
        level = sorted(number for number in self._electable() if self.votes[number] == most)
        if len(level) <= self._vacancies:
            return level
        tie = choose_elected(
            self.election, self._tied("election", level), self._points(level), self._vacancies
        )
        self.ties.append(tie)
        return [tie.chosen] if tie.chosen else []

    # Whose papers move

    def _largest(self, surpluses: Mapping[int, int]) -> int:
        most = max(surpluses.values())
        return self._choose("surplus", [n for n in surpluses if surpluses[n] == most])

    def _lowest(self) -> int:
        fewest = min(self.votes[number] for number in self._excludable())
        return self._choose("exclusion", [n for n in self._excludable() if self.votes[n] == fewest])

    def _lowest_together(self, waiting: int) -> list[int]:
        """Clauses 5.2.2 and 5.2.5: the most who can go together while surpluses wait, or nobody.

        Those with fewest votes, whose votes with the waiting surpluses do not exceed the vote of the
        next above. A group never ends between two with equal votes: the rule has no way to choose.
        Nor does it hold candidates of whom the constraints need one: each exclusion may guard the
        next. The doomed go one by one.
        """
        if self.judgement.doomed:
            return []
        order = sorted(self._excludable(), key=lambda number: self.votes[number])
        most = len(self.continuing) - self._vacancies
        total = waiting
        sizes = []
        for size, (number, above) in enumerate(pairwise(order[: most + 1]), 1):
            total += self.votes[number]
            if total <= self.votes[above] and self.votes[number] < self.votes[above]:
                sizes.append(size)
        together = next((size for size in sizes[::-1] if self._may_go(order[:size])), 0)
        return sorted(order[:together])

    def _choose(self, purpose: str, tied: Sequence[int]) -> int:
        """Clauses 5.2.3 and 5.2.5 for a tie: the earliest point with unequal votes, then the draw."""
        if len(tied) == 1:
            return tied[0]
        tie = break_tie(self.election, self._tied(purpose, tied), self._points(tied))
        self.ties.append(tie)
        return tie.chosen

    def _first_elected_of(self, level: Sequence[int]) -> int:
        return self._choose("election", level)

    def _points(self, tied: Sequence[int]) -> list[Point]:
        """Points at which the votes of the tied may differ, the earliest first, batches included."""
        number = len(self.stages) + 1
        return self.history.earliest_first(self.stages, tied) + [
            Point(number, f"stage {number}, batch {place},", batch.votes)
            for place, batch in enumerate(self.batches, 1)
        ]

    # Papers and words

    def _give(self, donor: int, receiver: int, bundle: Bundle) -> Transfer:
        self._credit([self.papers.put(receiver, bundle)])
        return Transfer(donor, receiver, bundle.papers, bundle.votes, bundle.value)

    def _keep(self, donor: int, moved: list[Bundle], stuck: Bundle | None, batch: Bundle) -> None:
        """What stays with the donor: all earlier batches, part of what moved, and what could not."""
        left = [stuck.at(batch.value)] if stuck else []
        self._kept[donor] = Holding((*self.papers.pile(donor), *moved, *left))

    def _used(self) -> Mask:
        return self.papers.used

    def _close(self, candidate: int) -> None:
        self.papers.close(candidate)

    def _holdings(self) -> Mapping[int, Holding]:
        return {
            number: self._kept.get(number) or Holding(tuple(self.papers.pile(number)))
            for number in self.elected
        }

    def _surplus_reason(
        self, donor: int, surplus: int, batch: Bundle, moved: tuple[int, int, int]
    ) -> str:
        papers, value, rest = moved
        story = (
            f"{self._name(donor)} has a surplus of {self._in_words(surplus)}, the largest. Of the "
            f"{counted(batch.papers, 'paper')} received last, each worth {self._in_words(batch.value)}, "
            f"{papers:,} name a candidate who can take them. "
        )
        if papers * batch.value > surplus:
            return story + (
                f"Each moves at {self._in_words(value)}: {self._in_words(surplus)} divided by "
                f"{papers:,}, cut to two decimals. What that leaves, {self._in_words(rest)}, is the "
                "non-transferable difference."
            )
        return story + (
            "Together they are worth no more than the surplus, so they move at the value they have"
            + (f"; {self._in_words(rest)} is non-transferable." if rest else ".")
        )

    def _exclusion_reason(self, donors: Sequence[int], waiting: int) -> str:
        total = sum(self.votes[number] for number in donors)
        names = self._names(donors)
        why = "There is no surplus to transfer."
        if waiting:
            why = (
                f"Surpluses of {self._in_words(waiting)} in all wait: they could not lift "
                f"{names} above the next candidate."
            )
        fewest = self._fewest_votes(donors)
        if len(donors) == 1:
            tied = any(self.votes[n] == total for n in self._excludable() if n not in donors)
            rank = "is tied for" if tied else "has"
            what = f"{names} {rank} {fewest}, {self._in_words(total)}, and is excluded"
        else:
            what = (
                f"{names} have {fewest}, {self._in_words(total)} together, no more than the "
                "next candidate alone, and are excluded together"
            )
        return self._why_excluded(donors, f"{why} {what}")

    def _batches_in_words(self) -> str:
        batches = [
            f"{counted(batch.papers, 'paper')} worth {self._in_words(batch.value)} each"
            for batch in self.batches
        ]
        return f" Papers move at the value they have: {joined(batches)}." if batches else ""
