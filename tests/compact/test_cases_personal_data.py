"""People, organisations and public bodies that go, while a case goes on."""

import datetime as dt

from django.apps import apps
from django.utils import timezone

import pytest

from assembly.accounts.models import User
from assembly.compact.cases import personal_data, telling
from assembly.compact.cases.merging import may_be_merged, what_passes_on
from assembly.compact.cases.papers import services
from assembly.compact.cases.papers.services import Written
from assembly.compact.models import (
    Case,
    CasePiece,
    PanelMember,
    Recusal,
    Side,
    Step,
    case_papers,
    hearing,
)
from assembly.compact.models import cases as case_models
from assembly.membership import merging
from assembly.partners.succession.plans import Plan
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def persons():
    person = UserFactory(name="Jo")
    case = cases.case(
        at=Step.INFORMAL,
        raised=Case.Raised.PERSON,
        person=person,
        person_name="Jo Bloggs",
        person_email="jo@example.org",
    )
    services.write_message(case, Written("My own words."), by=person)
    return case, person


def test_a_person_who_closes_their_account_leaves_a_case_of_a_person(persons):
    case, person = persons
    personal_data.erase(person, TODAY)
    case.refresh_from_db()
    assert (case.person, case.complainant, case.person_email) == (None, "a person", "")
    assert case.step == Step.INFORMAL
    assert CasePiece.objects.get().by is None
    assert telling.of_side(case, Side.COMPLAINANT, TODAY) == []


def test_who_hears_a_case_leaves_its_panel_with_the_account():
    case, member, now = cases.case(at=Step.PANEL), UserFactory(), timezone.now()
    PanelMember.objects.create(case=case, person=member, named_at=now, sits_since=now)
    Recusal.objects.create(case=case, person=member, because="My sister works there.", at=now)
    personal_data.erase(member, TODAY)
    seat, recusal = case.panel.get(), case.recusals.get()
    assert (seat.person, bool(seat.left_at)) == (None, True)
    assert (recusal.person, recusal.because) == (None, "")


def test_people_get_what_they_wrote(persons):
    _, person = persons
    assert "My own words." in str([*personal_data.data_about(person)])
    assert "My own words." not in str([*personal_data.data_about(UserFactory())])


def test_every_person_a_case_names_is_erased():
    """Each foreign key to an account below a case is in `erase`."""
    modules = {case_models.__name__, hearing.__name__, case_papers.__name__}
    there = {
        (model, field.name)
        for model in apps.get_app_config("compact").get_models()
        for field in model._meta.get_fields()
        if model.__module__ in modules and field.concrete and field.related_model is User
    }
    by_hand = {(Case, "person"), (Recusal, "person"), (PanelMember, "person")}
    of_hiding = {one for one in there if one[0].__name__ == "HiddenCase"}
    assert there - of_hiding == by_hand | set(personal_data.AUTHORS)


def test_the_two_sides_of_an_open_case_are_not_merged():
    ours, theirs = OrganisationFactory(), OrganisationFactory()
    case = cases.case(at=Step.INFORMAL, organisation=ours, against_organisation=theirs)
    for kept, gone in ((ours, theirs), (theirs, ours)):
        ruling = may_be_merged(kept, gone)
        assert "two sides of a Compact case that is open" in ruling.reason
        assert case.reference not in ruling.reason
        assert not merging.allowed(kept, gone)
    assert may_be_merged(ours, OrganisationFactory())
    Case.objects.filter(pk=case.pk).update(
        step=Step.CLOSED, closed_on=TODAY, outcome=Case.Outcome.WITHDRAWN
    )
    assert may_be_merged(ours, theirs)


def test_a_succession_says_how_many_open_cases_pass_on():
    ends, heir = PublicBodyFactory(), PublicBodyFactory(name="One Council")
    cases.case(at=Step.INFORMAL, against_body=ends)
    plan = Plan(kind="body", ended=[ends], day=TODAY, successor=heir)
    assert [*what_passes_on(plan)] == [
        "1 Compact case is open: from that day on One Council answers."
    ]
    assert [*what_passes_on(Plan(kind="body", ended=[heir], day=TODAY, successor=ends))] == []


def test_delegates_who_left_do_not_read_what_they_wrote():
    ours = OrganisationFactory()
    delegate = DelegateFactory(organisation=ours)
    case = cases.case(at=Step.INFORMAL, organisation=ours)
    services.write_message(case, Written("Ours."), by=delegate.user)
    delegate.ended_on = TODAY - dt.timedelta(days=1)
    delegate.save()
    assert delegate.user not in telling.of_side(case, Side.COMPLAINANT, timezone.localdate())
