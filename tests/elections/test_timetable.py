"""The clock decides the phase."""

import datetime as dt

import pytest

from elections.timetable import MILESTONES, Phase, Timetable
from tests.factories.elections import DAY, POLL_OPENS, instants

TABLE = Timetable(**instants())
INSTANT = dt.timedelta(microseconds=1)


@pytest.mark.parametrize("milestone", MILESTONES, ids=lambda milestone: milestone.field)
def test_a_phase_begins_at_its_instant_and_not_before(milestone):
    begins = getattr(TABLE, milestone.field)
    assert TABLE.phase(begins) == milestone.begins
    assert TABLE.phase(begins - INSTANT) != milestone.begins


def test_before_the_notice_an_election_is_being_prepared():
    assert TABLE.phase(POLL_OPENS - 41 * DAY) == Phase.PREPARATION


def test_a_good_timetable_has_no_problems():
    assert TABLE.problems() == []


def changed(**fields):
    return Timetable(**{**instants(), **fields}).problems()


def test_an_order_turned_round_is_named():
    assert changed(poll_closes_at=POLL_OPENS - DAY) == [
        "Voting closes comes before “voting opens”."
    ]


SHORT = [
    ("poll_closes_at", POLL_OPENS + 2 * DAY, "2 days after “voting opens”", "at least 3 days"),
    (
        "opening_at",
        instants()["receipts_at"] + dt.timedelta(minutes=59),
        "0 hours after “receipts published”",
        "at least 1 hour",
    ),
    (
        "challenge_ends_at",
        instants()["opening_at"] + DAY,
        "1 day after “ballot box opened and counted”",
        "at least 3 days",
    ),
]


@pytest.mark.parametrize(("field", "value", "comes", "must"), SHORT)
def test_a_span_too_short_is_named(field, value, comes, must):
    (problem,) = changed(**{field: value})
    assert f" comes {comes}; it must come {must} after it." in problem


def test_instants_may_coincide_where_nothing_need_lie_between():
    assert changed(nominations_open_at=TABLE.notice_at) == []
