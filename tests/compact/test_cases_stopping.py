"""The clock of a step stops with a reason, goes on with what was left, and a wrong “overdue” is cleared."""

import datetime as dt

import pytest

from assembly.compact.cases import timeline
from assembly.compact.cases.stopping import services
from assembly.compact.models import Pause, Step
from assembly.core.rules import RuleBroken
from tests.factories.hearing import Heard
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
SUPPORT = {"office": "Support Unit"}


def test_it_goes_on_with_the_working_days_that_were_left_over_easter():
    heard = Heard(on=dt.date(2026, 3, 30))
    board = heard.people[0]
    # Twenty working days from 30 March, without Good Friday and Easter Monday.
    assert heard.fresh().due_on == dt.date(2026, 4, 29)
    services.stop_clock(heard.case, Pause.Reason.PANEL, by=board, on=dt.date(2026, 4, 1))
    assert heard.fresh().due_on is None
    assert heard.step().left == 18
    restarted = services.restart_clock(heard.case, by=board, on=dt.date(2026, 4, 2))
    assert restarted.due_on == heard.fresh().due_on == dt.date(2026, 4, 30)
    (line,) = timeline.lines_of(heard.fresh(), dt.date(2026, 4, 3))
    assert "waiting for a member of the panel to be replaced" in line.note


def test_a_step_that_was_overdue_is_as_much_overdue_when_it_goes_on():
    heard = Heard()
    late = dt.date(2026, 4, 2)
    due_on = heard.fresh().due_on
    assert due_on < late
    services.stop_clock(heard.case, Pause.Reason.AGREED, by=heard.people[0], on=late)
    services.restart_clock(heard.case, by=heard.people[0], on=late)
    assert heard.fresh().due_on == due_on


def test_it_is_stopped_once_and_restarted_once():
    heard = Heard()
    board = heard.people[0]
    with pytest.raises(RuleBroken, match="runs already"):
        services.restart_clock(heard.case, by=board, on=MONDAY)
    services.stop_clock(heard.case, Pause.Reason.AGREED, by=board, on=MONDAY)
    with pytest.raises(RuleBroken, match="stopped already"):
        services.stop_clock(heard.case, Pause.Reason.AGREED, by=board, on=MONDAY)


@pytest.mark.parametrize(("reason", "sentence"), [("nap", "Choose why"), ("other", "in the note")])
def test_it_needs_a_reason(reason, sentence):
    heard = Heard()
    with pytest.raises(RuleBroken, match=sentence):
        services.stop_clock(heard.case, reason, " ", by=heard.people[0], on=MONDAY)


def test_the_sides_ask_and_those_who_work_on_it_do_it():
    heard = Heard()
    for one in (heard.delegate, heard.officer, UserFactory()):
        with pytest.raises(RuleBroken, match="Ask them"):
            services.stop_clock(heard.case, Pause.Reason.AGREED, by=one, on=MONDAY)
    services.stop_clock(heard.case, Pause.Reason.AGREED, by=UserFactory(**SUPPORT), on=MONDAY)


def test_the_time_to_appeal_is_not_stopped():
    heard = Heard()
    heard.to_appeal()
    assert heard.fresh().step == Step.TO_APPEAL
    with pytest.raises(RuleBroken, match="time to appeal cannot be stopped"):
        services.stop_clock(heard.case, Pause.Reason.AGREED, by=heard.people[0], on=MONDAY)


def test_a_wrong_overdue_is_cleared_by_the_board_with_a_reason_that_everybody_reads():
    heard = Heard()
    late = heard.fresh().due_on + dt.timedelta(days=1)
    board = heard.people[0]
    with pytest.raises(RuleBroken, match="not overdue"):
        services.clear_overdue(heard.case, "A mistake.", by=board, on=MONDAY)
    with pytest.raises(RuleBroken, match="Say why"):
        services.clear_overdue(heard.case, " ", by=board, on=late)
    with pytest.raises(RuleBroken, match="Only a member of the Compact Board"):
        services.clear_overdue(heard.case, "A mistake.", by=UserFactory(**SUPPORT), on=late)
    services.clear_overdue(heard.case, "The panel met on the last day.", by=board, on=late)
    (line,) = timeline.lines_of(heard.fresh(), late)
    assert not line.is_overdue
    assert "Not overdue: The panel met on the last day." in line.note
    with pytest.raises(RuleBroken, match="not overdue"):
        services.clear_overdue(heard.case, "Twice.", by=board, on=late)
