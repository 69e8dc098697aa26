"""ERS97 on counts small enough to check by hand, clause by clause."""

from decimal import Decimal

import pytest

from elections.counting import DrawNeeded, as_decimal, count
from tests.elections.counting.made import ballots

# Votes are in hundredths.


def counted(papers, seats, candidates, **options):
    return count(ballots(papers, seats, candidates), rule="ers97", **options)


def moved(stage):
    """Who received how many papers, of what value."""
    return [
        (t.from_candidate, t.to_candidate, t.papers, t.value and t.value / 100)
        for t in stage.transfers
    ]


def votes(stage):
    return {number: units / 100 for number, units in stage.votes.items()}


def test_the_opening_of_the_model_election():
    """The rule's own figures: 758 papers, 5 invalid, 6 seats, and a first count of 134."""
    others = dict.fromkeys(map(str, range(2, 10)), 69)
    result = counted({"1 10": 100, "1 2": 23, "1": 11, "": 5, **others, "10": 67}, 6, 10, seed="s")
    assert (result.papers, result.valid) == (758, 753)
    assert result.quota == Decimal("107.58")
    stage = result.stages[1]
    assert (stage.action, stage.candidates) == ("surplus", (1,))
    assert "a surplus of 26.42" in stage.reason
    assert moved(stage) == [(1, 2, 23, 0.21), (1, 10, 100, 0.21)]
    assert sum(transfer.votes for transfer in stage.transfers) == 25_83
    assert (stage.lost, stage.non_transferable) == (59, 0)
    assert "0.59, is the non-transferable difference" in stage.reason
    assert stage.votes[1] == 107_58


def test_the_quota_is_rounded_up_unless_it_is_exact():
    assert counted({"1": 6, "2": 4}, 1, 2).quota == 5
    assert counted({"1": 6, "2": 4}, 2, 2).quota == Decimal("3.34")


# 5.2.2 and 5.2.5: what waits and who goes together


def test_a_surplus_waits_while_it_cannot_lift_the_lowest_above_the_next():
    # Quota 9. Ann's 2 cannot lift Dan (2) above Cat (6).
    result = counted({"1 4": 11, "2": 8, "3": 6, "4 3": 2}, 2, 4)
    stage = result.stages[1]
    assert (stage.action, stage.candidates) == ("exclusion", (4,))
    assert "Surpluses of 2 in all wait: they could not lift Dan above the next" in stage.reason
    assert votes(stage) == {1: 11, 2: 8, 3: 8}


def test_a_surplus_equal_to_the_gap_still_waits_and_a_larger_one_does_not():
    assert (
        counted({"1 4": 11, "2": 8, "3": 4, "4 3": 2, "3 2": 2}, 2, 4).stages[1].action
        == "exclusion"
    )
    # Ann has 3 above a quota of 9, and Dan is 2 below Cat.
    later = counted({"1 4": 12, "2": 7, "3": 5, "4 3": 3}, 2, 4)
    assert [stage.action for stage in later.stages[:2]] == ["first preferences", "surplus"]


def test_a_surplus_waits_for_candidates_who_can_go_together():
    # Quota 15.67. Ann's 4.33 could lift Eve above Dan, but not both together above Cat.
    result = counted({"1": 20, "2": 14, "3": 10, "4 3": 2, "5 2": 1}, 2, 5)
    stage = result.stages[1]
    assert (stage.action, stage.candidates) == ("exclusion", (4, 5))
    assert moved(stage) == [(4, 3, 2, 1), (5, 2, 1, 1)]
    assert "Dan and Eve have the fewest votes, 3 together, no more than the next" in stage.reason


def test_as_many_are_excluded_together_as_the_rule_allows():
    # 1 + 2 + 3 is no more than Cat's 7, and with Cat 13 is no more than Bob's 14.
    result = counted({"1": 15, "2": 14, "3 1": 7, "4": 3, "5": 2, "6": 1}, 1, 6)
    assert result.stages[1].candidates == (3, 4, 5, 6)
    assert result.elected == [1]


