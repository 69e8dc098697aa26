"""Cohen's kappa, worked out by hand beside it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.consultations.analysis.agreement import (
    NOTHING_READ_TWICE,
    NOTHING_TO_EXPECT,
    Ticks,
    agreement,
    over_all,
)

COUNTS = st.integers(0, 200)
TICKS = st.builds(Ticks, COUNTS, COUNTS, COUNTS, COUNTS)


def test_worked_by_hand_with_fifty_answers():
    """20 both, 5 the first alone, 10 the second alone, 15 neither.

    They agree on 35 of 50: 7/10. The first ticks 25 of 50 (1/2), the second 30 of 50 (3/5), so by chance they would
    agree on 1/2 * 3/5 + 1/2 * 2/5 = 1/2. Kappa is (7/10 - 1/2) / (1 - 1/2) = 2/5.
    """
    found = agreement(Ticks(20, 5, 10, 15))
    assert found.observed == Fraction(7, 10)
    assert found.kappa == Fraction(2, 5)
    assert found.words == "0.40"


def test_worked_by_hand_with_a_theme_that_is_rare():
    """1 both, 1 the first alone, 0 the second alone, 8 neither: they agree on 9 of 10, and mostly by chance.

    Expected: 2/10 * 1/10 + 8/10 * 9/10 = 2/100 + 72/100 = 74/100. Kappa is (90 - 74) / (100 - 74) = 16/26 = 8/13.
    """
    assert agreement(Ticks(1, 1, 0, 8)).kappa == Fraction(8, 13)


def test_less_often_than_chance_is_below_nought():
    """Each ticks what the other does not: observed 0, expected 1/2 * 1/2 + 1/2 * 1/2 = 1/2, so -1."""
    assert agreement(Ticks(0, 4, 4, 0)).kappa == -1


def test_over_all_themes_each_theme_of_each_answer_is_a_decision():
    """20, 5, 10, 15 and 1, 1, 0, 8 make 21, 6, 10, 23 of 60.

    Observed 44/60. The first ticks 27/60, the second 31/60: expected (27*31 + 33*29) / 3600 = 1794/3600.
    """
    observed, expected = Fraction(44, 60), Fraction(1794, 3600)
    found = over_all([Ticks(20, 5, 10, 15), Ticks(1, 1, 0, 8)])
    assert found.kappa == (observed - expected) / (1 - expected)


@pytest.mark.parametrize("ticks", [Ticks(0, 0, 0, 9), Ticks(9, 0, 0, 0)])
def test_all_in_one_category_is_said_in_words(ticks):
    found = agreement(ticks)
    assert (found.kappa, found.words) == (None, NOTHING_TO_EXPECT)
    assert found.observed == 1


def test_no_overlap_is_said_in_words():
    found = agreement(Ticks(0, 0, 0, 0))
    assert (found.kappa, found.observed, found.words) == (None, None, NOTHING_READ_TWICE)
    assert over_all([]).words == NOTHING_READ_TWICE


@given(TICKS)
def test_it_lies_between_minus_one_and_one_and_is_one_only_where_they_agree_on_all(ticks):
    found = agreement(ticks)
    if found.kappa is None:
        assert found.why_not
        return
    assert -1 <= found.kappa <= 1
    assert (found.kappa == 1) == (ticks.first_only == ticks.second_only == 0)


@given(TICKS)
def test_it_is_the_same_whoever_comes_first_and_whatever_is_called_a_tick(ticks):
    swapped = Ticks(ticks.both, ticks.second_only, ticks.first_only, ticks.neither)
    turned = Ticks(ticks.neither, ticks.first_only, ticks.second_only, ticks.both)
    assert agreement(ticks).kappa == agreement(swapped).kappa == agreement(turned).kappa


@given(TICKS)
def test_it_is_the_formula_of_two_categories(ticks):
    """2 (ad - bc) over the products of the margins: the same figure on another way."""
    a, b, c, d = ticks.both, ticks.first_only, ticks.second_only, ticks.neither
    below = (a + b) * (b + d) + (a + c) * (c + d)
    found = agreement(ticks).kappa
    assert found == (Fraction(2 * (a * d - b * c), below) if below else None)
