"""A lead invites somebody by e-mail; the person accepts from their own account."""

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest
from allauth.account.models import EmailAddress

from assembly.accounts.models import Consent
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership import invitation_links
from assembly.membership.models import Delegate, Invitation
from assembly.membership.services import inviting, people
from assembly.notifications.models import Email, Notification
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
Role = Delegate.Role


@pytest.fixture
def invitation(member, asha):
    return inviting.invite(member, "Carys@Example.org", Role.MEMBER, by=asha)


def words(response):
    return " ".join(response.content.decode().split())


def in_days(days):
    return timezone.localdate() + days * DAY


# Inviting


def test_the_mail_has_a_link_that_is_signed(member, asha, invitation):
    mail = Email.objects.get(kind="membership/invitation")
    assert (mail.address, mail.user) == ("carys@example.org", None)
    (path,) = re.findall(r"http\S+(/my/invitations/\S+)", mail.text)
    assert path == invitation_links.path(invitation)
    token = path.split("/")[-2]
    assert invitation_links.read(token) == invitation
    assert invitation_links.read(token.replace(".", ".x", 1)) is None
    assert invitation_links.read("") is None
    event = Event.objects.get(name="membership.invited")
    assert event.data == {"invitation": invitation.pk, "on": in_days(0).isoformat()}


@pytest.mark.parametrize("again", ["carys@example.org", "CARYS@EXAMPLE.ORG", " Carys@example.org "])
def test_one_address_is_invited_once_whatever_its_case(member, asha, invitation, again):
    with pytest.raises(RuleBroken, match="was invited on"):
        inviting.invite(member, again, Role.LEAD, by=asha)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            organisation=member,
            email="CARYS@example.org",
            invited_on=in_days(0),
            expires_on=in_days(1),
        )


@pytest.mark.parametrize("address", ["ASHA@example.org", "asha.amin@example.net"])
def test_who_acts_for_it_already_is_not_invited_under_any_proved_address(member, asha, address):
    EmailAddress.objects.create(user=asha, email="asha.amin@example.net", verified=True)
    with pytest.raises(RuleBroken, match="acts for Kennet Carers already"):
        inviting.invite(member, address, Role.MEMBER, by=asha)