def test_a_group_never_ends_between_two_with_equal_votes():
    # Fay with none and Eve with 3 are no more than Dan's 3, but nothing says why not Dan.
    result = counted({"1": 12, "2": 10, "3": 5, "4 1": 3, "5 2": 3}, 1, 6, seed="s")
    assert result.stages[1].candidates == (6,)
    assert result.ties[0].candidates == (4, 5)


# 5.3: a surplus

SURPLUSES = {"1 2 3": 30, "1 2 4": 10, "2 5": 20, "3": 15, "4": 12, "5": 13}


def test_a_later_surplus_moves_only_the_batch_that_came_last():
    # Quota 25. Ann: 15 on 40 papers, 0.37 each. Bob: 20 and 40 x 0.37 = 34.80, 9.80 above: 0.24 each
    # for those 40; his own 20 papers stay.
    result = counted(SURPLUSES, 3, 5)
    first, second = result.stages[1:3]
    assert moved(first) == [(1, 2, 40, 0.37)]
    assert (first.lost, votes(first)[2], first.elected) == (20, 34.8, (2,))
    assert moved(second) == [(2, 3, 30, 0.24), (2, 4, 10, 0.24)]
    assert votes(second) == {1: 25, 2: 25, 3: 22.2, 4: 14.4, 5: 13}
    assert second.lost == 40
    assert "Of the 40 papers received last, each worth 0.37, 40 name a candidate" in second.reason


def test_papers_worth_no_more_than_the_surplus_move_at_the_value_they_have():
    # Of Bob's last 40 papers only 10 go on: 10 x 0.37 = 3.70, and 6.10 of 9.80 is non-transferable.
    result = counted(SURPLUSES | {"1 2 3": 0, "1 2": 30}, 3, 5)
    stage = result.stages[2]
    assert moved(stage) == [(2, 4, 10, 0.37), (2, None, 30, None)]
    assert (stage.transfers[1].votes, stage.non_transferable, stage.lost) == (610, 610, 20)
    assert stage.reason.endswith("move at the value they have; 6.10 is non-transferable.")
    # When they are worth the surplus exactly, nothing is left over.
    result = counted({"1 3": 1, "1": 4, "2": 3, "3": 2, "4": 2}, 2, 4)
    assert (votes(result.stages[1])[3], result.stages[1].non_transferable) == (3, 0)
    assert result.stages[1].reason.endswith("move at the value they have.")


def test_a_surplus_that_nobody_can_take_is_non_transferable():
    result = counted({"1": 12, "2": 6, "3": 5, "4": 4}, 2, 4)
    stage = result.stages[1]
    assert moved(stage) == [(1, None, 12, None)]
    assert (stage.votes[1], stage.non_transferable) == (900, 300)


def test_the_largest_surplus_moves_first_and_a_tie_goes_to_the_earliest_lead():
    result = counted({"1 3": 15, "2 3": 16, "3": 4, "4": 5}, 3, 4, seed="s")
    assert [stage.candidates for stage in result.stages[1:3]] == [(2,), (1,)]


# 5.4: an exclusion


def test_papers_of_an_excluded_candidate_move_in_batches_and_elect_between_them():
    # Quota 12. Ann's surplus of 4 gives Eve 2 papers worth 0.50, which rank Cat next and then Dan.
    # Eve's own 5 elect Cat, so those 2 pass Cat and go to Dan.
    papers = {"1 5 3 4": 2, "1 3": 2, "1 4": 4, "1": 8, "2": 11, "3": 8, "4": 8, "5 3": 5}
    result = counted(papers, 3, 5)
    stage = result.stages[2]
    assert (stage.candidates, stage.elected) == ((5,), (3,))
    assert [(batch.papers, batch.value) for batch in stage.batches] == [(5, 100), (2, 50)]
    assert [batch.votes[3] for batch in stage.batches] == [1400, 1400]
    assert moved(stage) == [(5, 3, 5, 1), (5, 4, 2, 0.5)]
    assert votes(stage) == {1: 12, 2: 11, 3: 14, 4: 11}
    assert stage.reason.endswith("5 papers worth 1 each and 2 papers worth 0.50 each.")
    # Cat's surplus then comes from the batch of 5, which name nobody else.
    assert moved(result.stages[3]) == [(3, None, 5, None)]


