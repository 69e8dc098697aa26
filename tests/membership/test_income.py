"""Bands of income, and shares of it by source."""

from decimal import Decimal

import pytest

from assembly.membership import income

BANDS = [
    # an amount on a shared edge belongs to the higher band
    ("0", "micro"),
    ("9999.99", "micro"),
    ("10000", "small"),
    ("99999.99", "small"),
    ("100000", "medium"),
    ("999999.99", "medium"),
    ("1000000", "large"),
    ("9999999.99", "large"),
    ("10000000", "major"),
    ("99999999.99", "major"),
    ("100000000", "super"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "band"), BANDS)
def test_bands_include_their_lower_edge(amount, band):
    assert income.band_of(Decimal(amount)) == band


def test_no_income_is_less_than_nothing():
    with pytest.raises(ValueError, match="not less than nothing"):
        income.band_of(Decimal("-0.01"))


SHARES = [
    # shares                                allowed, or why not
    ([],                                    ""),
    (["most", "little"],                    ""),
    (["most", "some"],                      ""),      # exactly 75 and 25
    (["much", "much"],                      ""),      # exactly 50 and 50
    (["most", "much"],                      "more than the whole"),
    (["most", "some", "some"],              "more than the whole"),
    (["little", "little", "none"],          "less than the whole"),
    (["none"],                              "less than the whole"),
    (["little", "little", "little", "little"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("shares", "reason"), SHARES)
def test_shares_must_be_able_to_add_up_to_the_whole(shares, reason):
    ruling = income.may_be_shares(shares)
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason
