"""What every rule owes to constraints, whatever they are."""

import dataclasses

import pytest

from elections.counting import RULES
from elections.counting.results import Election, Judgement
from tests.elections.counting.made import ballots

each_rule = pytest.mark.parametrize("rule", RULES)


@dataclasses.dataclass
class Fixed:
    """Guards some candidates, and dooms some once somebody else is elected."""

    guarded: set = dataclasses.field(default_factory=set)
    doomed_by: dict = dataclasses.field(default_factory=dict)
    asked: list = dataclasses.field(default_factory=list)

    def judge(self, elected, continuing, vacancies):
        self.asked.append((list(elected), set(continuing), vacancies))
        doomed = {self.doomed_by[number] for number in elected if number in self.doomed_by}
        return Judgement(
            guarded=dict.fromkeys(self.guarded.intersection(continuing), "guarded"),
            doomed=dict.fromkeys(doomed.intersection(continuing), "doomed"),
        )


def counted(rule, papers, seats, candidates, constraints):
    election = Election(
        ballots=ballots(papers, seats, candidates),
        seats=seats,
        seed="s",
        lot_order=tuple(range(1, candidates + 1)),
        constraints=constraints,
    )
    return RULES[rule](election)


@each_rule
def test_a_guarded_candidate_is_never_excluded(rule):
    papers = {"1": 9, "2": 8, "3": 4, "4": 1}
    free = counted(rule, papers, 2, 4, Fixed())
    assert set(free.elected) == {1, 2}
    result = counted(rule, papers, 2, 4, Fixed(guarded={4}))
    assert 4 not in {n for s in result.stages if s.action == "exclusion" for n in s.candidates}


@each_rule
def test_candidates_go_one_by_one_under_constraints(rule):
    papers = {"1": 15, "2": 14, "3 1": 7, "4": 3, "5": 2, "6": 1}
    result = counted(rule, papers, 1, 6, Fixed())
    assert {len(s.candidates) for s in result.stages if s.action == "exclusion"} == {1}


@each_rule
def test_who_is_doomed_by_one_election_is_not_elected_with_him(rule):
    papers = {"1": 10, "2": 9, "3": 2, "4": 1}
    result = counted(rule, papers, 2, 4, Fixed(doomed_by={1: 2}))
    assert result.stages[0].elected == (1,)
    assert result.ties == ()


@each_rule
def test_which_of_two_who_are_level_and_exclude_each_other_is_elected_is_a_lot(rule):
    papers = {"1": 10, "2": 10, "3": 2, "4": 1}
    result = counted(rule, papers, 2, 4, Fixed(doomed_by={1: 2, 2: 1}))
    assert result.stages[0].elected == (1,)
    assert [(tie.purpose, tie.candidates, tie.chosen) for tie in result.ties[:1]] == [
        ("election", (1, 2), 1)
    ]


@each_rule
def test_the_constraints_are_asked_at_first_and_after_every_election_and_exclusion(rule):
    constraints = Fixed()
    result = counted(rule, {"1": 9, "2": 8, "3": 4, "4": 1}, 2, 4, constraints)
    assert constraints.asked[0] == ([], {1, 2, 3, 4}, 2)
    states = [(len(elected), len(left)) for elected, left, _ in constraints.asked]
    steps = [number for stage in result.stages for number in stage.elected]
    steps += [n for s in result.stages if s.action == "exclusion" for n in s.candidates]
    assert len(set(states)) >= 1 + len(steps)
    assert all(len(elected) + vacancies == 2 for elected, _, vacancies in constraints.asked)
