"""Settling a case informally, bringing it before the panel, withdrawing it."""

from django.utils import timezone

import pytest

from assembly.compact.cases import visible
from assembly.compact.cases.settling import services as settling
from assembly.compact.cases.settling.services import Proposal
from assembly.compact.models import Case, Settlement, Step
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from tests.factories import cases
from tests.factories.hearing import Heard
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
WORDS = "The council gives us twelve weeks from now on."


@pytest.fixture
def sides():
    ours, council = OrganisationFactory(), PublicBodyFactory()
    asha = DelegateFactory(organisation=ours).user
    officer = cases.officer_of(council)
    case = cases.case(at=Step.INFORMAL, organisation=ours, against_body=council)
    return case, asha, officer


def test_each_side_agrees_to_exactly_these_words(sides):
    case, asha, officer = sides
    first = settling.propose_settlement(case, Proposal(WORDS, is_public=False), by=asha)
    assert first.complainant_agreed_at
    assert not first.respondent_agreed_at
    second = settling.propose_settlement(case, Proposal("Ten weeks.", is_public=False), by=officer)
    assert not second.complainant_agreed_at
    with pytest.raises(RuleBroken, match="have changed since you read them"):
        settling.agree(case, first.edit, by=asha)
    settling.agree(case, second.edit, by=asha)
    case.refresh_from_db()
    assert (case.step, case.outcome) == (Step.CLOSED, Case.Outcome.SETTLED)
    assert Event.objects.filter(name="compact.case_settled").count() == 1
    assert not visible.has_public_settlement(case, timezone.localdate())
    with pytest.raises(RuleBroken, match="not at that step any more"):
        settling.propose_settlement(case, Proposal("Eight weeks.", is_public=False), by=asha)


def test_agreeing_twice_counts_once(sides):
    case, asha, _ = sides
    words = settling.propose_settlement(case, Proposal(WORDS, is_public=False), by=asha)
    settling.agree(case, words.edit, by=asha)
    assert not Settlement.objects.get(case=case).is_agreed
    assert not Event.objects.filter(name="compact.case_words_agreed").exists()


def test_whether_the_words_are_public_is_part_of_what_they_agree_to(sides):
    case, asha, officer = sides
    words = settling.propose_settlement(case, Proposal(WORDS, is_public=False), by=asha)
    words = settling.propose_settlement(case, Proposal(WORDS, is_public=True), by=officer)
    assert not words.complainant_agreed_at
    settling.agree(case, words.edit, by=asha)
    case.refresh_from_db()
    assert visible.has_public_settlement(case, timezone.localdate())


def test_somebody_else_wrote_meanwhile(sides):
    case, asha, officer = sides
    settling.propose_settlement(case, Proposal(WORDS, is_public=False, seen=0), by=asha)
    with pytest.raises(RuleBroken, match="Somebody else has proposed words"):
        settling.propose_settlement(
            case, Proposal("Ten weeks.", is_public=False, seen=0), by=officer
        )


def test_details_of_people_are_confirmed_before_words_are_shown(sides):
    case, asha, _ = sides
    named = "Write to jo@example.org next time."
    with pytest.raises(RuleBroken, match="details of people"):
        settling.propose_settlement(case, Proposal(named, is_public=True), by=asha)
    settling.propose_settlement(case, Proposal(named, is_public=False), by=asha)
    settling.propose_settlement(case, Proposal(named, is_public=True, checked=True), by=asha)


def test_staff_enter_how_a_person_without_an_account_agreed():
    council = PublicBodyFactory()
    officer = cases.officer_of(council)
    case = cases.case(
        at=Step.INFORMAL, raised="person", person_name="Jo Bloggs", against_body=council
    )
    staff = UserFactory(office="Support Unit")
    words = settling.propose_settlement(case, Proposal(WORDS, is_public=False), by=officer)
    with pytest.raises(RuleBroken, match="Say how they agreed"):
        settling.agree(case, words.edit, by=staff)
    settled = settling.agree(case, words.edit, by=staff, how="By telephone today")
    assert settled.is_agreed
    assert settled.agreed_how == "By telephone today"


@pytest.mark.parametrize("raised", ["board", "person"])
def test_who_hears_a_case_says_nothing_for_a_side(raised):
    """One of the panel would otherwise withdraw, or settle, the case that they are to decide."""
    heard = Heard(raised=raised)
    three = heard.hear()
    with pytest.raises(RuleBroken, match="Only the complainant withdraws"):
        settling.withdraw(heard.case, "No longer.", by=three[0], on=heard.on)
    words = settling.propose_settlement(heard.case, Proposal(WORDS), by=heard.officer, at=heard.at)
    with pytest.raises(RuleBroken, match="Only the two sides agree"):
        settling.agree(heard.case, words.edit, by=three[0], how="By letter", at=heard.at)
    settling.withdraw(heard.case, "No longer.", by=heard.people[3], on=heard.on)


def test_nobody_agrees_for_a_side_that_can_speak_for_itself(sides):
    case, asha, _ = sides
    words = settling.propose_settlement(case, Proposal(WORDS, is_public=False), by=asha)
    for office in ("Support Unit", "Compact Board"):
        with pytest.raises(RuleBroken, match="Only the two sides"):
            settling.agree(case, words.edit, by=UserFactory(office=office))


def test_the_complainant_or_the_board_brings_it_before_the_panel(sides):
    case, asha, officer = sides
    with pytest.raises(RuleBroken, match="complainant or the Compact Board"):
        settling.to_panel(case, by=officer)
    case = settling.to_panel(case, by=asha)
    assert case.step == Step.PANEL
    assert Notification.objects.filter(user=officer, kind="compact/case_moved").exists()
    with pytest.raises(RuleBroken, match="not at that step any more"):
        settling.to_panel(case, by=UserFactory(office="Compact Board"))


def test_withdrawn_by_the_complainant_with_a_reason(sides):
    case, asha, officer = sides
    with pytest.raises(RuleBroken, match="Only the complainant"):
        settling.withdraw(case, "No.", by=officer)
    with pytest.raises(RuleBroken, match="Say why"):
        settling.withdraw(case, "", by=asha)
    case = settling.withdraw(case, "We talked.", by=asha)
    assert (case.outcome, case.closed_because) == ("withdrawn", "We talked.")
    assert visible.is_listed(case, timezone.localdate())
    assert Notification.objects.filter(user=officer, kind="compact/case_closed").exists()


def test_a_case_that_was_not_acknowledged_is_withdrawn_without_the_other_side_hearing_of_it():
    council = PublicBodyFactory()
    officer = cases.officer_of(council)
    ours = OrganisationFactory()
    case = cases.case(organisation=ours, against_body=council)
    settling.withdraw(case, "A mistake.", by=DelegateFactory(organisation=ours).user)
    assert not Notification.objects.filter(user=officer).exists()
