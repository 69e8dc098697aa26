"""What may be published, and what the window is judged to be, without a database."""

import datetime as dt

import pytest

from assembly.consultations import rules
from assembly.consultations.compliance import Finding, judge
from assembly.consultations.models import Consultation
from assembly.consultations.window import Window
from assembly.partners.models import PublicBody

TODAY = dt.date(2008, 9, 1)
MONDAY, THURSDAY = dt.date(2008, 9, 8), dt.date(2008, 9, 11)
TWELVE_WEEKS = dt.date(2008, 12, 1)
REASON = {"reason_code": "budget", "reason_text": "The budget is set in November."}


def proposed(**facts):
    return Consultation(
        **{"body": PublicBody(), "opens_on": MONDAY, "closes_on": TWELVE_WEEKS, **facts}
    )


MAY_BE_PUBLISHED = [
    # facts                                                  refusal ("" when allowed)
    ({},                                                     ""),
    ({"opens_on": TODAY, "closes_on": dt.date(2008, 11, 24)}, ""),
    ({"closes_on": THURSDAY},                                "would run for 3 days, 81 days short"),
    ({"closes_on": dt.date(2008, 11, 30)},                   "would run for 83 days, 1 day short"),
    ({"closes_on": THURSDAY, **REASON},                      ""),
    ({"closes_on": THURSDAY, "reason_code": "budget"},       "81 days short"),
    ({"closes_on": THURSDAY, "reason_text": "Because."},     "81 days short"),
    ({"closes_on": THURSDAY, "without_reason": True},        ""),
    ({"opens_on": dt.date(2008, 8, 31)},                     "The opening day, 31 August 2008, has passed"),
    ({"closes_on": dt.date(2008, 9, 7)},                     "The closing day is before the opening day."),
    ({"opens_on": None},                                     "Give the opening day and the closing day."),
    ({"closes_on": None},                                    "Give the opening day and the closing day."),
    ({"stage": "decided"},                                   "Nothing can change any more"),
    ({"published_at": dt.datetime(2008, 8, 1, tzinfo=dt.UTC)}, "is already published"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "refusal"), MAY_BE_PUBLISHED)
def test_what_may_be_published(facts, refusal):
    ruling = rules.may_be_published(proposed(**facts), on=TODAY)
    assert bool(ruling) is (refusal == "")
    assert refusal in ruling.reason


def test_not_even_the_board_publishes_a_window_that_has_begun():
    late = proposed(opens_on=dt.date(2008, 8, 31), without_reason=True)
    assert "has passed" in rules.may_be_published(late, on=TODAY).reason


FINDINGS = [
    # closes_on                 reason  finding
    (TWELVE_WEEKS,              False,  Finding.COMPLIANT),
    (TWELVE_WEEKS,              True,   Finding.COMPLIANT),
    (dt.date(2008, 11, 30),     True,   Finding.SHORT_WITH_REASON),
    (dt.date(2008, 11, 30),     False,  Finding.SHORT_WITHOUT_REASON),
    (THURSDAY,                  False,  Finding.SHORT_WITHOUT_REASON),
]  # fmt: skip


@pytest.mark.parametrize(("closes_on", "has_reason", "finding"), FINDINGS)
def test_compliance_is_computed(closes_on, has_reason, finding):
    assert judge(Window(MONDAY, closes_on), has_reason=has_reason).finding is finding
