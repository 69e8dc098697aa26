"""The clock of a case, who somebody is in it, and the page of those in it."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.cases import clocks, life, timeline, visible
from assembly.compact.cases.standing import Role, standing
from assembly.compact.models import Case, CaseStep, Recusal, Step
from assembly.core.bank_holidays.calendar import WorkingDays
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAYS = WorkingDays()
FRIDAY = dt.date(2026, 12, 18)


def test_christmas_does_not_count():
    assert clocks.last_day(FRIDAY, 10, DAYS) == dt.date(2027, 1, 6)


@pytest.mark.parametrize("days", [-3, -1, 0, 1, 7])
def test_a_clock_that_is_stopped_and_goes_on_the_same_day_loses_nothing(days):
    on = dt.date(2026, 3, 4)
    due = DAYS.after(on, days) if days >= 0 else DAYS.before(on, -days)
    assert clocks.goes_on(on, clocks.left(due, on, DAYS), DAYS) == due


def test_time_to_appeal_runs_out_by_itself():
    case = cases.case(at=Step.TO_APPEAL, on=dt.date(2026, 3, 2))
    case.next_step, case.next_due_on = Step.FOLLOW_UP, dt.date(2026, 4, 20)
    case.save()
    due, after = case.due_on, case.due_on + dt.timedelta(days=1)
    assert due == dt.date(2026, 3, 16)
    assert case.step_on(due) == Step.TO_APPEAL
    assert case.step_on(after) == Step.FOLLOW_UP
    annotated = Case.objects.with_step(after).get()
    assert (annotated.step_now, annotated.due_now) == (Step.FOLLOW_UP, dt.date(2026, 4, 20))
    assert [line.name for line in timeline.lines_of(case, after)] == [
        "Time to appeal",
        "Follow-up",
    ]
    life.settle(life.lock(case), on=after)
    steps = list(CaseStep.objects.filter(case=case).values_list("step", "begun_on", "ended_on"))
    assert steps == [
        (Step.TO_APPEAL, dt.date(2026, 3, 2), due),
        (Step.FOLLOW_UP, after, None),
    ]


def test_an_interest_comes_before_an_office():
    today = timezone.localdate()
    ours = OrganisationFactory()
    member = UserFactory(office="Compact Board")
    case = cases.case(organisation=ours)
    assert standing(case, member, today).role == Role.BOARD
    DelegateFactory(user=member, organisation=ours)
    assert standing(case, member, today).role == Role.COMPLAINANT
    other = UserFactory(office="Compact Board")
    Recusal.objects.create(case=case, person=other, at=timezone.now())
    assert standing(case, other, today).role == Role.RECUSED
    assert standing(case, UserFactory(office="Support Unit"), today).role == Role.SUPPORT
    assert standing(case, UserFactory(), today).role == Role.NOBODY


@pytest.mark.parametrize("against", ["body", "organisation"])
def test_what_is_listed_when(against):
    today = timezone.localdate()
    other = {"against_organisation": OrganisationFactory()} if against == "organisation" else {}
    case = cases.case(**other)
    states = []
    for facts in ({}, {"acknowledged_on": today}, {"public_from": today}):
        for name, value in facts.items():
            setattr(case, name, value)
        case.save()
        listed = Case.objects.listed(today).exists()
        assert listed == visible.is_listed(case, today)
        states.append(listed)
    assert states == [False, against == "body", True]


def test_only_those_in_a_case_can_read_it(client):
    ours = OrganisationFactory(name="Advice Centre")
    case = cases.case(organisation=ours)
    delegate = DelegateFactory(organisation=ours).user
    client.force_login(delegate)
    page = client.get(case.own_url)
    assert "Advice Centre" in page.content.decode()
    assert "Received" in page.content.decode()
    client.force_login(UserFactory())
    assert client.get(case.own_url).status_code == 404
