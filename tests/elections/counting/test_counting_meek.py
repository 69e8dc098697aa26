"""Meek's rule: on counts small enough to follow, and against a count that goes paper by paper."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from elections.counting import Ballots, DrawNeeded, count, read_blt
from elections.counting.ballots import MAX_PAPERS
from elections.counting.paths import Paths
from tests.elections.counting.made import ballots
from tests.elections.counting.test_counting_properties import ballots_of, contests

ONE = 10**9


def counted(papers, seats, candidates, **options):
    return count(ballots(papers, seats, candidates), rule="meek", **options)


def rounded_up(dividend, divisor):
    return int(-(-Fraction(dividend, divisor) // 1))


class PaperByPaper:
    """The rule as its text says it, with every paper carried by hand."""

    def __init__(self, papers, candidates, seats, order):
        self.papers, self.seats, self.order = papers, seats, order
        self.factor = dict.fromkeys(range(1, candidates + 1), ONE)
        self.hopeful, self.elected = set(self.factor), []
        self.seen = []  # votes, quota and keep factors at each election and each defeat

    def distribute(self):
        self.votes = dict.fromkeys(self.factor, 0)
        for ranking in self.papers:
            weight = ONE
            for number in ranking:
                keep = rounded_up(weight * self.factor[number], ONE)
                self.votes[number] += keep
                weight -= keep
        self.quota = sum(self.votes.values()) // (self.seats + 1) + 1
        winners = {n for n in self.hopeful if self.votes[n] >= self.quota}
        self.surplus = max(0, sum(self.votes[n] - self.quota for n in [*self.elected, *winners]))
        return winners

    def note(self):
        alive = self.hopeful | set(self.elected)
        self.seen.append({n: self.votes[n] for n in alive})

    def run(self):
        while len(self.elected) < self.seats < len(self.elected) + len(self.hopeful):
            self.play_round()
        if len(self.elected) < self.seats:
            self.elected += sorted(self.hopeful)
        return self

    def play_round(self):
        before = None
        while True:
            winners = self.distribute()
            if winners:
                self.note()
                self.elected += sorted(winners, key=lambda n: (-self.votes[n], n))
                self.hopeful -= winners
                return
            if self.surplus < 1000 or (before is not None and self.surplus >= before):
                break
            before = self.surplus
            for n in self.elected:
                scaled = rounded_up(self.factor[n] * self.quota, ONE)
                self.factor[n] = rounded_up(scaled * ONE, self.votes[n])
        self.note()
        lowest = min(self.votes[n] for n in self.hopeful)
        tied = [n for n in self.hopeful if self.votes[n] <= lowest + self.surplus]
        loser = min(tied, key=self.order.index)
        self.factor[loser] = 0
        self.hopeful.remove(loser)


@settings(max_examples=150, deadline=None)
@given(contests(most_candidates=7, most_seats=5))
def test_every_election_and_defeat_is_that_of_a_count_paper_by_paper(contest):
    groups, candidates, seats = contest
    result = count(ballots_of(*contest), rule="meek", seed="s")
    papers = [ranking for ranking, weight in groups for _ in range(weight)]
    other = PaperByPaper(papers, candidates, seats, result.election.draw_order).run()
    assert result.elected == other.elected
    seen = []
    for before, stage in zip([None, *result.stages], result.stages, strict=False):
        if stage.action == "exclusion":
            seen.append(before.votes)
        if stage.elected and "No more candidates" not in stage.outcome:
            seen.append(stage.votes)
    # The last round of the other may elect some whom ours elects as the rest.
    assert other.seen[: len(seen)] == seen
    assert len(other.seen) - len(seen) <= 1


def test_a_surplus_passes_on_and_the_keep_factor_says_how_much_stays():
    result = counted({"1 2": 4, "3": 2}, 2, 3)
    assert (result.quota, result.decimals) == (Decimal("2.000000001"), 9)
    stage = result.stages[1]
    assert (stage.action, stage.candidates) == ("surplus", (1,))
    assert stage.keep_factors == {1: 500000001}  # 2.000000001 / 4, rounded up
    assert stage.votes == {1: 4 * 500000001, 2: 4 * 499999999, 3: 2 * ONE}
    (transfer,) = stage.transfers
    assert (transfer.from_candidate, transfer.to_candidate, transfer.papers) == (1, 2, 4)
    assert transfer.votes == 4 * 499999999
    assert "Ann has 1.999999999 votes above the quota" in stage.reason
    assert "after 1 round of sharing 0.000000003 is left" in stage.reason


def test_an_elected_candidate_receives_too_and_passes_on():
    # Cat's papers rank Ann next, who is elected: she keeps her part of them and Bob gets the rest.
    result = counted({"1 2": 8, "2": 4, "3 1 2": 2, "4": 5}, 2, 4)
    stage = next(stage for stage in result.stages if stage.action == "exclusion")
    assert stage.candidates == (3,)
    kept = 2 * stage.keep_factors[1]
    assert [(t.to_candidate, t.papers, t.votes) for t in stage.transfers] == [
        (1, 2, kept),
        (2, 2, 2 * ONE - kept),
    ]


def test_transfers_of_several_surpluses_go_one_way_and_add_up():
    result = counted({"1 2 3": 10, "2 1 4": 9, "3": 3, "4": 2}, 3, 4)
    stage = result.stages[1]
    assert stage.candidates == (1, 2)
    flows = {(t.from_candidate, t.to_candidate): t.votes for t in stage.transfers}
    # All that Ann passes on reaches Bob first, and leaves him as his.
    assert set(flows) == {(1, 2), (2, 1), (2, 3), (2, 4)}
    first = result.stages[0].votes
    assert stage.votes[1] == first[1] - flows[1, 2] + flows[2, 1]
    assert stage.votes[2] == first[2] + flows[1, 2] - sum(flows[2, n] for n in (1, 3, 4))


def test_the_quota_falls_as_votes_run_out():
    result = counted({"1": 9, "2": 4, "3": 3, "4": 2}, 2, 4)
    quotas = [stage.quota for stage in result.stages]
    assert quotas == sorted(quotas, reverse=True)
    assert quotas[-1] < quotas[0]
    assert f"The quota is now {quotas[1] // ONE}." in result.stages[1].reason


def test_one_seat_is_won_at_once_by_more_than_half():
    result = counted({"1": 4, "2": 2, "3 2": 1}, 1, 3)
    assert (result.elected, len(result.stages)) == ([1], 1)
    assert counted({"1": 5, "2": 3, "3 2": 2}, 1, 3, seed="s").stages[0].elected == ()


def test_when_no_more_remain_than_seats_nothing_is_moved():
    result = counted({"1 2 3": 4, "3": 2}, 2, 3)
    before, last = result.stages[-2:]
    assert (last.candidates, last.elected, last.transfers) == ((2,), (3,), ())
    assert last.votes == before.votes
    assert counted({}, 2, 2).elected == [1, 2]
    nobody = counted({"": 3}, 1, 2, seed="dice")
    assert (nobody.valid, nobody.stages[0].quota, len(nobody.elected)) == (0, 1, 1)


def test_a_tie_is_always_for_the_draw():
    # Bob led Cat at stage 1; level at stage 2, the draw decides all the same.
    papers = {"1": 8, "2": 4, "3": 3, "4 3": 1}
    with pytest.raises(DrawNeeded, match="Bob and Cat are tied, the rule decides by a draw"):
        counted(papers, 1, 4)
    ties = [counted(papers, 1, 4, seed=str(seed)).ties[0] for seed in range(20)]
    assert {tie.chosen for tie in ties} == {2, 3}
    assert {tie.decided_by for tie in ties} == {"lot"}
    assert ties[0].reason.startswith(
        "Bob and Cat have 4 votes each. No earlier stage is asked: the draw from the seed"
    )
    assert "is tied for the fewest votes, 4," in counted(papers, 1, 4, seed="s").stages[2].reason


def test_candidates_within_the_unshared_surplus_of_the_lowest_are_tied():
    # Ann keeps 0.500000001 of 10 papers, 9 units more than the quota; Bob gets 6 times and Cat 4 times
    # the 0.499999999 that are left.
    result = counted({"1 2": 6, "1 3": 4, "2": 2, "3": 3}, 2, 3, seed="s")
    (tie,) = result.ties
    assert result.stages[1].votes == {1: 5 * ONE + 10, 2: 5 * ONE - 6, 3: 5 * ONE - 4}
    assert tie.candidates == (2, 3)
    assert "Bob and Cat have 4.999999994 to 4.999999996 votes each." in tie.reason
    assert "within the 0.000000009 not yet shared" in tie.reason
    assert "which the rule calls a tie" in tie.reason


def test_a_count_stops_sharing_when_factors_cannot_fall_further():
    """Nine decimals of a keep factor are coarser than the surplus: no round makes it smaller."""
    text = f"3 2\n{MAX_PAPERS // 2 + 1} 1 2 0\n{MAX_PAPERS // 4} 2 0\n{MAX_PAPERS // 5} 3 0\n0\nA\nB\nC\nT\n"
    result = count(read_blt(text), rule="meek")
    assert result.elected == [1, 2]


def test_the_largest_election_is_exact():
    text = f"3 2\n{MAX_PAPERS} 1 2 3 0\n0\nA\nB\nC\nT\n"
    stage = count(read_blt(text), rule="meek").stages[1]
    quota = MAX_PAPERS * ONE // 3 + 1
    factor = rounded_up(rounded_up(ONE * quota, ONE) * ONE, MAX_PAPERS * ONE)
    assert stage.votes[2] == MAX_PAPERS * (ONE - factor)
    assert sum(stage.votes.values()) == MAX_PAPERS * ONE


def test_papers_of_many_paths_are_counted_alike():
    """Twelve seats and random rankings: hundreds of paths, some of them made anew at every election."""
    rng = np.random.default_rng(4)
    rankings = [tuple(rng.permutation(16)[: rng.integers(1, 17)] + 1) for _ in range(400)]
    papers = Ballots.from_rankings(rankings, [f"C{n}" for n in range(1, 17)], 12)
    result = count(papers, rule="meek", seed="s")
    other = PaperByPaper(rankings, 16, 12, result.election.draw_order).run()
    assert result.elected == other.elected


def test_the_sheet_shows_the_keep_factors():
    sheet = counted({"1 2": 4, "3": 2}, 2, 3).to_text()
    assert "elected, keeps 0.500000001" in sheet
    assert counted({"1 2": 4, "3": 2}, 2, 3).to_json()["stages"][1]["keep_factors"] == {
        "1": "0.500000001"
    }


def test_paths_are_made_once():
    paths = Paths(ballots({"1 2 3": 2, "1 3": 1, "2 3": 1}, 2, 3), withdrawn=[])
    paths.deal_all()
    paths.elect([1, 2])
    assert paths.papers_after(1) == {0: 0, 1: 0, 2: 2, 3: 3}
    assert paths.distribute({1: ONE // 2, 2: ONE // 2}).tolist()[1:] == [
        3 * ONE // 2,
        ONE,
        4 * ONE - 3 * ONE // 2 - ONE,
    ]
