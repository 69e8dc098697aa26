"""Finding one's cases: the list, panels, tasks, the page of the Board, and reminders."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.accounts.models import User
from assembly.compact.cases.hearing import panel
from assembly.compact.cases.lists import panels
from assembly.compact.cases.lists.reminders import remind
from assembly.compact.cases.lists.to_do import next_steps
from assembly.compact.cases.selectors import in_part
from assembly.compact.cases.settling import services
from assembly.compact.cases.standing import standing
from assembly.compact.models import Case, CaseStep, PanelMember, Step
from assembly.notifications.models import Email, Notification
from tests.factories import cases
from tests.factories.hearing import Heard
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)


def at_noon(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@pytest.fixture
def sides():
    ours, council = OrganisationFactory(), PublicBodyFactory()
    asha, officer = DelegateFactory(organisation=ours).user, cases.officer_of(council)
    case = cases.case(at=Step.INFORMAL, on=MONDAY, organisation=ours, against_body=council)
    return case, asha, officer


def test_the_list_shows_ones_own_and_filters(client, sides):
    case, asha, _ = sides
    stranger = cases.case()
    client.force_login(asha)
    page = client.get("/my/cases/").content.decode()
    assert case.reference in page
    assert stranger.reference not in page
    assert "Overdue" in page
    assert case.reference not in client.get("/my/cases/?state=closed").content.decode()
    assert case.reference in client.get("/my/cases/?state=open").content.decode()


def test_the_list_asks_as_many_queries_for_many(client, sides, django_assert_max_num_queries):
    case, asha, _ = sides
    for _ in range(8):
        cases.case(at=Step.INFORMAL, organisation=case.organisation)
    client.force_login(asha)
    client.get("/my/cases/")
    with django_assert_max_num_queries(12):
        client.get("/my/cases/")


@pytest.mark.parametrize(
    ("step", "sides_act", "board_acts"),
    [
        (Step.RECEIVED, False, True),
        (Step.INFORMAL, True, False),
        (Step.PANEL, False, True),
        (Step.CORRECTION, True, False),
        (Step.FOLLOW_UP, False, True),
    ],
)
def test_tasks_are_of_those_who_have_to_act(step, sides_act, board_acts):
    ours, council = OrganisationFactory(), PublicBodyFactory()
    asha, officer = DelegateFactory(organisation=ours).user, cases.officer_of(council)
    board = UserFactory(office="Compact Board")
    case = cases.case(at=step, on=MONDAY, organisation=ours, against_body=council)
    for user, acts in ((asha, sides_act), (officer, sides_act), (board, board_acts)):
        found = [task.url for task in next_steps(user, at_noon(MONDAY))]
        assert found == ([case.own_url] if acts else []), (user, step)


def test_once_a_panel_is_named_its_members_have_to_act():
    case = cases.case(at=Step.PANEL, on=MONDAY)
    named, other = UserFactory(office="Compact Board"), UserFactory(office="Compact Board")
    PanelMember.objects.create(case=case, person=named, named_at=timezone.now())
    assert [task.url for task in next_steps(named, at_noon(MONDAY))] == [case.own_url]
    assert not list(next_steps(other, at_noon(MONDAY)))


def test_a_task_says_its_day(sides):
    case, asha, _ = sides
    (task,) = next_steps(asha, at_noon(MONDAY))
    assert timezone.localdate(task.by) == case.due_on == dt.date(2026, 3, 30)
    assert task.whose == str(case.organisation)


def test_the_panels(sides):
    case, asha, officer = sides
    of_organisation = panels.of_organisation(asha, case.organisation)
    assert [line.url for line in of_organisation.lines] == [case.own_url]
    assert [line.url for line in panels.of_person(officer).lines] == [case.own_url]
    assert panels.of_person(asha) is None


def test_the_page_of_the_board_counts_steps_and_names_the_overdue_by_number(sides):
    case, *_ = sides
    cases.case(at=Step.RECEIVED, on=dt.date(2026, 4, 1))
    panel = panels.on_board_page(dt.date(2026, 4, 1))
    said = [(line.text, line.note) for line in panel.lines]
    assert ("Received", "1 case") in said
    assert ("Informal resolution", "1 case") in said
    assert (str(case), "Informal resolution: overdue since 30 March 2026") in said
    CaseStep.objects.filter(case=case).update(cleared_on=dt.date(2026, 4, 1), cleared_because="x")
    panel = panels.on_board_page(dt.date(2026, 4, 1))
    assert str(case) not in [line.text for line in panel.lines]


def test_reminded_once_before_and_once_when_overdue(sides):
    case, asha, officer = sides
    board = UserFactory(office="Compact Board")
    assert case.due_on == dt.date(2026, 3, 30)
    assert remind(on=dt.date(2026, 3, 25)) == 0
    assert remind(on=dt.date(2026, 3, 26)) == 2
    assert remind(on=dt.date(2026, 3, 26)) == 0
    assert remind(on=dt.date(2026, 3, 30)) == 0
    assert remind(on=dt.date(2026, 4, 2)) == 3  # two days late: made good
    assert remind(on=dt.date(2026, 4, 3)) == 0
    told = Notification.objects.filter(kind="compact/case_reminder")
    assert set(told.values_list("user", flat=True)) == {asha.pk, officer.pk, board.pk}
    assert not any("three days" in one.text for one in Email.objects.all())


def test_a_missed_day_is_made_good_and_a_moved_day_is_told_again(sides):
    case, *_ = sides
    assert remind(on=dt.date(2026, 3, 27)) == 2
    moved = dt.date(2026, 4, 10)
    CaseStep.objects.filter(case=case).update(due_on=moved)
    Case.objects.filter(pk=case.pk).update(due_on=moved)
    assert remind(on=dt.date(2026, 3, 30)) == 0
    assert remind(on=dt.date(2026, 4, 9)) == 2


def test_one_mail_for_all_cases_of_a_person(sides):
    case, asha, _ = sides
    again = cases.case(at=Step.INFORMAL, on=MONDAY, organisation=case.organisation)
    remind(on=dt.date(2026, 3, 27))
    mail = Email.objects.get(user=asha)
    assert case.reference in mail.text
    assert again.reference in mail.text


def test_a_person_without_an_account_is_reminded_by_mail():
    cases.case(
        at=Step.INFORMAL,
        on=MONDAY,
        raised="person",
        person_name="Jo",
        person_email="jo@example.org",
    )
    remind(on=dt.date(2026, 3, 27))
    assert Email.objects.filter(address="jo@example.org").count() == 1


def test_time_to_appeal_that_ran_out_is_written_down():
    case = cases.case(at=Step.TO_APPEAL, on=MONDAY)
    Case.objects.filter(pk=case.pk).update(next_step="follow-up", next_due_on="2026-04-20")
    remind(on=dt.date(2026, 3, 20))
    case.refresh_from_db()
    assert case.step == Step.FOLLOW_UP


def test_a_clock_that_is_stopped_reminds_nobody(sides):
    case, *_ = sides
    CaseStep.objects.filter(case=case).update(due_on=None, left=3)
    Case.objects.filter(pk=case.pk).update(due_on=None)
    assert remind(on=dt.date(2026, 4, 2)) == 0


def test_the_list_of_a_former_member_has_no_case_that_they_may_not_read():
    """Once others hear the appeal, the first panel has done its part; the office of this one is over."""
    heard = Heard()
    heard.appealed()
    former = heard.people[2]
    former.office_terms.update(ended_on=heard.on)
    former = User.objects.get(pk=former.pk)
    assert in_part(former, heard.on).exists()
    others = [heard.people[3], *(UserFactory(office="Assembly Board") for _ in range(2))]
    panel.name_panel(heard.case, others, by=heard.people[0], at=heard.at)
    assert not standing(heard.fresh(), former, heard.on).may_read
    assert not in_part(former, heard.on).exists()


def test_a_case_that_is_closed_is_still_found_from_my_assembly(sides):
    case, asha, _ = sides
    services.withdraw(case, "Settled over tea.", by=asha, on=MONDAY)
    panel_of_ours = panels.of_organisation(asha, case.organisation)
    assert not panel_of_ours.lines
    assert panel_of_ours.url == "/my/cases/"
