"""The published ballots keep what the count used, and counting them again gives every stage equal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import (
    RULES,
    Ballots,
    CountingError,
    count,
    fill_vacancy,
    read_blt,
    shortened,
    write_blt,
)
from tests.elections.counting import made
from tests.elections.counting.test_counting_constrained import contests as constrained
from tests.elections.counting.test_counting_constrained import is_feasible

MANY = settings(max_examples=120, deadline=None)
EACH_RULE = pytest.mark.parametrize("rule", RULES)
SEED = "a public seed"


@st.composite
def contests(draw):
    """Few papers and many levels, so that draws are common; sometimes candidates who withdrew."""
    candidates = draw(st.integers(2, 7))
    numbers = st.integers(1, candidates)
    rankings = draw(st.lists(st.lists(numbers, unique=True).map(tuple), max_size=40))
    names = [f"Candidate {number}" for number in range(1, candidates + 1)]
    withdrawn = draw(st.sets(numbers, max_size=candidates - 1))
    seats = draw(st.integers(1, 4))
    return Ballots.from_rankings(rankings, names, seats, "A contest"), withdrawn


def again(published, **options):
    """The count of a published file, read back as anybody would."""
    return count(read_blt(write_blt(published).encode()), **options)


def told(result):
    """Everything of a result but which file it was made of."""
    return {name: value for name, value in result.to_json().items() if name != "input_sha256"}


@EACH_RULE
@MANY
@given(contest=contests())
def test_counting_the_published_file_gives_every_stage_equal(rule, contest):
    ballots, withdrawn = contest
    options = {"rule": rule, "seed": SEED, "withdrawn": withdrawn}
    result = count(ballots, **options)
    assert told(again(shortened(result), **options)) == told(result)


@EACH_RULE
@MANY
@given(contest=constrained())
def test_it_does_with_constraints_too(rule, contest):
    ballots, constraints = contest
    if not is_feasible(ballots, constraints):
        return
    options = {"rule": rule, "seed": SEED, "constraints": constraints}
    result = count(ballots, **options)
    assert told(again(shortened(result), **options)) == told(result)


@EACH_RULE
@MANY
@given(contest=contests())
def test_what_is_published_cannot_be_shortened_further(rule, contest):
    ballots, withdrawn = contest
    options = {"rule": rule, "seed": SEED, "withdrawn": withdrawn}
    published = shortened(count(ballots, **options))
    assert write_blt(shortened(again(published, **options))) == write_blt(published)


@EACH_RULE
@MANY
@given(contest=contests(), which=st.integers(0, 3))
def test_a_countback_has_a_file_of_its_own_that_gives_both_equal(rule, contest, which):
    ballots, withdrawn = contest
    options = {"rule": rule, "seed": SEED, "withdrawn": withdrawn}
    result = count(ballots, **options)
    vacating = result.elected[which % len(result.elected)]
    try:
        found = fill_vacancy(result, vacating)
    except CountingError:
        return
    repeated = again(shortened(result, found), **options)
    assert told(repeated) == told(result)
    assert told(fill_vacancy(repeated, vacating)) == told(found)


@EACH_RULE
def test_later_preferences_that_no_stage_used_are_cut_off(rule):
    """One seat, a majority at once: nobody's second preference was asked for."""
    ballots = made.ballots({"1 2 3": 6, "2 3 1": 3, "3 1 2": 2, "": 1}, seats=1, candidates=3)
    published = shortened(count(ballots, rule=rule))
    assert published.distinct() == [((), 1), ((1,), 6), ((2,), 3), ((3,), 2)]


@EACH_RULE
def test_candidates_passed_over_on_the_way_are_left_out(rule):
    """4 goes first and 3 next, so a paper “3 4 1” never stood at 4; one who withdrew is on no paper at all."""
    papers = {"1 5": 9, "2": 8, "3 4 1": 3, "4 3 2": 1, "5 1": 0}
    ballots = made.ballots(papers, seats=1, candidates=5)
    published = shortened(count(ballots, rule=rule, withdrawn=[5]))
    assert (3, 4, 1) not in dict(published.distinct())
    assert dict(published.distinct())[(3, 1)] == 3
    assert not any(5 in ranking for ranking, _ in published.distinct())


def test_meek_keeps_the_elected_whom_a_paper_passed():
    ballots = made.ballots({"1 2 3": 10, "2": 3, "3": 4, "4 1 3": 2}, seats=2, candidates=4)
    result = count(ballots, rule="meek")
    assert result.elected[0] == 1
    assert any(ranking[:2] == (1, 2) for ranking, _ in shortened(result).distinct())


def test_what_was_read_of_the_file_is_not_told_of_the_shorter_one():
    ballots = read_blt(b'2 1\n3 1 2 0\n2 2 1 0\n0\n"A"\n"B"\n"C"\n')
    published = shortened(count(ballots))
    assert write_blt(published) == '2 1\n3 1 0\n2 2 0\n0\n"A"\n"B"\n"C"\n'
    assert published.file_sha256 == ""