def test_papers_of_one_value_are_one_batch_from_however_many_donors():
    # Dan and Eve go together and lift Cat over the quota of 12: all 4 papers are her last batch.
    papers = {"1": 13, "2": 11, "3": 10, "4 3 6": 3, "5 3 6": 1, "6": 10}
    result = counted(papers, 3, 6)
    stage = next(stage for stage in result.stages if stage.action == "exclusion")
    assert stage.candidates == (4, 5)
    assert moved(stage) == [(4, 3, 3, 1), (5, 3, 1, 1)]
    assert [(batch.papers, batch.value) for batch in stage.batches] == [(4, 100)]
    assert moved(result.stages[stage.number]) == [(3, 6, 4, 0.5)]


def test_nothing_moves_once_the_seats_are_full():
    """5.5.2: what was not yet moved stays with the excluded candidate."""
    papers = {"1 5 4": 2, "1 2": 6, "1": 13, "2": 11, "3": 7, "4": 7, "5 2": 5}
    result = counted(papers, 2, 5)
    stage = result.stages[2]
    assert (stage.candidates, stage.elected) == ((5,), (2,))
    assert [(batch.papers, batch.value) for batch in stage.batches] == [(5, 100)]
    assert votes(stage) == {1: 17, 2: 19, 3: 7, 4: 7, 5: 1}
    assert len(result.stages) == 3
    assert sum(stage.votes.values()) + stage.non_transferable + stage.lost == result.valid * 100


def test_an_exclusion_that_leaves_no_more_than_the_seats_elects_them_and_moves_nothing():
    """5.5.1. Only two who are level all along come to it: else one of them has half the votes."""
    result = counted({"1 2": 3, "2 1": 3}, 1, 2, seed="s")
    stage = result.stages[-1]
    (loser,) = stage.candidates
    assert (stage.action, stage.elected, stage.transfers) == ("exclusion", (3 - loser,), ())
    assert votes(stage) == {1: 3, 2: 3}
    rows = [line.split() for line in result.to_text().splitlines()]
    assert [result.name_of(loser), "3.00", "excluded"] in rows


def test_the_quota_falls_while_nobody_is_elected_and_papers_run_out():
    # Quota 20 / 3 = 6.67; Dan's 3 papers name nobody else, and 17 / 3 is 5.67.
    result = counted({"1": 6, "2": 6, "3": 5, "4": 3}, 2, 4)
    stage = result.stages[1]
    assert (result.quota, stage.quota) == (Decimal("6.67"), 567)
    assert "so the quota falls to 5.67." in stage.reason
    assert (stage.elected, stage.non_transferable) == ((1, 2), 300)


def test_the_quota_stays_once_somebody_is_elected():
    result = counted({"1": 8, "2": 5, "3": 4, "4": 3}, 2, 4)
    assert {stage.quota for stage in result.stages} == {667}


def test_a_share_of_the_votes_that_are_left_elects_below_the_quota():
    # Quota 6.67. When Ann's 1.33 and Dan's 3 have run out, 20 - 4.33 - 6.67 = 9 votes are active
    # and one seat is vacant: 4.50 elects.
    result = counted({"1": 8, "2": 5, "3": 4, "4": 3}, 2, 4)
    stage = result.stages[-1]
    assert (stage.elected, stage.quota) == ((2,), 667)
    assert stage.outcome == (
        "Bob reaches its share of the votes that can still elect anybody and is elected."
    )


# Ties

# Cat and Dan: 5 and 4 at stage 1, 5 and 6 at stage 2, 7 and 7 at stage 3, then tied at the foot.
OPPOSITE = {"1": 8, "2": 9, "3": 5, "4": 4, "5 4": 2, "6 3": 2, "6 4": 1}


def test_the_earliest_stage_decides_where_the_scottish_rule_takes_the_latest():
    (ours,) = counted(OPPOSITE, 1, 6).ties
    (scottish,) = count(ballots(OPPOSITE, 1, 6)).ties
    assert (ours.stage, ours.candidates) == (scottish.stage, scottish.candidates) == (4, (3, 4))
    assert (ours.chosen, ours.earlier_stages) == (4, (1,))
    assert (scottish.chosen, scottish.earlier_stages) == (3, (2,))