def test_only_leads_invite(member, asha, carys):
    DelegateFactory(organisation=member, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        inviting.invite(member, "x@example.org", Role.MEMBER, by=carys)
    assert not Email.objects.exists()


def test_open_invitations_have_a_limit(member, asha):
    for n in range(20):
        inviting.invite(member, f"person{n}@example.net", Role.MEMBER, by=asha)
    with pytest.raises(RuleBroken, match="20 invitations"):
        inviting.invite(member, "one-more@example.net", Role.MEMBER, by=asha)


def test_sent_again_the_days_begin_anew(invitation, asha):
    again = inviting.send_again(invitation, by=asha, on=in_days(20))
    assert again.expires_on == in_days(34)
    assert Email.objects.filter(kind="membership/invitation").count() == 2


def test_withdrawn_it_leads_nowhere_and_the_address_is_free_again(member, asha, carys, invitation):
    inviting.withdraw(invitation, by=asha)
    with pytest.raises(RuleBroken, match="was withdrawn"):
        inviting.accept(invitation, by=carys)
    with pytest.raises(RuleBroken, match="was withdrawn"):
        inviting.send_again(invitation, by=asha)
    assert inviting.invite(member, "carys@example.org", Role.MEMBER, by=asha)


# Accepting


def test_accepted_the_person_acts_and_the_leads_are_told(member, asha, carys, invitation):
    delegate = inviting.accept(invitation, by=carys)
    assert (delegate.organisation, delegate.role) == (member, "member")
    invitation.refresh_from_db()
    assert (invitation.outcome, invitation.closed_on) == ("accepted", in_days(0))
    assert Notification.objects.get(kind="membership/joined").user == asha
    consent = Consent.objects.get(user=carys)
    assert (consent.text, consent.version) == ("acting", 1)
    event = Event.objects.get(name="membership.delegate_joined")
    assert (event.actor_id, event.acting_for) == (carys.pk, member.pk)


def test_account_may_differ_in_case_and_be_proved_by_a_second_address(member, asha):
    dora = UserFactory(name="Dora", email="dora@example.org")
    EmailAddress.objects.create(user=dora, email="Dora.Day@Example.net", verified=True)
    invitation = inviting.invite(member, "dora.day@example.NET", Role.LEAD, by=asha)
    assert inviting.accept(invitation, by=dora).role == "lead"


def test_address_that_was_not_proved_does_not_count(member, asha):
    dora = UserFactory(name="Dora", email="dora@example.org")
    EmailAddress.objects.create(user=dora, email="victim@example.net", verified=False)
    invitation = inviting.invite(member, "victim@example.net", Role.LEAD, by=asha)
    with pytest.raises(RuleBroken, match=r"sent to another address than dora@example\.org"):
        inviting.accept(invitation, by=dora)
    assert Delegate.objects.of(member).count() == 1


@pytest.mark.parametrize(("days", "may"), [(14, True), (15, False)])
def test_it_can_be_accepted_for_14_days(invitation, carys, days, may):
    at = timezone.now() + days * DAY
    if may:
        assert inviting.accept(invitation, by=carys, at=at)
    else:
        with pytest.raises(RuleBroken, match="ran out on"):
            inviting.accept(invitation, by=carys, at=at)


def test_accepted_twice_it_is_one_delegate(invitation, carys, member):
    inviting.accept(invitation, by=carys)
    with pytest.raises(RuleBroken, match="You act for Kennet Carers already"):
        inviting.accept(invitation, by=carys)
    assert Delegate.objects.of(member).filter(user=carys).count() == 1


def test_a_used_link_does_not_let_back_in_who_has_left(invitation, asha, carys, member):
    people.end(inviting.accept(invitation, by=carys), by=asha)
    with pytest.raises(RuleBroken, match="has been accepted"):
        inviting.accept(invitation, by=carys)
    assert not Delegate.objects.of(member).filter(user=carys).exists()


def test_one_person_invited_under_two_addresses_is_one_delegate(member, asha, carys, invitation):
    second = inviting.invite(member, "c.cole@example.net", Role.LEAD, by=asha)
    inviting.accept(invitation, by=carys)
    with pytest.raises(RuleBroken, match=r"already, with the address carys@example\.org"):
        inviting.accept(second, by=carys)
    inviting.decline(second, by=carys)
    second.refresh_from_db()
    assert second.outcome == "declined"
    with pytest.raises(RuleBroken, match="was declined"):
        inviting.decline(second, by=carys)


# The pages


def test_lead_invites_sends_again_and_withdraws(client, member, asha):
    client.force_login(asha)
    people = f"/my/organisations/{member.slug}/people/"
    sent = {"email": "Dora@example.org", "role": "member"}
    page = words(client.get(f"{people}invite/"))
    assert "Twelve months after you stop" in page
    assert client.post(f"{people}invite/", sent).url == people
    refused = words(client.post(f"{people}invite/", sent))
    assert "was invited on" in refused
    invitation = Invitation.objects.get()
    assert "dora@example.org" in words(client.get(people))
    at = f"/my/organisations/{member.slug}/invitations/{invitation.pk}/"
    assert "on its way to dora@example.org again" in words(client.post(f"{at}again/", follow=True))
    assert "is withdrawn" in words(client.post(f"{at}withdraw/", follow=True))
    assert "was withdrawn" in words(client.post(f"{at}withdraw/", follow=True))
    assert "was withdrawn" in words(client.post(f"{at}again/", follow=True))
    assert "Nobody is invited at present" in words(client.get(people))


def test_invitation_of_another_organisation_is_not_there(client, member, asha):
    other = OrganisationFactory(member=True)
    theirs = Invitation.objects.create(
        organisation=other, email="x@example.org", invited_on=in_days(0), expires_on=in_days(1)
    )
    client.force_login(asha)
    at = f"/my/organisations/{member.slug}/invitations/{theirs.pk}/withdraw/"
    assert client.post(at).status_code == 404


def test_that_it_has_run_out_stands_with_it(client, member, asha, invitation):
    Invitation.objects.update(expires_on=in_days(-1))
    client.force_login(asha)
    assert "Has run out" in words(client.get(f"/my/organisations/{member.slug}/people/"))


def test_invited_person_accepts(client, invitation, carys, member):
    url = invitation_links.path(invitation)
    assert client.get(url).url == f"/accounts/login/?next={url}"
    client.force_login(carys)
    page = words(client.get(url))
    assert "by Asha Amin" in page
    assert "The public does not." in page
    response = client.post(url, {"answer": "accept"}, follow=True)
    assert "You now act for Kennet Carers." in words(response)
    assert response.context["acting_for"] == member
    assert "You act for Kennet Carers already" in words(client.get(url))


def test_invited_person_finds_it_among_what_waits(invitation, carys, asha):
    (task,) = to_do.tasks_for(carys, timezone.now())
    assert (task.text, task.url) == (
        "Answer the invitation to act for Kennet Carers",
        invitation_links.path(invitation),
    )
    assert list(to_do.tasks_for(carys, timezone.now() + 15 * DAY)) == []


def test_invited_person_declines(client, invitation, carys):
    client.force_login(carys)
    client.post(invitation_links.path(invitation), {"answer": "decline"})
    invitation.refresh_from_db()
    assert invitation.outcome == "declined"
    page = words(client.get(invitation_links.path(invitation)))
    assert "was declined" in page
    assert "Accept, and act for it" not in page


def test_the_wrong_account_reads_why_and_sees_no_address(client, invitation, ben):
    client.force_login(ben)
    page = words(client.get(invitation_links.path(invitation)))
    assert "sent to another address than ben@example.org" in page
    assert "carys@example.org" not in page
    response = client.post(invitation_links.path(invitation), {"answer": "accept"}, follow=True)
    assert "sent to another address" in words(response)


def test_second_address_of_a_delegate_is_closed_by_them(client, member, asha):
    second = inviting.invite(member, "a.amin@example.net", Role.MEMBER, by=asha)
    client.force_login(asha)
    url = invitation_links.path(second)
    assert "Close this invitation" in words(client.get(url))
    client.post(url, {"answer": "decline"})
    assert "Close this invitation" not in words(client.get(url))


def test_link_that_is_none_is_not_there(client, carys):
    client.force_login(carys)
    assert client.get("/my/invitations/1.abc/").status_code == 404
