"""The Scottish rule on counts small enough to check by hand."""

import dataclasses
import hashlib

import numpy as np
import pytest

from elections.counting import Ballots, CountingError, DrawNeeded, count, draw_order, read_blt
from elections.counting.ballots import MAX_PAPERS
from tests.elections.counting.made import ballots

ONE = 100_000


def votes(stage):
    return {number: units / ONE for number, units in stage.votes.items()}


def test_a_surplus_moves_at_a_reduced_value_and_the_donor_keeps_the_quota():
    result = count(ballots({"1 2": 4, "3": 2}, seats=2, candidates=3))
    assert result.quota == 3
    assert [stage.action for stage in result.stages] == [
        "first preferences",
        "surplus",
        "exclusion",
    ]
    assert votes(result.stages[1]) == {1: 3, 2: 1, 3: 2}
    assert result.elected == [1, 3]
    assert result.stages[1].candidates == (1,)
    (transfer,) = result.stages[1].transfers
    assert (transfer.from_candidate, transfer.to_candidate, transfer.papers) == (1, 2, 4)
    assert transfer.votes == ONE
    assert result.stages[0].elected == (1,)
    assert "quota is 3: 6 divided by 3" in result.stages[0].reason
    assert result.stages[0].outcome == "Ann reaches the quota and is elected."
    assert "1 above the quota" in result.stages[1].reason


