"""By how little a contest was decided: examples by hand, and what holds for every set of ballots."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections import margin
from elections.counting import RULES, Ballots, Category, Constraints, Group, count

NAMES = tuple(f"Candidate {letter}" for letter in "ABCD")


def result(rankings, *, seats=1, rule="scottish", **more):
    ballots = Ballots.from_rankings(rankings, NAMES, seats, "A contest")
    return count(ballots, rule=rule, seed="3 17 22", **more)


BY_HAND = [
    # A 11 of 20 for one seat: one ballot less of A leaves 10 of 19, two leave 9 of 18, which is no majority.
    ("a lead over all others together", [(1,)] * 11 + [(2,)] * 5 + [(3,)] * 4, 1, 2),
    # D (2) goes against C (4), then C (4) against B (6): 2 each. B is elected with nobody left to beat.
    ("exclusions", [(1, 2)] * 9 + [(2,)] * 6 + [(3, 2)] * 4 + [(4,)] * 2, 2, 2),
    # C (2) and D (2) tie, and the draw decides.
    ("a tie by the draw", [(1,)] * 5 + [(2,)] * 3 + [(3,)] * 2 + [(4,)] * 2, 1, 0),
]


@pytest.mark.parametrize(("name", "rankings", "seats", "expected"), BY_HAND)
def test_the_margin_of_examples_counted_by_hand(name, rankings, seats, expected):
    assert margin.smallest_margin(result(rankings, seats=seats)) == expected


def test_a_count_in_which_nobody_could_lose_has_no_margin():
    assert margin.smallest_margin(result([(1,), (2,)], seats=4)) is None


def test_an_election_without_the_quota_has_the_lead_over_who_was_not_elected():
    rankings = [(1,)] * 9 + [(2,)] * 6 + [(3, 2)] * 4 + [(4,)] * 2
    found = result(rankings, seats=2, rule="ers97")
    last = found.stages[-1]
    assert last.elected == (2,)
    assert last.votes[2] < last.quota
    assert margin.smallest_margin(found) == 2


def test_who_is_excluded_by_the_constraints_has_no_margin():
    """B leads C, but must go because A's group must have the seat; then A is the only one left for it."""
    groups = (Group("Ours", frozenset({1}), minimum=1), Group("Others", frozenset({2, 3, 4})))
    ours = Constraints(NAMES, (Category("Side", groups),))
    rankings = [(1,)] * 9 + [(2,)] * 8 + [(3,)] * 3
    found = result(rankings, constraints=ours)
    assert found.elected == [1]
    assert {verdict.verdict for stage in found.stages for verdict in stage.verdicts}
    assert margin.smallest_margin(found) is None
    assert margin.smallest_margin(result(rankings)) is not None


RANKINGS = st.lists(
    st.lists(st.integers(1, 4), unique=True, max_size=4).map(tuple), min_size=1, max_size=40
)


@settings(deadline=None)
@given(RANKINGS, st.sampled_from(sorted(RULES)), st.integers(1, 3))
def test_a_margin_is_an_exact_number_never_below_nothing(rankings, rule, seats):
    found = result(rankings, rule=rule, seats=seats)
    smallest = margin.smallest_margin(found)
    assert smallest is None or (isinstance(smallest, Fraction) and smallest >= 0)
    if any(tie.decided_by == "lot" for tie in found.ties):
        assert smallest == 0


@settings(deadline=None, max_examples=300)
@given(RANKINGS, st.data())
def test_fewer_ballots_than_the_margin_never_decide_who_has_one_seat(rankings, data):
    found = result(rankings)
    smallest = margin.smallest_margin(found)
    if smallest is None or smallest <= 1:
        return
    fewer = data.draw(st.integers(1, min(len(rankings) - 1, -(-smallest // 1) - 1)))
    out = data.draw(st.permutations(range(len(rankings))))[:fewer]
    left = [ranking for place, ranking in enumerate(rankings) if place not in out]
    assert result(left).elected == found.elected


@pytest.mark.parametrize(
    ("doubt", "smallest", "reached"),
    [
        (0, Fraction(0), False),  # a tie by the draw stands while nobody contests a vote
        (1, Fraction(0), True),
        (1, Fraction(2), False),
        (2, Fraction(2), True),
        (2, Fraction(5, 2), False),
        (9, None, False),
    ],
)
def test_votes_in_doubt_reach_a_margin_from_equality(doubt, smallest, reached):
    assert margin.reaches(doubt, smallest) is reached


def test_a_ballot_put_in_anothers_place_moves_a_margin_by_two():
    assert margin.votes_in_doubt(not_cast=2, missing=3) == 8


@pytest.mark.parametrize(
    ("number", "words"),
    [(Fraction(0), "0 votes"), (Fraction(1), "1 vote"), (Fraction(7, 3), "2.33 votes")],
)
def test_a_margin_in_words(number, words):
    assert margin.in_words(number) == words
