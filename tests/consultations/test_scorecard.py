"""What counts under which line, the figures, and the lists behind them, which show the same by construction."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.consultations.scorecard import LINES, Facts, findings
from assembly.partners.scorecard import behind, counting, selectors
from assembly.partners.scorecard.counting import EVER, Period
from assembly.partners.scorecard.groups import Group
from assembly.partners.scorecard.lines import line_at
from tests.consultations.scored import consulted, noon
from tests.world import rolled_back

OPENED = dt.date(2007, 1, 8)
CLOSED = OPENED + dt.timedelta(days=84)
DUE = CLOSED + dt.timedelta(days=84)
DAY = dt.timedelta(days=1)
TODAY = dt.date(2009, 6, 1)
PLAIN = Facts(1, 1, OPENED, CLOSED, CLOSED, "", "", None, False, None)
SHORT = {"closes_on": OPENED + 30 * DAY, "first_closes_on": OPENED + 30 * DAY}
REASON = {"reason_code": "budget", "reason_text": "The budget."}


def found(on, **facts):
    return {one.line: one.met for one in findings(PLAIN._replace(**facts), on)}


OPEN = {
    "twelve-weeks-at-opening": True,
    "short-without-a-reason": False,
    "withdrawn": False,
}
OVER = {**OPEN, "twelve-weeks-at-closing": True, "days-open": True}
OVERDUE = {**OVER, "overdue-cleared": False, "feedback-on-time": False, "feedback-overdue": True}


@pytest.mark.parametrize(
    ("on", "facts", "expected"),
    [
        (CLOSED, {}, OPEN),
        (CLOSED + DAY, {}, OVER),
        (DUE, {}, OVER),
        (DUE + DAY, {}, OVERDUE),
        (
            DUE + DAY,
            {"feedback_given_at": noon(DUE)},
            OVERDUE | {"feedback-on-time": True, "feedback-overdue": False, "feedback-late": False},
        ),
        (
            DUE + 9 * DAY,
            {"feedback_given_at": noon(DUE + 5 * DAY)},
            OVERDUE | {"feedback-overdue": False, "feedback-late": True},
        ),
        (DUE + DAY, {"is_cleared": True}, {**OVER, "overdue-cleared": True}),
        (
            DUE + 9 * DAY,
            {"is_cleared": True, "feedback_given_at": noon(DUE + 5 * DAY)},
            {**OVER, "overdue-cleared": True},
        ),
        (DUE + DAY, {"withdrawn_on": CLOSED - DAY}, {**OPEN, "withdrawn": True}),
        (
            DUE + DAY,
            {"withdrawn_on": CLOSED - DAY, "feedback_given_at": noon(DUE)},
            {**OPEN, "withdrawn": True},
        ),
        (DUE + DAY, {"withdrawn_on": OPENED - DAY}, {"withdrawn": True}),
        (
            OPENED,
            SHORT,
            OPEN
            | {
                "twelve-weeks-at-opening": False,
                "short-without-a-reason": True,
                "short-with-a-reason": False,
            },
        ),
        (
            OPENED,
            SHORT | REASON,
            OPEN | {"twelve-weeks-at-opening": False, "short-with-a-reason": True},
        ),
        (
            CLOSED + DAY,
            {"first_closes_on": OPENED + 30 * DAY} | REASON,
            OVER | {"twelve-weeks-at-opening": False, "short-with-a-reason": True},
        ),
        (
            OPENED,
            SHORT | {"reason_code": "budget", "reason_text": " \n"},
            OPEN
            | {
                "twelve-weeks-at-opening": False,
                "short-without-a-reason": True,
                "short-with-a-reason": False,
            },
        ),
    ],
)
def test_each_line_counts_what_its_definition_says(on, facts, expected):
    assert found(on, **facts) == expected


def test_late_feedback_has_the_days_by_which_it_was_late():
    one = PLAIN._replace(feedback_given_at=noon(DUE + 5 * DAY))
    [late] = [each for each in findings(one, DUE + 9 * DAY) if each.line == "feedback-late"]
    assert (late.met, late.value) == (True, 5)


def test_every_line_is_at_an_address_of_its_own():
    assert len({line.code for line in LINES}) == len(LINES)


def test_the_documentation_has_each_definition_word_for_word():
    told = (Path(__file__).resolve().parents[2] / "docs" / "scorecard.md").read_text()
    missing = [one.code for one in LINES if f"- **{one.name}.** {one.definition}" not in told]
    assert missing == []


# In the database


def card(body, on=TODAY):
    return {one.line.code: one for one in selectors.card_anew(body, on).card.figures}


def test_the_figures_of_a_body(council):
    consulted(council, OPENED, given_after=80)
    consulted(council, OPENED, length=30, reason="budget", given_after=100)
    consulted(council, OPENED, length=30, extended_by=54, reason="other")
    consulted(council, OPENED, length=20, is_cleared=True)
    consulted(council, OPENED, withdrawn_on=OPENED + DAY)
    consulted(council, TODAY + DAY)
    figures = card(council)
    said = {line.code: (figures[line.code].shown, figures[line.code].note) for line in LINES}
    assert said == {
        "twelve-weeks-at-opening": ("2 of 5", ""),
        "twelve-weeks-at-closing": ("2 of 4", ""),
        "days-open": ("55 days", "from 20 to 84 days, 4 counted"),
        "short-with-a-reason": ("2 of 3", "The yearly budget: 1; Another reason: 1"),
        "short-without-a-reason": ("1 of 5", ""),
        "feedback-on-time": ("1 of 3", "Late: 1; Overdue: 1"),
        "feedback-overdue": ("1 of 3", ""),
        "feedback-late": ("1 of 2", "16 days on average"),
        "overdue-cleared": ("1 of 4", ""),
        "withdrawn": ("1 of 5", ""),
    }


def test_of_one_consultation_no_percentage_is_made(council):
    consulted(council, OPENED, given_after=80)
    assert card(council)["twelve-weeks-at-opening"].shown == "1 of 1"
    assert "%" not in " ".join(one.shown for one in card(council).values())


def test_from_ten_on_there_are_percentages(council):
    for number in range(10):
        consulted(council, OPENED, length=84 if number < 7 else 83, reason="budget")
    assert card(council)["twelve-weeks-at-opening"].shown == "7 of 10 (70%)"


def test_without_a_consultation_nothing_is_counted(council):
    assert {one.shown for one in card(council).values()} == {"None yet"}


def test_a_draft_counts_nowhere(council, draft):
    assert {one.shown for one in card(council, dt.date(2010, 1, 1)).values()} == {"None yet"}


facts_of_one = st.fixed_dictionaries(
    {
        "opened": st.integers(0, 900),
        "length": st.sampled_from([1, 30, 83, 84, 90]),
        "extended_by": st.sampled_from([0, 0, 1, 54]),
        "reason": st.sampled_from(["", "budget", "other"]),
        "given_after": st.sampled_from([None, 1, 84, 85, 200]),
        "is_cleared": st.booleans(),
        "withdrawn_after": st.sampled_from([None, None, -3, 20]),
        "of": st.integers(0, 1),
    }
)


def test_every_list_has_what_its_figure_counts(council, trust):
    """Random consultations of two bodies: base, figure and both halves of each list, by year and ever."""

    @settings(max_examples=8, deadline=None, derandomize=True, database=None)
    @given(st.lists(facts_of_one, max_size=10), st.integers(0, 1000))
    def agree(many, days_on):
        with rolled_back():
            for one in many:
                _consult((council, trust)[one.pop("of")], **one)
            _compare(council, OPENED + days_on * DAY)
            _compare(None, OPENED + days_on * DAY)

    agree()


def _consult(body, *, opened, withdrawn_after, **facts):
    opens_on = OPENED + opened * DAY
    if withdrawn_after is not None:
        facts["withdrawn_on"] = opens_on + withdrawn_after * DAY
    consulted(body, opens_on, **facts)


def _compare(body, on):
    counted = counting.count(None, on)
    keys = counted.bodies if body is None else {body.pk}
    for line in LINES:
        for period in (EVER, Period(2008, 2008)):
            tally = counted.tally(line, keys, period)
            lists = {only: _listed(body, line, period, only, on) for only in ("", "yes", "no")}
            assert len(lists[""].shown) == tally.base == len(_rows(lists[""]))
            assert len(lists["yes"].shown) == tally.met == len(_rows(lists["yes"]))
            assert len(lists["no"].shown) == tally.base - tally.met == len(_rows(lists["no"]))
            assert lists["yes"].tally == tally


def _listed(body, line, period, only, on):
    pair, group = line_at(line.code), Group(body) if body else None
    return behind.listed(pair, group, behind.facts_of(pair, group, on), period, only)


def _rows(listed):
    """What the page shows, whose records come from the database by their keys."""
    return listed.page({})[1]
