"""A tie looks at the points where its candidates' votes changed, and decides as if it looked at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elections.counting import Ballots, count, fill_vacancy, ties
from elections.counting.rules import RULES

HOLDERS = sorted(RULES.keys() - {"meek"})


def every_point(history, stages, latest_first):
    list(history._places(stages, ()))
    return history._points[::-1] if latest_first else list(history._points)


@st.composite
def contests(draw):
    candidates = draw(st.integers(2, 7))
    order = st.permutations(range(1, candidates + 1))
    length = st.integers(1, candidates)
    papers = draw(st.lists(st.tuples(order, length), min_size=1, max_size=14))
    names = [f"C{n}" for n in range(candidates)]
    rankings = [order[:length] for order, length in papers]
    return Ballots.from_rankings(rankings, names, draw(st.integers(1, candidates)))


def told(ballots, rule):
    result = count(ballots, rule=rule, seed="s")
    losers = len(ballots.candidates) > len(result.elected)
    later = fill_vacancy(result, result.elected[0]).to_json() if losers else None
    return result.to_json(), later


@pytest.mark.parametrize("rule", HOLDERS)
@settings(max_examples=60, deadline=None)
@given(contests())
def test_it_decides_as_if_it_looked_at_every_point(rule, ballots):
    found = told(ballots, rule)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            ties.History, "latest_first", lambda self, stages, _: every_point(self, stages, True)
        )
        patch.setattr(
            ties.History, "earliest_first", lambda self, stages, _: every_point(self, stages, False)
        )
        assert told(ballots, rule) == found


@pytest.mark.parametrize("rule", sorted(RULES))
def test_hundreds_of_tied_candidates_are_not_compared_at_every_stage(rule, monkeypatch):
    """All equal from the first stage on: one point a tie, where looking at all would be cubic."""
    looked_at = []
    compared = ties._compared

    def counting(election, tied, points):
        looked_at.append(len(points))
        return compared(election, tied, points)

    monkeypatch.setattr(ties, "_compared", counting)
    candidates = 200
    rankings = [[number] for number in range(1, candidates + 1)]
    names = [f"C{number}" for number in range(1, candidates + 1)]
    result = count(Ballots.from_rankings(rankings, names, 3), rule=rule, seed="s")
    assert len(result.elected) == 3
    assert len(result.ties) >= candidates - 4
    assert set(looked_at) <= {1, 2}
    assert all(len(tie.reason) < 1_000 for tie in result.ties)
