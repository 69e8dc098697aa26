"""Raising a case: by whom, against whom, for which promises; pressed twice; and taking it up or not."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.compact.cases.raising.complaints import Complaint, Person
from assembly.compact.cases.raising.services import raise_case
from assembly.compact.cases.raising.taking_up import acknowledge, decline
from assembly.compact.models import Case, Signature, Step
from assembly.compact.text import drafting
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email, Notification
from tests.factories import cases, compact
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def c2():
    return cases.undertaking()


@pytest.fixture
def ours():
    return OrganisationFactory(name="Advice Centre")


@pytest.fixture
def asha(ours):
    return DelegateFactory(organisation=ours).user


@pytest.fixture
def council():
    return PublicBodyFactory()


@pytest.fixture
def board():
    return UserFactory(office="Compact Board")


def complaint(against, *undertakings, **more):
    facts = {"happened_on": timezone.localdate(), "account": "They gave us three days."}
    return Complaint(against=against, undertakings=undertakings, **{**facts, **more})


def test_a_case_is_numbered_recorded_and_told_to_those_who_acknowledge_it(
    c2, ours, asha, council, board
):
    officer = cases.officer_of(council)
    case = raise_case(complaint(council, c2), ours, by=asha)
    assert (case.step, case.raised, case.organisation) == (Step.RECEIVED, "organisation", ours)
    assert case.due_on is not None
    assert [cited.had_signed for cited in case.cites.all()] == [False]
    assert Event.objects.filter(name="compact.case_raised").count() == 1
    told = set(Notification.objects.values_list("user", "kind"))
    assert (asha.pk, "compact/case_raised") in told
    assert (board.pk, "compact/case_to_acknowledge") in told
    assert officer.pk not in {user for user, _ in told}
    assert not any("three days" in one.text for one in Email.objects.all())


def test_pressed_twice_it_is_one_case(c2, ours, asha, council):
    first = raise_case(complaint(council, c2), ours, by=asha)
    assert raise_case(complaint(council, c2), ours, by=asha) == first
    assert Case.objects.count() == 1


def test_two_delegates_make_two_cases_that_are_linked(c2, ours, asha, council):
    ben = DelegateFactory(organisation=ours).user
    first = raise_case(complaint(council, c2), ours, by=asha)
    second = raise_case(complaint(council, c2), ours, by=ben)
    assert first != second
    assert list(first.same_facts.all()) == [second]


def test_no_undertaking_is_refused_in_a_sentence(ours, asha, council, c2):
    with pytest.raises(RuleBroken, match="Choose at least one undertaking"):
        raise_case(complaint(council), ours, by=asha)


def test_only_who_acts_for_it_raises_a_case_for_an_organisation(c2, ours, council):
    with pytest.raises(RuleBroken, match="You do not act for Advice Centre"):
        raise_case(complaint(council, c2), ours, by=UserFactory())
    with pytest.raises(RuleBroken, match="contact page"):
        raise_case(complaint(council, c2), None, by=UserFactory())


def test_an_edition_that_was_signed_then_and_an_undertaking_dropped_since(ours, asha, council):
    old = compact.published(F1="We pay in advance.")
    f1 = old.texts.get().undertaking
    new = compact.draft()
    drafting.drop(new, f1, None, by=None)
    compact.write(new, "F2", "We pay late.")
    compact.published(new, on=dt.date(2010, 1, 4))
    Signature.objects.create(
        edition=old,
        body=council,
        name="Council",
        signed_on=dt.date(2005, 10, 1),
        entered_at=timezone.now(),
    )
    case = raise_case(complaint(council, f1), ours, by=asha)
    cited = case.cites.get()
    assert (cited.edition, cited.had_signed) == (old, True)
    f2 = new.texts.get(undertaking__number="F2").undertaking
    with pytest.raises(RuleBroken, match="F2 is not something the other side promised"):
        raise_case(complaint(council, f2), ours, by=asha)


def test_a_body_that_ended(c2, ours, asha):
    today = timezone.localdate()
    ended = PublicBodyFactory(name="District Council", ended_on=today)
    yesterday = today - dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match="no public body follows it"):
        raise_case(complaint(ended, c2, happened_on=yesterday), ours, by=asha)
    ended.successor = PublicBodyFactory(name="Wiltshire Council")
    ended.save()
    with pytest.raises(RuleBroken, match="Choose Wiltshire Council"):
        raise_case(complaint(ended, c2), ours, by=asha)
    officer = cases.officer_of(ended.successor)
    case = raise_case(complaint(ended, c2, happened_on=yesterday), ours, by=asha)
    acknowledge(case, by=UserFactory(office="Support Unit"))
    assert Notification.objects.filter(user=officer, kind="compact/case_against_you").exists()


def test_acknowledged_once(c2, ours, asha, council, board):
    officer = cases.officer_of(council)
    case = raise_case(complaint(council, c2), ours, by=asha)
    with pytest.raises(RuleBroken, match="acknowledges a case"):
        acknowledge(case, by=asha)
    case = acknowledge(case, by=board)
    assert (case.step, case.acknowledged_on) == (Step.INFORMAL, timezone.localdate())
    assert Notification.objects.filter(user=officer).count() == 1
    with pytest.raises(RuleBroken, match="not at that step any more"):
        acknowledge(case, by=board)


def test_not_taken_up_is_for_the_board_and_needs_a_reason(c2, ours, asha, council, board):
    case = raise_case(complaint(council, c2), ours, by=asha)
    with pytest.raises(RuleBroken, match="Members of the Compact Board"):
        decline(case, "Too long ago.", by=UserFactory(office="Support Unit"))
    with pytest.raises(RuleBroken, match="Say why"):
        decline(case, " ", by=board)
    officer = cases.officer_of(council)
    case = decline(case, "Too long ago.", by=board)
    assert (case.step, case.outcome) == (Step.CLOSED, Case.Outcome.NOT_TAKEN_UP)
    assert not Case.objects.listed(timezone.localdate()).exists()
    assert not Notification.objects.filter(user=officer).exists()
    assert not any("Too long ago" in one.text for one in Email.objects.all())


def test_a_person_without_an_account_is_written_to_with_the_number(c2, council):
    staff = UserFactory(office="Support Unit")
    person = Person("Jo Bloggs", "jo@example.org")
    case = raise_case(complaint(council, c2), person, by=staff)
    assert (case.raised, case.person_name) == ("person", "Jo Bloggs")
    letter = Email.objects.get(address="jo@example.org")
    assert case.reference in letter.subject
    assert "Go to the case" not in letter.text
    with pytest.raises(RuleBroken):
        raise_case(complaint(council, c2), person, by=UserFactory())


def test_a_case_of_the_board_is_acknowledged_by_another_member(c2, council, board):
    case = raise_case(complaint(council, c2), None, by=board)
    with pytest.raises(RuleBroken, match="somebody else has to acknowledge it"):
        acknowledge(case, by=board)
    acknowledge(case, by=UserFactory(office="Compact Board"))
    case.refresh_from_db()
    assert case.step == Step.INFORMAL
