"""Was feedback given within twelve weeks of the close? Pure, day by day."""

import datetime as dt

import pytest

from assembly.consultations.compliance import FeedbackStanding, feedback_due_on, judge_feedback
from assembly.consultations.window import full_window

WINDOW = full_window(dt.date(2026, 1, 5))
DAY = dt.timedelta(days=1)
DUE = feedback_due_on(WINDOW)
FACTS = {"given_on": None, "is_cleared": False, "is_withdrawn": False}

STANDINGS = [
    # facts, on, standing
    ({}, WINDOW.closes_on, "not owed"),
    ({}, WINDOW.closes_on + DAY, "due"),
    ({}, DUE, "due"),
    ({}, DUE + DAY, "overdue"),
    ({"is_withdrawn": True}, DUE + DAY, "not owed"),
    ({"is_cleared": True}, DUE + DAY, "cleared"),
    ({"is_cleared": True, "given_on": DUE + DAY}, DUE + 2 * DAY, "cleared"),
    ({"is_cleared": True, "given_on": DUE}, DUE + DAY, "on time"),
    ({"given_on": DUE}, DUE + DAY, "on time"),
    ({"given_on": DUE + DAY}, DUE + DAY, "late"),
    ({"given_on": DUE, "is_withdrawn": True}, DUE, "on time"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "on", "standing"), STANDINGS)
def test_feedback_is_due_for_84_days_and_overdue_from_the_next(facts, on, standing):
    assert judge_feedback(WINDOW, **{**FACTS, **facts}, on=on) is FeedbackStanding(standing)


def test_it_is_due_84_days_after_the_close():
    assert (DUE - WINDOW.closes_on).days == 84
