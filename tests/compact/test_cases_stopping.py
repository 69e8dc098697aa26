"""Stopping the clock of a case with a reason, restarting it, and clearing an “overdue” that was wrong."""

import datetime as dt

import pytest

from assembly.compact.cases import life
from assembly.compact.cases.standing import standing
from assembly.compact.cases.stopping import rules
from assembly.compact.cases.stopping import services as stopping
from assembly.compact.models import Case, Pause, Step
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
BEGAN = dt.date(2026, 2, 2)
DAY = dt.timedelta(days=1)
NOTE = "The chair is ill until the tenth."


@pytest.fixture
def case():
    return cases.case(at=Step.INFORMAL, on=BEGAN)


@pytest.fixture
def member():
    return UserFactory(office="Compact Board")


def names():
    return list(
        Event.objects.filter(name__startswith="compact.case_")
        .order_by("pk")
        .values_list("name", flat=True)
    )


def test_a_stopped_clock_goes_on_with_the_days_that_were_left(case, member):
    due = case.due_on
    pause = stopping.stop_clock(case, "agreed", NOTE, by=member, on=BEGAN + 2 * DAY)
    case.refresh_from_db()
    step = life.now(case, BEGAN + 60 * DAY)
    assert (case.due_on, step.due_on, step.is_stopped) == (None, None, True)
    assert not step.is_overdue(BEGAN + 60 * DAY)
    on = BEGAN + 9 * DAY
    stopping.restart_clock(case, by=member, on=on)
    case.refresh_from_db()
    pause.refresh_from_db()
    assert case.due_on == life.now(case, on).due_on == due + 7 * DAY
    assert (pause.begun_on, pause.ended_on) == (BEGAN + 2 * DAY, on)
    assert names() == ["compact.case_clock_stopped", "compact.case_clock_restarted"]


def test_the_note_stays_in_the_case(case, member):
    delegate = DelegateFactory(organisation=case.organisation).user
    stopping.stop_clock(case, "other", NOTE, by=member, on=BEGAN)
    assert Pause.objects.get().note == NOTE
    assert NOTE not in str(list(Event.objects.values_list("data", flat=True)))
    told = Notification.objects.filter(user=delegate)
    assert told
    assert all(NOTE not in str(vars(one)) for one in told)


def test_it_is_stopped_once_and_restarts_once(case, member):
    with pytest.raises(RuleBroken, match="runs already"):
        stopping.restart_clock(case, by=member, on=BEGAN)
    stopping.stop_clock(case, "agreed", by=member, on=BEGAN)
    with pytest.raises(RuleBroken, match="stopped already"):
        stopping.stop_clock(case, "agreed", by=member, on=BEGAN)
    assert Pause.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "note", "why"),
    [("", "", "Choose why"), ("idle", "", "Choose why"), ("other", " ", "what the other reason")],
)
def test_a_clock_stops_with_a_reason(case, member, reason, note, why):
    with pytest.raises(RuleBroken, match=why):
        stopping.stop_clock(case, reason, note, by=member, on=BEGAN)
    case.refresh_from_db()
    assert case.due_on


@pytest.mark.parametrize("step", [Step.TO_APPEAL, Step.REMEDY])
def test_days_that_everybody_was_told_are_kept(member, step):
    case = cases.case(at=step, on=BEGAN)
    with pytest.raises(RuleBroken, match="cannot be stopped"):
        stopping.stop_clock(case, "agreed", by=member, on=BEGAN)


def test_neither_side_stops_the_clock(case):
    delegate = DelegateFactory(organisation=case.organisation).user
    officer = cases.officer_of(case.against_body)
    for person in (delegate, officer):
        with pytest.raises(RuleBroken, match="Ask them in a message"):
            stopping.stop_clock(case, "agreed", by=person, on=BEGAN)


def test_a_member_with_an_interest_does_not_stop_it_either():
    ours = OrganisationFactory()
    case = cases.case(at=Step.INFORMAL, on=BEGAN, organisation=ours)
    member = DelegateFactory(organisation=ours, user=UserFactory(office="Compact Board")).user
    with pytest.raises(RuleBroken, match="Ask them in a message"):
        stopping.stop_clock(case, "agreed", by=member, on=BEGAN)


def test_an_overdue_is_cleared_by_the_board_alone_and_with_a_reason(case, member):
    late = case.due_on + DAY
    support = UserFactory(office="Support Unit")
    with pytest.raises(RuleBroken, match="not overdue"):
        stopping.clear_overdue(case, "The bank holiday.", by=member, on=case.due_on)
    with pytest.raises(RuleBroken, match="Only a member of the Compact Board"):
        stopping.clear_overdue(case, "The bank holiday.", by=support, on=late)
    with pytest.raises(RuleBroken, match="Say why"):
        stopping.clear_overdue(case, " ", by=member, on=late)
    step = stopping.clear_overdue(case, "The bank holiday.", by=member, on=late)
    assert (step.cleared_on, step.cleared_because) == (late, "The bank holiday.")
    assert not step.is_overdue(late)
    assert names() == ["compact.case_overdue_cleared"]
    found = standing(Case.objects.get(), member, late)
    assert not rules.may_clear(found, life.now(found.case, late))