def test_the_end_of_a_batch_is_a_point_too():
    # Ann's surplus gives Eve 2 papers worth 0.50. Eve's papers: first 1 to Cat, then 2 x 0.50 to Dan.
    # Cat and Dan are level after every stage, and only between the batches Dan has fewer.
    papers = {"1 5 4": 2, "1 2": 6, "1": 13, "2": 11, "3": 7, "4": 7, "5 3": 1, "5": 4}
    result = counted(papers, 2, 5)
    (tie,) = result.ties
    assert (tie.stage, tie.candidates, tie.chosen) == (4, (3, 4), 4)
    assert (tie.decided_by, tie.earlier_stages) == ("earlier stage", (3,))
    assert "At stage 3, batch 1, Dan had fewer." in tie.reason


def test_a_tie_at_every_point_goes_to_the_draw():
    papers = {"1": 9, "2": 4, "3": 4}
    with pytest.raises(
        DrawNeeded, match="At stage 3 Bob and Cat are tied, the rule decides by a draw"
    ):
        counted(papers, 2, 3)
    chosen = {counted(papers, 2, 3, seed=str(seed)).ties[-1].chosen for seed in range(20)}
    assert chosen == {2, 3}


def test_more_reach_the_quota_together_than_there_are_seats():
    """5.6.2: in descending order of votes at the earliest point where they differ."""
    # Dan's papers: one makes Cat level with Ann and Bob, one runs out, and 12 / 3 = 4 elects.
    result = counted({"1": 4, "2": 4, "3": 3, "4 3": 1, "4": 1}, 2, 4)
    assert result.stages[1].elected == (1, 2)
    assert [(tie.candidates, tie.chosen) for tie in result.ties] == [((1, 2, 3), 1), ((2, 3), 2)]
    assert result.ties[0].reason == (
        "Ann, Bob and Cat have 4 votes each. Only 2 seats are left. "
        "At stage 1 Bob had more than Cat. So Ann is elected."
    )


def test_nobody_is_elected_where_more_were_level_all_along_than_there_are_seats():
    result = counted({"1": 4, "2": 4, "3": 4, "4": 3}, 2, 4, seed="s")
    first, second = result.ties
    assert result.stages[1].elected == ()
    assert (first.purpose, first.chosen, first.decided_by) == ("election", 0, "put off")
    assert first.reason.endswith("Bob and Cat were equal at every stage, so nobody is elected now.")
    assert result.to_json()["ties"][0]["chosen"] is None
    assert (second.stage, second.purpose, second.decided_by) == (3, "exclusion", "lot")
    assert set(result.elected) == {1, 2, 3} - {second.chosen}


# One seat


def test_one_seat_is_won_at_once_by_half_unless_two_have_it():
    assert len(counted({"1": 4, "2": 2, "3": 1}, 1, 3).stages) == 1
    assert counted({"1": 3, "2": 2, "3": 1}, 1, 3).stages[0].elected == (1,)
    level = counted({"1": 3, "2": 3}, 1, 2, seed="s")
    assert [tie.decided_by for tie in level.ties] == ["put off", "lot"]


def test_nobody_voted():
    result = counted({"": 3}, 1, 2, seed="dice")
    assert (result.valid, result.quota, len(result.elected)) == (0, 0, 1)
    assert counted({}, 2, 2).elected == [1, 2]


def test_an_elected_candidate_holds_the_quota_or_all_votes():
    result = counted(SURPLUSES, 3, 5)
    first, second = (result.holdings[number] for number in (1, 2))
    # What truncation left, and non-transferable papers, stay with the candidate.
    assert first.votes == 40 * (100 - 37)
    assert second.votes == 20 * 100 + 40 * (37 - 24)
    assert as_decimal(result.holdings[3].votes, 2) == as_decimal(result.stages[-1].votes[3], 2)
    assert set(result.holdings) == set(result.elected)