def test_truncation_is_once_per_paper_and_what_it_leaves_is_lost():
    # Quota 10, so 16 surplus on Ann's 26 papers: 16 / 26 = 0.6153846…, so 0.61538 a paper.
    result = count(ballots({"1 2": 20, "1": 6, "3": 1}, seats=2, candidates=3))
    stage = result.stages[1]
    assert result.quota == 10
    assert stage.votes[2] == 20 * (16 * ONE // 26)
    assert stage.non_transferable == 6 * (16 * ONE // 26)
    assert stage.lost == 16 * ONE - 26 * (16 * ONE // 26)
    assert stage.transfers[0].to_candidate is None
    assert sum(stage.votes.values()) + stage.non_transferable + stage.lost == 27 * ONE


def test_every_paper_of_a_second_donor_moves_at_its_own_value():
    # Quota 8. Ann 14 (surplus 6): each to Bob at 6/14 = 0.42857. Bob 5 + 14 x 0.42857 = 10.99998.
    result = count(ballots({"1 2 3": 14, "2 4": 5, "3": 3, "4": 1}, seats=2, candidates=4))
    assert result.stages[1].votes[2] == 5 * ONE + 14 * 42857
    result = count(ballots({"1 2 3": 14, "2 4": 5, "3": 2, "4": 2, "5": 4}, seats=3, candidates=5))
    second = result.stages[2]
    surplus, total = result.stages[1].votes[2] - 7 * ONE, result.stages[1].votes[2]
    assert second.candidates == (2,)
    assert second.votes[3] == 2 * ONE + 14 * (50000 * surplus // total)
    assert second.votes[4] == 2 * ONE + 5 * (ONE * surplus // total)


def test_a_candidate_exactly_on_the_quota_makes_no_stage():
    result = count(ballots({"1 3": 4, "2": 3, "3": 2, "4": 1}, seats=2, candidates=4))
    assert result.quota == 4
    assert [stage.action for stage in result.stages] == [
        "first preferences",
        "exclusion",
        "exclusion",
    ]
    assert result.elected == [1, 2]


def test_an_elected_candidate_receives_nothing():
    # Dan's paper names Ann, who is elected, and so goes on to Bob.
    result = count(ballots({"1": 4, "2": 3, "3": 2, "4 1 2": 1}, seats=2, candidates=4))
    assert result.stages[1].votes == {1: 4 * ONE, 2: 4 * ONE, 3: 2 * ONE}
    assert result.elected == [1, 2]


def test_the_largest_surplus_moves_first():
    result = count(ballots({"1 3": 7, "2 3": 8, "3": 1, "4": 2, "5": 3}, seats=3, candidates=5))
    assert [stage.candidates for stage in result.stages[1:3]] == [(2,), (1,)]
    assert result.stages[0].elected == (2, 1)


def test_no_surplus_moves_when_no_seat_is_vacant():
    result = count(ballots({"1 3": 6, "2": 4, "3": 1}, seats=2, candidates=3))
    assert len(result.stages) == 1
    assert result.elected == [1, 2]


def test_when_no_more_remain_than_seats_all_are_elected_together():
    result = count(ballots({"1": 1, "2 3": 2, "3": 4, "4 3": 5}, seats=3, candidates=4))
    assert result.elected == [4, 3, 2]
    assert result.stages[-1].outcome == (
        "No more candidates remain than seats, so nothing further is transferred: Bob is elected."
    )


def test_fewer_candidates_than_seats_are_all_elected_and_the_vacancy_is_said():
    result = count(ballots({"1": 3, "2": 1}, seats=3, candidates=2))
    assert result.elected == [1, 2]
    assert len(result.stages) == 1
    assert result.stages[0].outcome.endswith("Ann and Bob are elected. 1 seat cannot be filled.")


def test_one_seat_is_won_at_once_by_more_than_half():
    result = count(ballots({"1": 4, "2": 2, "3 2": 1}, seats=1, candidates=3))
    assert (result.quota, result.elected, len(result.stages)) == (4, [1], 1)


def test_blank_papers_are_not_valid():
    result = count(ballots({"1": 2, "": 5, "2": 1}, seats=1, candidates=2))
    assert (result.papers, result.valid, result.quota) == (8, 3, 2)


def test_a_withdrawn_candidate_is_struck_from_every_paper():
    papers = {"1 2": 2, "2": 2, "3": 3, "1": 1}
    by_argument = count(ballots(papers, seats=1, candidates=3), withdrawn=[1])
    in_file = count(
        dataclasses.replace(ballots(papers, seats=1, candidates=3), withdrawn=frozenset({1}))
    )
    assert (
        by_argument.valid == in_file.valid == 7
    )  # the paper that ranked only Ann ranks nobody now
    assert by_argument.stages[0].votes == {2: 4 * ONE, 3: 3 * ONE}
    assert by_argument.withdrawn == {1}
    assert [stage.votes for stage in in_file.stages] == [s.votes for s in by_argument.stages]


def test_nobody_voted():
    result = count(ballots({"": 3}, seats=1, candidates=2), seed="dice")
    assert (result.valid, result.quota, len(result.elected)) == (0, 1, 1)
    assert count(ballots({}, seats=2, candidates=2)).elected == [1, 2]


# Ties

# Cat and Dan are level with 3 at stage 3; at stage 2 they were level too; at stage 1 Dan had fewer.
EARLIER = {"1": 9, "2": 8, "3": 3, "4": 2, "5 4": 1}


def test_a_tie_for_exclusion_goes_to_the_fewest_at_the_latest_unequal_stage():
    result = count(ballots(EARLIER, seats=1, candidates=5))
    (tie,) = result.ties
    assert (tie.stage, tie.purpose, tie.candidates, tie.chosen) == (3, "exclusion", (3, 4), 4)
    assert (tie.decided_by, tie.earlier_stages) == ("earlier stage", (1,))
    assert tie.reason == (
        "Cat and Dan have 3 votes each. At stage 1 Dan had fewer. So Dan is excluded."
    )
    assert tie.reason in result.stages[2].reason
    assert "Dan is tied for the fewest votes, 3," in result.stages[2].reason


def test_the_latest_unequal_stage_decides_and_not_the_earliest():
    # Cat and Dan: 5 and 4 at stage 1, 5 and 6 at stage 2, 7 and 7 at stage 3, then tied at the foot.
    papers = {"1": 20, "2": 21, "3": 5, "4": 4, "5 4": 2, "6 3": 2, "6 4": 1}
    result = count(ballots(papers, seats=1, candidates=6))
    (tie,) = result.ties
    assert [result.stages[n].votes[3] // ONE for n in (0, 1, 2)] == [5, 5, 7]
    assert [result.stages[n].votes[4] // ONE for n in (0, 1, 2)] == [4, 6, 7]
    assert (tie.chosen, tie.earlier_stages) == (3, (2,))


def test_a_tie_of_surpluses_goes_to_the_most_at_the_latest_unequal_stage():
    # Ann is elected with 12; Bob's surplus of 10 then brings Cat to 12 as well.
    papers = {"1 4": 12, "2 3": 20, "3": 2, "4": 5, "5": 6}
    (tie,) = count(ballots(papers, seats=4, candidates=5)).ties
    assert (tie.stage, tie.purpose, tie.candidates, tie.chosen) == (3, "surplus", (1, 3), 1)
    assert tie.decided_by == "earlier stage"
    assert tie.reason == (
        "Ann and Cat have 12 votes each. At stage 1 Ann had more. "
        "So Ann's surplus is transferred first."
    )


def test_a_tie_of_three_is_resolved_step_by_step_and_says_so():
    # Bob, Cat and Dan have 4 each; at stage 2 Dan had more, and at stage 1 Bob had more than Cat.
    papers = {"1": 10, "2": 3, "3": 2, "4": 4, "5 3": 1, "6 2": 1, "6 3": 1}
    result = count(ballots(papers, seats=1, candidates=6))
    tie = result.ties[0]
    assert (tie.stage, tie.candidates, tie.chosen) == (4, (2, 3, 4), 3)
    assert (tie.decided_by, tie.earlier_stages) == ("earlier stage", (2, 1))
    assert "Bob and Cat had fewer. At stage 1 Cat had fewer." in tie.reason
    assert "The rule is silent where only some of three or more were unequal" in tie.reason


def test_a_tie_of_three_that_ends_in_the_draw_is_a_draw_between_those_still_equal():
    papers = {"1": 10, "2": 3, "3": 3, "4": 4, "6 2": 1, "6 3": 1}
    chosen = set()
    for seed in map(str, range(20)):
        tie = count(ballots(papers, seats=1, candidates=6), seed=seed, withdrawn=[5]).ties[0]
        assert (tie.candidates, tie.decided_by, tie.earlier_stages) == ((2, 3, 4), "lot", (1,))
        assert "The rule is silent" in tie.reason
        chosen.add(tie.chosen)
    assert chosen == {2, 3}


def test_a_tie_that_no_stage_breaks_needs_the_draw():
    level = ballots({"1": 3, "2": 3, "3": 4, "4": 1}, seats=1, candidates=4)
    with pytest.raises(
        DrawNeeded, match="At stage 3 Ann and Bob are tied, the rule decides by a draw"
    ) as refusal:
        count(level)
    assert (refusal.value.stage, refusal.value.candidates) == (3, (1, 2))

    result = count(level, seed="draw of 3 June")
    (tie,) = result.ties
    keys = {n: hashlib.sha256(f"draw of 3 June:{n}".encode()).hexdigest() for n in (1, 2)}
    assert tie.chosen == min(keys, key=keys.get)
    assert (tie.decided_by, tie.earlier_stages) == ("lot", ())
    assert "the draw from the seed “draw of 3 June” decides" in tie.reason
    assert result.to_json()["lot_order"] == list(draw_order("draw of 3 June", 4))


def test_the_order_of_the_candidates_is_not_a_draw():
    chosen = {
        count(ballots({"1": 1, "2": 1}, seats=1, candidates=2), seed=str(seed)).ties[0].chosen
        for seed in range(20)
    }
    assert chosen == {1, 2}


def test_a_draw_drawn_by_hand_can_stand_in_the_file_and_a_seed_overrides_it():
    text = '3 1\n[tie 2 3 1]\n1 1 0\n1 2 0\n0\n"Ann"\n"Bob"\n"Cat"\n""\n'
    result = count(read_blt(text), withdrawn=[3])
    assert result.ties[0].chosen == 2
    assert "the draw written in the ballot file decides" in result.ties[0].reason
    seeds = {count(read_blt(text), seed=str(n)).ties[0].chosen for n in range(30)}
    assert len(seeds) > 1


# What a countback starts from


def test_an_elected_candidate_holds_votes_equal_to_the_quota_and_what_was_lost():
    papers = ballots({"1 2": 20, "1": 6, "3": 1}, seats=2, candidates=3)
    result = count(papers)
    first = result.holdings[1]
    assert len(first.rows) == 26
    assert first.votes == 10 * ONE + result.stages[1].lost
    second = result.holdings[2]
    assert second.votes == result.stages[-1].votes[2]
    assert set(result.holdings) == set(result.elected)


# What cannot be counted


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"rule": "first past the post"},
            "There is no rule “first past the post”; the rules are: ",
        ),
        ({"seats": 0}, "There are 0 seats to fill, and an election fills at least one."),
        ({"withdrawn": [4]}, "Candidate 4 cannot be withdrawn: candidates are numbered 1 to 3."),
        ({"withdrawn": [1, 2, 3]}, "Nobody stands: there is no candidate who has not withdrawn."),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(arguments, sentence):
    with pytest.raises(CountingError, match=sentence):
        count(ballots({"1": 1}, seats=1, candidates=3), **arguments)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ([[3]], ["Ann", "Bob"], 1),
            "Paper 1 ranks candidate 3, but candidates are numbered 1 to 2.",
        ),
        (([[1], [0]], ["Ann", "Bob"], 1), "Paper 2 ranks candidate 0"),
        (([[1, 2, 1]], ["Ann", "Bob"], 1), "Paper 1 ranks a candidate twice."),
        (([], ["Ann", " "], 1), "Candidate 2 has no name."),
        (([], ["Ann", "B\nob"], 1), "The name of candidate 2 does not fit on one line."),
        (([], ["Ann"], 1, "Two\rlines"), "The title does not fit on one line."),
        (([], ["Ann"], 0), "There are 0 seats to fill"),
    ],
)
def test_rankings_that_are_not_ballots_are_refused_in_a_sentence(arguments, sentence):
    with pytest.raises(CountingError, match=sentence):
        Ballots.from_rankings(*arguments)


def test_the_largest_election_is_exact_and_a_larger_one_is_refused():
    text = '2 1\n{} 1 2 0\n{} 2 0\n0\n"Ann"\n"Bob"\n""\n'
    result = count(read_blt(text.format(MAX_PAPERS - 1, 1)), seats=1)
    assert result.stages[0].votes[1] == (MAX_PAPERS - 1) * ONE
    # Two seats of three candidates, so that the largest possible surplus really is multiplied.
    text = f'3 2\n{MAX_PAPERS} 1 2 3 0\n0\n"Ann"\n"Bob"\n"Cat"\n""\n'
    stage = count(read_blt(text)).stages[1]
    quota = MAX_PAPERS // 3 + 1
    assert stage.votes[2] == MAX_PAPERS * ((MAX_PAPERS - quota) * ONE // MAX_PAPERS)

    for weights in ([MAX_PAPERS, 1], [2**63 - 1, 1]):
        with pytest.raises(CountingError, match="more than 900,000,000 papers"):
            dataclasses.replace(read_blt(text), weights=np.array(weights, dtype=np.int64))


def test_more_than_255_candidates_need_a_wider_matrix():
    names = [f"Candidate {n}" for n in range(1, 301)]
    papers = Ballots.from_rankings([[300, 1]] * 3 + [[299]] * 2, names, 1, "")
    assert papers.preferences.dtype == np.uint16
    assert count(papers).elected == [300]
