"""A body that ended is shown under the one that follows it: chains, two merged into one, and what is to come."""

import datetime as dt

import pytest

from assembly.partners.models import PublicBody
from assembly.partners.scorecard.groups import grouped

DAY = dt.date(2009, 4, 1)


def body(key, *, into=None, ended_on=DAY):
    return PublicBody(
        pk=key, name=f"Body {key}", successor_id=into, ended_on=ended_on if into else None
    )


def as_keys(bodies, on=DAY):
    return {group.head.pk: [one.pk for one in group.followed] for group in grouped(bodies, on)}


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        ([], {}),
        ([body(1), body(2)], {1: [], 2: []}),
        ([body(1, into=2), body(2)], {2: [1]}),
        ([body(1, into=3), body(2, into=3), body(3)], {3: [2, 1]}),
        ([body(1, into=2, ended_on=dt.date(2006, 1, 1)), body(2, into=3), body(3)], {3: [2, 1]}),
    ],
)
def test_a_body_that_ended_is_under_the_last_that_follows_it(bodies, found):
    assert as_keys(bodies) == found


def test_until_its_day_a_body_is_shown_by_itself():
    bodies = [body(1, into=2), body(2)]
    assert as_keys(bodies, DAY - dt.timedelta(days=1)) == {1: [], 2: []}


def test_a_body_that_ended_without_a_successor_stays_by_itself():
    gone = PublicBody(pk=1, name="Gone", ended_on=DAY)
    assert as_keys([gone, body(2)]) == {1: [], 2: []}


def test_a_chain_is_followed_only_as_far_as_its_days_have_come():
    chain = [body(1, into=2, ended_on=dt.date(2006, 1, 1)), body(2, into=3), body(3)]
    assert as_keys(chain, dt.date(2008, 1, 1)) == {2: [1], 3: []}
