"""A group answers through its convenor, with the organisations that agreed, each of which can take its name off."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.counts import by_kind
from assembly.consultations.models import Backing, Response, ResponseDraft, ResponseVersion
from assembly.consultations.respondents import groups_of
from assembly.consultations.responding import backings
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email
from tests.consultations.conftest import LONDON
from tests.factories.consultations import STATED, respond, send_online
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/consultations/wcc/day-services/"
RESPOND = f"{PAGE}respond/"
DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
CLOSED = dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def una():
    """Una convenes the Health Group, and acts for no organisation."""
    return UserFactory(name="Una Usk")


@pytest.fixture
def health(una, member):
    group = GroupFactory(name="Health Group", slug="health", convenor=una)
    GroupMembershipFactory(group=group, organisation=member)
    GroupMembershipFactory(group=group, organisation__name="Salisbury Help")
    return group


@pytest.fixture
def help_(health):
    return health.memberships.get(organisation__name="Salisbury Help").organisation


@pytest.fixture
def convenor(client, una, health):
    client.force_login(una)
    return client


def code(group):
    return f"forums.group-{group.pk}"


def send(client, consultation, group, agreed, text="We agree."):
    stated = {**STATED, "agreed": [one.pk for one in agreed]}
    return send_online(client, consultation, {"q1": text}, stated=stated, one=code(group))


def text_of(answer):
    return answer.content.decode()


# Sending


def test_the_convenor_sends_with_the_organisations_that_agreed(
    convenor, consultation, health, member, help_
):
    assert "Respond for the Health Group" in text_of(convenor.get(PAGE))
    page = text_of(send(convenor, consultation, health, [member]))
    assert "The response is sent" in page
    response = Response.objects.get()
    assert (response.kind, response.group, response.group_name) == ("group", health, "Health Group")
    assert response.group_organisations == 2
    assert [one.organisation for one in response.backings.all()] == [member]
    assert "Replace the response for the Health Group" in text_of(convenor.get(PAGE))


def test_the_statement_page_ticks_nobody_and_offers_the_group_alone(convenor, consultation, health):
    OrganisationFactory(name="A Stranger", member=True)
    page = text_of(convenor.get(f"{RESPOND}statement/?for={code(health)}"))
    assert "Kennet Carers" in page
    assert "A Stranger" not in page
    assert "checked" not in page


def test_a_stranger_is_not_named(convenor, consultation, health):
    stranger = OrganisationFactory(member=True)
    send(convenor, consultation, health, [stranger])
    assert not Response.objects.exists()


def test_a_convenor_of_one_group_needs_not_say_which(convenor, consultation, health):
    assert "Respond for the Health Group" in text_of(convenor.get(RESPOND))


def test_only_the_convenor_answers_and_a_deputy_where_there_is_none(
    client, consultation, health, una, now
):
    deputy = UserFactory()
    health.terms.create(person=deputy, role="deputy")
    assert groups_of(deputy) == []
    client.force_login(deputy)
    client.post(f"{RESPOND}?for={code(health)}", {"q1": "Mine."})
    assert not ResponseDraft.objects.exists()
    health.terms.filter(person=una).update(ends_on=dt.date(2008, 10, 9))
    assert groups_of(una) == []
    [answering] = groups_of(deputy)
    assert (answering.group, answering.organisations) == (health, 2)


def test_a_convenor_whose_term_ended_meanwhile_is_refused(convenor, consultation, health, una):
    convenor.post(f"{RESPOND}?for={code(health)}", {"q1": "We agree."})
    health.terms.update(ends_on=dt.date(2008, 10, 9))
    page = convenor.post(f"{RESPOND}check/?for={code(health)}", {"number": 1})
    assert "You do not act for the organisation or group" in text_of(page)
    assert not Response.objects.exists()


def test_the_group_is_counted_apart_and_its_draft_is_its_own(
    convenor, client, consultation, health, member, asha
):
    convenor.post(f"{RESPOND}?for={code(health)}", {"q1": "The group's draft."})
    client.force_login(asha)
    assert "The group&#x27;s draft." not in text_of(client.get(RESPOND))
    respond(consultation, member, text="Ours.", by=asha)
    client.force_login(health.terms.get().person)
    send(client, consultation, health, [])
    assert "1 member organisation and 1 group of the Assembly responded." in text_of(
        client.get(PAGE)
    )
    numbers = by_kind(consultation)
    assert [numbers[kind] for kind in ("organisation", "group", "individual")] == [1, 1, 0]


def test_a_replacement_starts_with_those_that_are_named_still(
    convenor, consultation, health, member, help_, asha
):
    send(convenor, consultation, health, [member, help_])
    backings.take_name_off(Backing.objects.get(organisation=member), by=asha)
    page = text_of(convenor.get(f"{RESPOND}statement/?for={code(health)}"))
    assert page.count(" checked") == 4  # three statements and Salisbury Help
    # The convenor names it once more: what took its name off stays off.
    send(convenor, consultation, health, [member, help_], text="Better.")
    assert Backing.objects.get(organisation=member).taken_off_at
    send(convenor, consultation, health, [member], text="Better.")
    assert not Backing.objects.filter(organisation=help_).exists()
    assert ResponseVersion.objects.count() == 2


def test_leaving_out_what_took_its_name_off_and_naming_it_again_puts_nothing_back(
    convenor, consultation, health, member, help_, asha
):
    send(convenor, consultation, health, [member, help_])
    backing = Backing.objects.get(organisation=member)
    backings.take_name_off(backing, by=asha)
    send(convenor, consultation, health, [help_], text="Better.")
    send(convenor, consultation, health, [member, help_], text="Better still.")
    backing.refresh_from_db()
    assert backing.taken_off_at
    backings.put_name_back(backing, by=asha)
    assert Backing.objects.get(organisation=member).taken_off_at is None


# Told, and taking the name off


def test_each_organisation_is_told_once_and_again_when_the_words_are_new(
    convenor, consultation, health, member, help_, asha
):
    def told():
        found = Email.objects.filter(kind="consultations/backing_named")
        people = [mail.user for mail in found]
        found.delete()
        return people

    send(convenor, consultation, health, [member])
    mail = Email.objects.get(kind="consultations/backing_named")
    assert backings.page_of(Backing.objects.get()) in mail.text
    assert "We agree." in mail.text
    assert told() == [asha]
    send(convenor, consultation, health, [member, help_])
    assert told() == []  # nobody acts for Salisbury Help, and Kennet Carers knows
    send(convenor, consultation, health, [member], text="New words.")
    assert told() == [asha]


def test_an_organisation_takes_its_name_off_and_puts_it_back(
    convenor, client, consultation, health, member, asha
):
    send(convenor, consultation, health, [member])
    backing = Backing.objects.get()
    client.force_login(asha)
    address = backings.page_of(backing)
    assert address in text_of(client.get(reverse("membership:my")))
    page = text_of(client.get(address))
    assert "We agree." in page
    assert "Take the name of Kennet Carers off" in page
    for _ in range(2):
        client.post(address, {"act": "off"})
    backing.refresh_from_db()
    assert (backing.taken_off_at, backing.taken_off_by) == (DURING, asha)
    assert Event.objects.filter(name="consultations.backing_taken_off").count() == 1
    client.post(address, {"act": "back"})
    backing.refresh_from_db()
    assert backing.taken_off_at is None
    assert "does not have the button" in text_of(client.post(address, {"act": "x"}))


def test_the_convenor_sees_who_took_its_name_off(convenor, consultation, health, member, asha):
    send(convenor, consultation, health, [member])
    backings.take_name_off(Backing.objects.get(), by=asha)
    page = text_of(convenor.get(f"{RESPOND}sent/?for={code(health)}"))
    assert "Kennet Carers: took its name off on 9 October 2008" in page


def test_after_the_close_names_stay(convenor, client, consultation, health, member, asha, now):
    send(convenor, consultation, health, [member])
    backing = Backing.objects.get()
    now.move_to(CLOSED)
    client.force_login(asha)
    page = text_of(client.post(backings.page_of(backing), {"act": "off"}, follow=True))
    assert "closed at 11.59pm" in page
    backing.refresh_from_db()
    assert backing.taken_off_at is None


def test_nobody_else_reads_it_or_takes_the_name_off(
    convenor, client, consultation, health, member, una, request
):
    send(convenor, consultation, health, [member])
    backing = Backing.objects.get()
    other = DelegateFactory(organisation=OrganisationFactory(member=True)).user
    who = [other, una, *(request.getfixturevalue(name) for name in ("hari", "gwen", "dev"))]
    for user in who:
        client.force_login(user)
        assert client.get(backings.page_of(backing)).status_code == 404
        assert client.post(backings.page_of(backing), {"act": "off"}).status_code == 404
    with pytest.raises(RuleBroken, match="You do not act for Kennet Carers"):
        backings.take_name_off(backing, by=other)


def test_the_record_says_nothing_of_names_before_the_close(
    convenor, consultation, health, member, gwen
):
    send(convenor, consultation, health, [member])
    event = Event.objects.get(name="consultations.backings_named")
    assert event.data == {"response": Response.objects.get().pk, "organisations": 1}
