"""The pages on which a case is raised: nothing typed is lost, a warning before sending, and the ways to the form."""

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.compact.cases.raising.unnamed import name_in
from assembly.compact.models import Case, Step
from assembly.notifications.models import Email
from home.contact.models import ContactMessage
from tests.factories import cases
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db
RAISE = "/my/cases/raise/"


@pytest.fixture
def c2():
    return cases.undertaking()


@pytest.fixture
def ours():
    return OrganisationFactory(name="Kingfisher Trust")


@pytest.fixture
def asha(ours, client):
    user = DelegateFactory(organisation=ours).user
    client.force_login(user)
    return user


def filled(ours, council, c2, **more):
    return {
        "for_whom": f"organisation-{ours.pk}",
        "body": council.pk if council else "",
        "happened_on": timezone.localdate().isoformat(),
        "undertakings": [c2.pk],
        "account": "They gave us three days.\nNobody said why.",
        **more,
    }


def test_form_review_sent(client, c2, ours, asha):
    council = PublicBodyFactory()
    data = filled(ours, council, c2, wanted="Twelve weeks.", tried="We rang them.")
    who = {name: data[name] for name in ("for_whom", "body", "happened_on")}
    page = client.get(RAISE).content.decode()
    assert "voluntary agreement" in page
    assert "Ombudsman" in page
    assert "never public" in page
    page = client.post(RAISE, who).content.decode()
    assert "Which undertakings were not kept?" in page
    assert f'<input type="hidden" name="body" value="{council.pk}">' in page
    page = client.post(RAISE, {**data, "act": "words"}).content.decode()
    assert "Check and send" in page
    assert "Nobody said why." in page
    assert not Case.objects.exists()
    answer = client.post(RAISE, {**data, "act": "send"})
    case = Case.objects.get()
    assert answer.url == case.own_url
    assert (case.wanted, case.tried) == ("Twelve weeks.", "We rang them.")
    client.post(RAISE, {**data, "act": "send"})
    assert Case.objects.count() == 1


def test_nothing_typed_is_lost_on_the_way_back_and_with_an_error(client, c2, ours, asha):
    council = PublicBodyFactory()
    data = filled(ours, council, c2)
    page = client.post(RAISE, {**data, "act": "change-who"}).content.decode()
    assert "Nobody said why." in page
    broken = {**data, "happened_on": "yesterday", "act": "send"}
    page = client.post(RAISE, broken).content.decode()
    assert "Enter the day on which it happened" in page
    assert "Nobody said why." in page
    page = client.post(RAISE, {**data, "undertakings": [], "act": "words"}).content.decode()
    assert "Choose at least one undertaking" in page
    assert "Nobody said why." in page


def test_an_organisation_is_found_by_a_word_of_its_name(client, c2, ours, asha):
    first = OrganisationFactory(name="Otter Advice")
    OrganisationFactory(name="Otter Transport")
    data = filled(ours, None, c2, organisation="otter")
    page = client.post(RAISE, data).content.decode()
    assert "Which organisation?" in page
    page = client.post(RAISE, {**data, "which": first.pk, "act": "send"})
    assert Case.objects.get().against_organisation == first
    page = client.post(RAISE, {**data, "organisation": "badger"}).content.decode()
    assert "No organisation on the register is called “badger”" in page


def test_both_sides_chosen_or_none_is_refused(client, c2, ours, asha):
    data = filled(ours, PublicBodyFactory(), c2, organisation="Otter")
    assert "not both" in client.post(RAISE, data).content.decode()
    data = {**data, "body": "", "organisation": ""}
    assert "Choose the public body or name" in client.post(RAISE, data).content.decode()


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Kingfisher Trust", "Grant to the Kingfisher Trust, 2008", "Kingfisher Trust"),
        ("Kingfisher Advice Centre", "Premises of Kingfisher Advice", "Kingfisher Advice"),
        ("Wiltshire Advice Centre", "Wiltshire bus services", ""),
        ("Advice Centre", "A new advice line", ""),
        ("Gateshead", "Day centres in Gateshead", "Gateshead"),
    ],
)
def test_what_gives_a_name_away(name, text, found):
    assert name_in(name, text) == found


