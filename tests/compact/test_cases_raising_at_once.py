"""Two who raise, acknowledge or agree at once, on PostgreSQL and on a file of SQLite."""

import pytest

from assembly.compact.cases.settling.services import Proposal, propose_settlement
from assembly.compact.models import Case, CaseStep, Step
from assembly.core.models import Event
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.compact.raising_storm")


def test_cases_raised_at_once_about_the_same_facts_are_all_linked(storm):
    cases.undertaking()
    ours, council = OrganisationFactory(), PublicBodyFactory()
    for _ in range(4):
        DelegateFactory(organisation=ours)
    assert storm("raise_at_once", ours.pk, council.pk) == ["", "", "", ""]
    assert [case.same_facts.count() for case in Case.objects.all()] == [3, 3, 3, 3]


def test_a_case_is_acknowledged_once(storm):
    for _ in range(6):
        UserFactory(office="Compact Board")
    case = cases.case()
    said = storm("acknowledge", case.pk)
    assert said.count("") == 1
    assert all("not at that step any more" in words for words in said if words)
    assert Event.objects.filter(name="compact.case_acknowledged").count() == 1
    assert CaseStep.objects.filter(case=case).count() == 2


def test_both_sides_who_agree_at_once_settle_it_once(storm):
    ours, council = OrganisationFactory(), PublicBodyFactory()
    asha, officer = DelegateFactory(organisation=ours).user, cases.officer_of(council)
    board = UserFactory(office="Compact Board")
    case = cases.case(at=Step.INFORMAL, organisation=ours, against_body=council)
    words = propose_settlement(case, Proposal("Twelve weeks."), by=board)
    assert not words.complainant_agreed_at
    assert storm("agree", case.pk, words.edit, [asha.pk, officer.pk]) == ["", ""]
    case.refresh_from_db()
    assert (case.step, case.outcome) == (Step.CLOSED, Case.Outcome.SETTLED)
    assert Event.objects.filter(name="compact.case_settled").count() == 1
    assert Event.objects.filter(name="compact.case_words_agreed").count() == 1
