"""Counts under constraints, by every rule: what is guaranteed, and what the count sheet says of it."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import (
    RULES,
    Ballots,
    Category,
    Constraints,
    CountingError,
    DrawNeeded,
    Group,
    InfeasibleConstraints,
    count,
    fill_vacancy,
    one_seat_each,
)
from tests.elections.counting import made

MANY = settings(max_examples=150, deadline=None)
NAMES = tuple(made.NAMES)
ANY_RULE = pytest.mark.parametrize("rule", RULES)


@st.composite
def categories(draw, candidates, name):
    groups = draw(st.integers(1, 3))
    member_of = draw(st.lists(st.integers(0, groups - 1), min_size=candidates, max_size=candidates))
    made = []
    for group in range(groups):
        minimum = draw(st.integers(0, 2))
        maximum = draw(st.none() | st.integers(minimum, minimum + 2))
        members = frozenset(n for n, own in enumerate(member_of, 1) if own == group)
        made.append(Group(f"{name}{group}", members, minimum, maximum))
    return Category(name, tuple(made))


@st.composite
def contests(draw):
    """Ballots with constraints that some result can meet."""
    candidates = draw(st.integers(2, 8))
    ranking = st.lists(st.integers(1, candidates), unique=True).map(tuple)
    papers = draw(st.lists(st.tuples(ranking, st.integers(1, 20)), max_size=10))
    seats = draw(st.integers(1, 5))
    names = [f"Candidate {number}" for number in range(1, candidates + 1)]
    rankings = [ranking for ranking, weight in papers for _ in range(weight)]
    ballots = Ballots.from_rankings(rankings, names, seats)
    sorts = ["A", "B"][: draw(st.integers(1, 2))]
    made = tuple(draw(categories(candidates, name)) for name in sorts)
    return ballots, Constraints(tuple(names), made)


def is_feasible(ballots, constraints):
    return constraints.allow((), range(1, len(ballots.candidates) + 1), ballots.seats)


def free(constraints):
    """The same groups without minima and maxima."""
    return dataclasses.replace(
        constraints,
        categories=tuple(
            Category(each.name, tuple(Group(g.name, g.members) for g in each.groups))
            for each in constraints.categories
        ),
    )


@ANY_RULE
@MANY
@given(contest=contests(), seed=st.text(min_size=1, max_size=3))
def test_the_result_keeps_to_the_constraints_whenever_one_can(rule, contest, seed):
    ballots, constraints = contest
    if not is_feasible(ballots, constraints):
        with pytest.raises(InfeasibleConstraints):
            count(ballots, rule=rule, seed=seed, constraints=constraints)
        return
    result = count(ballots, rule=rule, seed=seed, constraints=constraints)
    assert constraints.conforms(result.elected)
    assert len(result.elected) == min(ballots.seats, len(ballots.candidates))
    elected = set()
    for stage in result.stages:
        elected.update(stage.elected)
        continuing = set(stage.votes) - elected
        assert constraints.allow(elected, continuing, ballots.seats - len(elected))


@ANY_RULE
@MANY
@given(contest=contests(), seed=st.text(min_size=1, max_size=3))
def test_the_guarded_are_elected_and_the_doomed_are_excluded_next(rule, contest, seed):
    ballots, constraints = contest
    if not is_feasible(ballots, constraints):
        return
    result = count(ballots, rule=rule, seed=seed, constraints=constraints)
    doomed = set()
    for stage in result.stages:
        if doomed:
            assert stage.action == "exclusion"
            assert doomed.issuperset(stage.candidates)
            doomed.difference_update(stage.candidates)
        for verdict in stage.verdicts:
            is_elected = verdict.candidate in result.elected
            assert is_elected == (verdict.verdict == "guarded")
            assert result.name_of(verdict.candidate) in verdict.reason
        doomed |= {each.candidate for each in stage.verdicts if each.verdict == "doomed"}


@ANY_RULE
@MANY
@given(contest=contests(), seed=st.text(min_size=1, max_size=3))
def test_constraints_that_bind_nobody_change_no_stage(rule, contest, seed):
    ballots, constraints = contest
    plain = count(ballots, rule=rule, seed=seed)
    vacuous = count(ballots, rule=rule, seed=seed, constraints=free(constraints))
    assert (vacuous.stages, vacuous.ties) == (plain.stages, plain.ties)
    if is_feasible(ballots, constraints):
        bound = count(ballots, rule=rule, seed=seed, constraints=constraints)
        if not any(stage.verdicts for stage in bound.stages):
            assert (bound.stages, bound.ties) == (plain.stages, plain.ties)


@ANY_RULE
@MANY
@given(contest=contests(), random=st.randoms(use_true_random=False))
def test_the_numbers_of_the_candidates_decide_nothing(rule, contest, random):
    ballots, constraints = contest
    if not is_feasible(ballots, constraints):
        return
    try:
        result = count(ballots, rule=rule, constraints=constraints)
    except DrawNeeded:
        return
    new = list(range(1, len(ballots.candidates) + 1))
    random.shuffle(new)

    def renumbered(numbers):
        return [new[number - 1] for number in numbers]

    names = [ballots.candidates[new.index(number)] for number in sorted(new)]
    rankings = [
        renumbered(ranking) for ranking, weight in ballots.distinct() for _ in range(weight)
    ]
    others = Constraints(
        tuple(names),
        tuple(
            Category(
                each.name,
                tuple(
                    dataclasses.replace(g, members=frozenset(renumbered(g.members)))
                    for g in each.groups
                ),
            )
            for each in constraints.categories
        ),
    )
    other = count(
        Ballots.from_rankings(rankings, names, ballots.seats), rule=rule, constraints=others
    )
    assert set(other.elected) == set(renumbered(result.elected))


# What the count sheet says


def one_each(**organisations):
    """Keep it short: one_each(Arc=[1, 2], Bee=[3])."""
    belongs_to = {n: name for name, numbers in organisations.items() for n in numbers}
    return Constraints(
        NAMES[: len(belongs_to)], (one_seat_each("Organisation", dict(sorted(belongs_to.items()))),)
    )


@ANY_RULE
def test_two_of_one_organisation_with_a_quota_give_one_seat_to_the_more_votes(rule):
    ballots = made.ballots({"1 4": 8, "2 4": 9, "3": 2, "4": 2}, seats=2, candidates=4)
    result = count(ballots, rule=rule, constraints=one_each(Arc=[1, 2], Bee=[3], Cog=[4]))
    first, second = result.stages[:2]
    assert first.elected == (2,)
    no_seat = "Arc may get no more (maximum 1), so there is no seat for Ann (Arc)."
    assert first.outcome.endswith(f"Ann has a quota too, but comes after Bob: {no_seat}")
    assert [(v.candidate, v.verdict, v.reason) for v in first.verdicts] == [(1, "doomed", no_seat)]
    # Excluded at once, before Bob's surplus, with more votes than anybody who continues.
    assert (second.action, second.candidates) == ("exclusion", (1,))
    assert second.reason.startswith(f"{no_seat} So Ann must be excluded at once")
    assert result.elected == [2, 4]


@ANY_RULE
def test_two_of_one_organisation_with_equal_quotas_leave_it_to_the_rule(rule):
    ballots = made.ballots({"1 4": 9, "2 3": 9, "3": 2, "4": 2}, seats=2, candidates=4)
    constraints = one_each(Arc=[1, 2], Bee=[3], Cog=[4])
    for seed in ("one", "dice"):
        result = count(ballots, rule=rule, seed=seed, constraints=constraints)
        tie = result.ties[0]
        assert tie.candidates == (1, 2)
        assert constraints.conforms(result.elected)
        assert (tie.purpose, tie.decided_by) == ("election", "lot")
        first_drawn = min((1, 2), key=result.election.draw_order.index)
        assert result.elected[0] == tie.chosen == first_drawn
        assert f"So {result.name_of(tie.chosen)} is elected." in result.stages[0].reason
    with pytest.raises(DrawNeeded):
        count(ballots, rule=rule, constraints=constraints)


@ANY_RULE
def test_of_three_equal_quotas_for_two_seats_of_a_group_the_draw_takes_two(rule):
    """No single election of the three dooms another, only the second does."""
    ballots = made.ballots({"1": 10, "2": 10, "3": 10, "4": 3}, seats=3, candidates=4)
    groups = (Group("North", frozenset({1, 2, 3}), 0, 2), Group("South", frozenset({4})))
    constraints = Constraints(NAMES[:4], (Category("District", groups),))
    for seed in ("one", "dice", "rain"):
        result = count(ballots, rule=rule, seed=seed, constraints=constraints)
        drawn = sorted((1, 2, 3), key=result.election.draw_order.index)
        assert result.elected == [*drawn[:2], 4]
        assert [tie.candidates for tie in result.ties] == [(1, 2, 3), tuple(sorted(drawn[1:]))]


@ANY_RULE
def test_equal_quotas_that_do_not_clash_need_no_draw(rule):
    ballots = made.ballots({"1": 9, "2": 9, "3": 2, "4": 1}, seats=2, candidates=4)
    result = count(ballots, rule=rule, constraints=one_each(Arc=[1], Bee=[2, 3], Cog=[4]))
    assert (result.elected, result.ties) == ([1, 2], ())


WOMEN = Group("Women", frozenset({3, 4}), 1)
MEN = Group("Men", frozenset({1, 2, 5}))
GENDER = Constraints(NAMES[:5], (Category("Gender", (WOMEN, MEN)),))
NEEDED = (
    "Women must still get 1 (minimum 1), and only 1 candidate of Women remains, "
    "so Dan (Women) must be elected."
)


@ANY_RULE
def test_a_guarded_candidate_is_spared_and_the_sheet_says_why(rule):
    ballots = made.ballots({"1": 19, "2": 18, "5": 17, "3 4": 2, "4": 4}, seats=2, candidates=5)
    assert count(ballots, rule=rule).elected == [1, 2]
    result = count(ballots, rule=rule, constraints=GENDER)
    assert set(result.elected) == {1, 4}
    (verdict,) = [v for stage in result.stages for v in stage.verdicts if v.verdict == "guarded"]
    assert (verdict.candidate, verdict.reason) == (4, NEEDED)
    spared = [
        stage
        for stage in result.stages
        if f"Dan has fewer votes, but may not be excluded: {NEEDED}" in stage.reason
    ]
    assert spared
    assert all("the fewest votes of those who may be, " in stage.reason for stage in spared)


def test_ers97_excludes_together_only_whom_the_constraints_can_spare():
    papers = {"1": 20, "2": 20, "5": 20, "3": 1, "4": 2}
    ballots = made.ballots(papers, seats=2, candidates=5)
    assert count(ballots, rule="ers97", seed="s").stages[1].candidates == (3, 4)
    result = count(ballots, rule="ers97", seed="s", constraints=GENDER)
    assert result.stages[1].candidates == (3,)
    assert 4 in result.elected


@ANY_RULE
def test_who_cannot_be_elected_from_the_start_is_excluded_second(rule):
    none = Constraints(
        NAMES[:4],
        (
            Category(
                "Office",
                (Group("Staff", frozenset({1}), 0, 0), Group("Others", frozenset({2, 3, 4}))),
            ),
        ),
    )
    ballots = made.ballots({"1 2": 20, "2": 3, "3": 4, "4": 1}, seats=1, candidates=4)
    result = count(ballots, rule=rule, constraints=none)
    assert result.stages[0].outcome == (
        "Ann has a quota too, but cannot be elected: Staff may get no more (maximum 0), "
        "so there is no seat for Ann (Staff)."
    )
    assert result.stages[1].candidates == (1,)
    assert result.elected == [2]


@ANY_RULE
def test_infeasible_constraints_are_refused_before_the_count(rule):
    ballots = made.ballots({"1": 3, "2": 2, "3": 1}, seats=2, candidates=3)
    constraints = one_each(Arc=[1, 2], Bee=[3])
    with pytest.raises(InfeasibleConstraints, match="Arc may have at most 1"):
        count(ballots, rule=rule, seats=3, constraints=constraints)
    with pytest.raises(InfeasibleConstraints):
        count(ballots, rule=rule, withdrawn=[3], constraints=constraints)
    with pytest.raises(CountingError, match="The constraints are of other candidates"):
        count(ballots, rule=rule, constraints=GENDER)


# A casual vacancy


@ANY_RULE
def test_a_vacancy_is_filled_within_the_constraints(rule):
    """Bob leaves; Cat has nearly all of his papers, but is of Ann's organisation."""
    papers = {"1": 12, "2 3 4": 9, "2 4": 2, "3": 2, "4": 1, "5": 1}
    ballots = made.ballots(papers, seats=2, candidates=5)
    constraints = one_each(Arc=[1, 3], Bee=[2], Cog=[4], Dot=[5])
    free_result = count(ballots, rule=rule, seed="s")
    result = count(ballots, rule=rule, seed="s", constraints=constraints)
    assert set(result.elected) == set(free_result.elected) == {1, 2}
    assert fill_vacancy(free_result, 2).countback.filled_by == 3
    filled = fill_vacancy(result, 2)
    assert filled.countback.filled_by == 4
    with pytest.raises(CountingError, match="None of those who would take the seat can have it"):
        fill_vacancy(result, 2, consenting=[3])


@ANY_RULE
@MANY
@given(contest=contests(), seed=st.text(min_size=1, max_size=3))
def test_a_vacancy_filled_leaves_a_conformant_result(rule, contest, seed):
    ballots, constraints = contest
    if not is_feasible(ballots, constraints):
        return
    result = count(ballots, rule=rule, seed=seed, constraints=constraints)
    for vacating in result.elected:
        sitting = [number for number in result.elected if number != vacating]
        others = set(result.election.standing).difference(result.elected)
        able = {number for number in others if constraints.conforms([*sitting, number])}
        if able:
            assert fill_vacancy(result, vacating).countback.filled_by in able
        else:
            with pytest.raises(CountingError, match=r"can have it|is left to fill"):
                fill_vacancy(result, vacating)
