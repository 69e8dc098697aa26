"""Votes with two decimals, and more where two would hide what decided; the count one stage at a time."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from elections.count_steps import count_steps
from elections.counting import Ballots, Count, count
from elections.counting.results import Stage, Tie
from elections.transfer_chart import transfer_chart
from elections.vote_figures import VoteFigures, _deciding, _rounded
from tests.elections.counting.test_counting_shortened import SEED, contests


def stage(number, votes, *, action="exclusion", candidates=(), elected=(), quota=1_000_000):
    return Stage(
        number=number, action=action, candidates=candidates, reason="", outcome="", votes=votes,
        transfers=(), non_transferable=0, lost=0, elected=elected, quota=quota, keep_factors={},
        batches=(), verdicts=(),
    )  # fmt: skip


def figures(*stages, ties=()):
    return VoteFigures(SimpleNamespace(decimals=5, stages=stages, ties=ties))


FIRST = {1: 700_000, 2: 412_345, 3: 500_000}


def test_two_decimals_and_none_where_there_are_none():
    found = figures(stage(1, FIRST))
    assert [found.shown(units) for units in (412_345, 412_500, 700_000, 123_400_000, None)] == [
        "4.12", "4.13", "7", "1,234", "\N{EN DASH}",
    ]  # fmt: skip


DECIDED = [
    # what decided                                     decimals
    ([stage(1, {1: 412_345, 2: 412_399, 3: 800_000}),
      stage(2, {2: 412_399, 3: 1_212_344}, candidates=(1,))],                 3),  # 1 was excluded, not 2
    ([stage(1, {1: 412_345, 2: 412_346, 3: 800_000}),
      stage(2, {2: 412_346, 3: 1_212_344}, candidates=(1,))],                 5),
    ([stage(1, {1: 412_345, 2: 412_399, 3: 100_000}),
      stage(2, {1: 412_345, 2: 412_399}, candidates=(3,))],                   2),  # 3 was, by far
    ([stage(1, {1: 999_999, 2: 500_000})],                                    5),  # short of the quota
    ([stage(1, {1: 1_100_000, 2: 500_000}, elected=(1,)),
      stage(2, {1: 1_000_001, 2: 500_000}, action="surplus", candidates=(1,))], 2),  # it was elected before
    ([stage(1, {1: 500_001, 2: 500_000}, elected=(1,))],                      5),  # the last seat
]  # fmt: skip


@pytest.mark.parametrize(("stages", "places"), DECIDED)
def test_as_many_decimals_as_show_what_decided(stages, places):
    assert figures(*stages).places == places


def test_of_a_tie_the_earlier_stage_that_settled_it_is_shown():
    equal = {1: 412_345, 2: 412_345, 3: 800_000}
    stages = (stage(1, {1: 410_001, 2: 410_002, 3: 800_000}), stage(2, equal))
    tie = Tie(2, "exclusion", (1, 2), 1, "earlier stage", (1,), "")
    assert figures(*stages).places == 2
    assert figures(*stages, ties=(tie,)).places == 5


@settings(max_examples=60, deadline=None)
@given(contests())
def test_nothing_that_decided_is_hidden_in_any_count(contest):
    ballots, withdrawn = contest
    counted = count(ballots, seed=SEED, withdrawn=withdrawn)
    places = VoteFigures(counted).places
    for one, other in _deciding(counted):
        if one != other:
            unlike = {_rounded(Decimal(each).scaleb(-5), places) for each in (one, other)}
            assert len(unlike) == 2


def test_a_sentence_of_the_count_is_shortened_too():
    found = figures(stage(1, FIRST))
    said = "Ann has 1,004.12345 votes, 3.00000 above the quota of 12; version 1.25."
    assert found.in_text(said) == "Ann has 1,004.12 votes, 3 above the quota of 12; version 1.25."


# Step by step


@pytest.fixture
def counted() -> Count:
    rankings = [(1, 2)] * 7 + [(2, 3)] * 3 + [(3, 2)] * 3 + [(4, 3)] * 2
    return count(Ballots.from_rankings(rankings, ["Ann", "Bob", "Cy", "Di"], 2, "T"), seed=SEED)


def test_each_stage_leads_to_the_ones_beside_it(counted):
    steps = count_steps(counted, VoteFigures(counted))
    assert [(step.previous, step.number, step.next) for step in steps][:2] == [(0, 1, 2), (1, 2, 3)]
    assert steps[-1].next == 0
    assert {step.of for step in steps} == {len(counted.stages)}


def test_a_stage_says_what_came_and_went(counted):
    step = count_steps(counted, VoteFigures(counted))[1]
    assert step.heading == "Surplus of Ann"
    changes = {row.name: row.change for row in step.rows}
    assert changes["Ann"] == "\N{MINUS SIGN}1"
    assert changes["Bob"].startswith("+")
    assert [(move.source, move.target) for move in step.moves] == [("Ann", "Bob")]
    assert "to Bob" in step.chart.description
    assert [column.heading for column in step.chart.columns] == ["Before", "After it"]


def test_the_pictures_write_votes_like_the_tables(counted):
    found = VoteFigures(counted)
    step = count_steps(counted, found)[1]
    shown = {place.name: place.shown for place in step.chart.places}
    rows = {row.name: row.votes for row in step.rows}
    assert shown["Bob"] == rows["Bob"]
    whole = transfer_chart(counted, found, title="T")
    assert [row[-1] for row in whole.rows if row[0] == "Stage 2"] == [
        move.votes for move in step.moves
    ]