def test_somebody_who_wants_to_stay_unnamed_is_warned(client, c2, ours, asha, world_award):
    council, award = PublicBodyFactory(), world_award(ours)
    url = f"{RAISE}?from=award:{award.pk}"
    data = filled(ours, council, c2, is_unnamed="on")
    page = client.post(url, {**data, "act": "words"}).content.decode()
    assert "the facts may show who you are" in page
    page = client.post(url, {**data, "act": "send"}).content.decode()
    assert "Tick the box" in page
    assert not Case.objects.exists()
    client.post(url, {**data, "act": "send", "understood": "on"})
    case = Case.objects.get()
    assert case.is_unnamed
    assert (case.about_kind, case.about_id) == ("award", award.pk)
    assert "Kingfisher Trust" in case.about_facts


@pytest.fixture
def world_award():
    from tests.factories.funding import AwardFactory

    return lambda recipient: AwardFactory(recipient=recipient, recipient_name=recipient.name)


def test_a_message_becomes_the_case_of_a_person(client, c2):
    council = PublicBodyFactory()
    message = ContactMessage.objects.create(
        topic="compact", name="Jo Bloggs", email="jo@example.org", text="They never asked us."
    )
    staff = UserFactory(office="Support Unit")
    client.force_login(staff)
    url = f"{RAISE}?message={message.pk}"
    data = {"for_whom": "person", "body": council.pk, "happened_on": "2026-11-02"}
    page = client.post(url, data).content.decode()
    assert "They never asked us." in page
    data |= {"undertakings": [c2.pk], "account": "They never asked us.", "act": "send"}
    client.post(url, data)
    case = Case.objects.get()
    assert (case.raised, case.person_name) == ("person", "Jo Bloggs")
    assert Email.objects.filter(address="jo@example.org", subject__contains=case.reference)
    message.refresh_from_db()
    assert message.state == ContactMessage.State.CLOSED
    # Somebody else does not find the message, nor its sender.
    client.force_login(UserFactory())
    assert "Jo Bloggs" not in client.get(url, follow=False).content.decode()


def test_somebody_who_acts_for_nobody_is_led_to_the_contact_page(client):
    client.force_login(UserFactory())
    assert client.get(RAISE).url == "/contact/?topic=compact"


def test_the_other_side_does_not_read_a_case_before_it_is_acknowledged(client, c2, ours):
    council = PublicBodyFactory()
    officer = cases.officer_of(council)
    case = cases.case(organisation=ours, against_body=council)
    client.force_login(officer)
    assert client.get(case.own_url).status_code == 404
    assert case.reference not in client.get("/my/cases/").content.decode()
    member = UserFactory(office="Compact Board")
    client.force_login(member)
    client.post(reverse("compact:case_acknowledge", args=[case.reference]))
    client.force_login(officer)
    assert client.get(case.own_url).status_code == 200
    assert case.reference in client.get("/my/cases/").content.decode()


def test_a_side_sees_how_many_other_cases_there_are_and_not_whose(client, c2, ours, asha):
    council, other = PublicBodyFactory(), OrganisationFactory(name="Heron Group")
    first = cases.case(organisation=ours, against_body=council, at=Step.INFORMAL)
    second = cases.case(organisation=other, against_body=council, at=Step.INFORMAL)
    first.same_facts.add(second)
    # Neither side learns of one that was not taken up, the other side least of all.
    third = cases.case(organisation=other, against_body=council)
    first.same_facts.add(third)
    page = client.get(first.own_url).content.decode()
    assert "1 other case is about the same facts." in page
    assert second.reference not in page
    assert "Heron" not in page
    client.force_login(UserFactory(office="Compact Board"))
    assert second.reference in client.get(first.own_url).content.decode()


def test_only_the_board_declines(client, c2, ours):
    case = cases.case(organisation=ours)
    url = reverse("compact:case_decline", args=[case.reference])
    client.force_login(UserFactory(office="Support Unit"))
    page = client.get(url, follow=True).content.decode()
    assert "Members of the Compact Board decide whether a case is taken up." in page
    client.force_login(UserFactory(office="Compact Board"))
    client.post(url, {"reason": "too-long-ago", "words": "Write to the council."})
    case.refresh_from_db()
    assert case.closed_because == (
        "It happened too long ago to be looked into fairly. Write to the council."
    )
    # Another member, who had the page open, is told in a sentence.
    client.force_login(UserFactory(office="Compact Board"))
    page = client.post(url, {"reason": "again"}, follow=True).content.decode()
    assert "not at that step any more" in page
