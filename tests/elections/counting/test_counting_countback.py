"""Filling a casual vacancy, under each rule."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import RULES, CountingError, DrawNeeded, count, fill_vacancy
from elections.counting.__main__ import main
from tests.elections.counting.made import ballots
from tests.elections.counting.test_counting_properties import ballots_of, contests

# Ann and Bob are elected at once with a quota of 8; all Ann's papers go on at 6/14.
PAPERS = {"1 3": 4, "1 4 3": 5, "1 5 4": 3, "1": 2, "2": 8, "3": 1, "4": 0}


def votes(stage, one):
    return {number: units / one for number, units in stage.votes.items()}


def test_scottish_papers_are_examined_again_at_the_value_held():
    original = count(ballots(PAPERS, 2, 5))
    result = fill_vacancy(original, 1)
    # 14 votes with a quota of 8 were never moved, as both seats were full: each paper is worth 1.
    first, second = result.stages
    assert (first.action, first.candidates) == ("countback", (1,))
    assert votes(first, 10**5) == {3: 4, 4: 5, 5: 3}
    assert (first.non_transferable, first.quota) == (2 * 10**5, 6 * 10**5 + 1)
    assert (second.action, second.candidates) == ("exclusion", (5,))
    assert votes(second, 10**5) == {3: 4, 4: 8}
    assert (result.elected, result.countback.filled_by, result.countback.vacating) == ([4], 4, 1)
    assert (result.papers, result.valid, result.rule) == (14, 12, "scottish")
    assert second.outcome == "Dan has more than half and fills the vacancy."


def test_a_surplus_that_moved_is_no_longer_held():
    # Ann 14, quota 7: each paper moves on with half its value, and half is held.
    original = count(ballots({"1 3": 9, "1 4": 5, "2": 6, "3": 1, "4": 1}, 2, 4))
    assert original.stages[1].action == "surplus"
    first = fill_vacancy(original, 1, consenting=[4]).stages[0]
    kept = 10**5 - 10**5 * 6 // 14
    assert first.votes == {4: 5 * kept}
    assert first.non_transferable == 9 * kept


def test_ers97_papers_are_examined_again_at_the_value_held():
    # Quota 7.34: Ann keeps 1 - 0.47 of each of 14 papers.
    original = count(ballots({"1 3": 9, "1 4": 5, "2": 6, "3": 1, "4": 1}, 2, 4), rule="ers97")
    result = fill_vacancy(original, 1)
    assert result.stages[0].votes == {3: 9 * 53, 4: 5 * 53}
    assert (result.elected, result.decimals) == ([3], 2)


def test_only_who_consents_can_fill_it():
    original = count(ballots(PAPERS, 2, 5))
    result = fill_vacancy(original, 1, consenting=[3, 5])
    assert result.stages[0].votes == {3: 9 * 10**5, 5: 3 * 10**5}
    assert result.elected == [3]
    assert "Not in this countback, and struck from every paper: Ann, Bob, Dan." in result.to_text()
    assert "Countback: the seat of Ann goes to Cat." in result.to_text()


def test_candidates_who_were_excluded_before_can_fill_it():
    # Eve, the lowest, was excluded before any paper reached her again.
    original = count(ballots({"1 5": 3, "2 5 1": 9, "3 2 5": 4, "4": 5, "5": 1}, 2, 5), seed="s")
    vacating = original.elected[0]
    assert 5 not in original.stages[-1].votes
    assert fill_vacancy(original, vacating).elected == [5]


def test_the_last_one_left_fills_it_without_a_majority():
    original = count(ballots({"1 3": 4, "1 4": 4, "1": 20, "2": 12, "4": 1}, 2, 4), seed="s")
    result = fill_vacancy(original, 1)
    assert len(result.elected) == 1
    assert result.ties[0].candidates == (3, 4)
    assert "the draw from the seed “s” decides" in result.ties[0].reason
    assert "No more candidates remain than seats" in result.stages[-1].outcome
    with pytest.raises(DrawNeeded):
        fill_vacancy(count(ballots({"1 3": 4, "1 4": 4, "2": 4}, 2, 4)), 1)


# Cat and Dan, as in the test of ties: level at last, Cat ahead at first, Dan ahead in between.
LATE = {"1 7": 8, "1 8": 9, "1 3": 5, "1 4": 4, "1 5 4": 2, "1 6 3": 2, "1 6 4": 1, "2": 31}


@pytest.mark.parametrize(("rule", "loser"), [("scottish", 3), ("ers97", 4)])
def test_a_tie_goes_by_the_rule_of_the_election(rule, loser):
    result = fill_vacancy(count(ballots(LATE, 2, 8), rule=rule), 1)
    (tie,) = result.ties
    assert (tie.candidates, tie.chosen, tie.decided_by) == ((3, 4), loser, "earlier stage")


def test_meek_counts_again_and_no_sitting_member_can_lose_the_seat():
    # Without Ann, Dan would be lowest; he sits, and Cat, who does not, is excluded in his place.
    papers = {"1 4": 9, "4": 3, "2": 6, "3": 4, "5 3": 5}
    original = count(ballots(papers, 3, 5), rule="meek")
    assert original.elected == [1, 2, 4]
    result = fill_vacancy(original, 1)
    newcomer = result.countback.filled_by
    assert set(result.elected) == {2, 4, newcomer}
    assert newcomer in {3, 5}
    assert result.withdrawn == {1}
    again = fill_vacancy(original, 1, consenting=[5])
    assert (again.countback.filled_by, again.withdrawn) == (5, {1, 3})


# Dan sits thanks to Ann's surplus; without Bob both Cat and Eve have a quota at once.
TWO = {"1 4": 32, "2 3": 12, "2 5": 13, "3": 7, "5": 5, "4": 2}


def test_meek_takes_one_newcomer_though_two_reach_the_quota():
    original = count(ballots(TWO, 3, 5), rule="meek")
    assert set(original.elected) == {1, 2, 4}
    result = fill_vacancy(original, 2)
    first = result.stages[0]
    assert first.elected == (1, 3)
    assert first.quota < first.votes[5] < first.votes[3]
    assert set(result.elected) == {1, 3, 4}
    assert result.ties == ()


def test_two_newcomers_level_above_the_quota_are_a_tie_for_the_draw():
    original = count(ballots(TWO | {"5": 6}, 3, 5), rule="meek")
    with pytest.raises(DrawNeeded, match="At stage 1 Cat and Eve are tied"):
        fill_vacancy(original, 2)
    ties = []
    for seed in map(str, range(20)):
        original = count(ballots(TWO | {"5": 6}, 3, 5), rule="meek", seed=seed)
        result = fill_vacancy(original, 2)
        ties += result.ties
        assert result.countback.filled_by == result.ties[0].chosen
        assert result.ties[0].reason in result.stages[0].reason
    assert {tie.chosen for tie in ties} == {3, 5}
    assert {tie.purpose for tie in ties} == {"election"}


REFUSED = [
    ((3,), {}, "Candidate 3 was not elected, so there is no vacancy to fill."),
    ((1,), {"consenting": [2]}, "Candidate 2 cannot fill the vacancy: only who stood and was not"),
    ((1,), {"consenting": [9]}, "Candidate 9 cannot fill the vacancy"),
    ((1,), {"consenting": []}, "Nobody who was not elected is left to fill the vacancy."),
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("arguments", "options", "sentence"), REFUSED)
def test_a_vacancy_that_cannot_be_filled_is_refused(rule, arguments, options, sentence):
    original = count(ballots(PAPERS, 2, 5), rule=rule, seed="s", withdrawn=[5])
    with pytest.raises(CountingError, match=sentence):
        fill_vacancy(original, *arguments, **options)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(contests(), st.data())
def test_whoever_fills_a_vacancy_was_not_elected_and_consents(rule, contest, data):
    original = count(ballots_of(*contest), rule=rule, seed="s")
    vacating = data.draw(st.sampled_from(original.elected))
    unelected = sorted(set(original.election.standing) - set(original.elected))
    if not unelected:
        return
    willing = data.draw(st.sets(st.sampled_from(unelected), min_size=1))
    result = fill_vacancy(original, vacating, consenting=willing)
    assert result.countback.filled_by in willing
    if rule == "meek":
        sitting = set(original.elected) - {vacating}
        assert set(result.elected) == sitting | {result.countback.filled_by}
        return
    assert result.elected == [result.countback.filled_by]
    held = original.holdings[vacating].votes
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.non_transferable == held


@pytest.mark.parametrize("rule", ["scottish", "ers97"])
@settings(max_examples=60, deadline=None)
@given(contests())
def test_held_papers_are_counted_as_an_instant_run_off_of_their_values(rule, contest):
    original = count(ballots_of(*contest), rule=rule, seed="s")
    vacating = original.elected[0]
    left = set(original.election.standing) - set(original.elected)
    if not left:
        return
    result = fill_vacancy(original, vacating)
    papers = [
        (row.tolist(), bundle.value)
        for bundle in original.holdings[vacating].bundles
        for row in original.election.ballots.preferences[bundle.rows]
    ]
    while len(left) > 1:
        tops = Counter(dict.fromkeys(left, 0))
        for ranking, value in papers:
            tops.update(dict.fromkeys([n for n in ranking if n in left][:1], value))
        fewest = min(tops.values())
        lowest = [n for n in left if tops[n] == fewest]
        if len(lowest) > 1:
            return
        left.remove(lowest[0])
    assert result.elected == list(left)


def test_the_command_fills_a_vacancy(tmp_path, capsys):
    path = tmp_path / "ward.blt"
    lines = [f"{weight} {ranking} 0" for ranking, weight in PAPERS.items() if weight]
    path.write_text("\n".join(["5 2", *lines, "0", "Ann", "Bob", "Cat", "Dan", "Eve", "Ward"]))
    assert main([str(path), "--countback", "1"]) == 0
    assert "Countback: the seat of Ann goes to Dan." in capsys.readouterr().out
    assert main([str(path), "--countback", "1", "--consenting", "3,5", "--format", "json"]) == 0
    assert '"countback": {\n    "vacating": 1,\n    "filled_by": 3\n  }' in capsys.readouterr().out
    assert main([str(path), "--countback", "3"]) == 2
    assert "Candidate 3 was not elected" in capsys.readouterr().err
