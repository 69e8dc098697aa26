"""A lead or an officer pledges on the site, names a champion, and withdraws with a reason."""

import datetime as dt

from django.utils import timezone

import pytest
import time_machine

from assembly.accounts import portability
from assembly.compact.models import Signature
from assembly.compact.signatories import pledging
from assembly.compact.signatories.personal_data import data_about, erase
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from assembly.partners.models import Officer
from tests.compact.test_signatories import second_edition, sign
from tests.factories.compact import published
from tests.factories.consultations import officer_of, site_with
from tests.factories.membership import DelegateFactory, UserFactory
from tests.factories.partners import PublicBodyFactory

pytestmark = pytest.mark.django_db

NOON_2009 = "2009-06-01 12:00"


@pytest.fixture
def edition(db):
    return published(F1="We pay in advance.")


@pytest.fixture
def council(db):
    return PublicBodyFactory(name="Wiltshire Council", slug="wiltshire")


@pytest.fixture
def olu(council):
    """Olu is an officer who acts for the council."""
    site_with(council)
    officer_of(council, name="Olu Obi")
    return Officer.objects.get(body=council).user


@pytest.fixture
def bea(member):
    """Bea is a delegate and no lead."""
    return DelegateFactory(organisation=member, user=UserFactory(name="Bea Bell")).user


def address(signatory):
    side = "bodies" if hasattr(signatory, "short_name") else "organisations"
    return f"/my/compact/{side}/{signatory.slug}/"


def pledge(signatory, by, **more):
    return pledging.pledge(signatory, champion=by, by=by, **more)


# An organisation


def test_a_lead_pledges_names_a_champion_and_is_in_the_list(edition, member, asha, bea, client):
    client.force_login(asha)
    page = client.get(address(member)).content.decode()
    assert "It is not law" in page
    assert "Read what the sector promises" in page
    client.post(address(member), {"act": "pledge", "champion": bea.pk})
    made = Signature.objects.get()
    assert (made.way, made.edition, made.organisation) == ("pledged", edition, member)
    assert (made.champion, made.entered_by, made.signed_on) == (bea, asha, timezone.localdate())
    event = Event.objects.get(name="compact.pledged")
    assert (event.actor_id, event.acting_for) == (asha.pk, member.pk)
    assert "You are the Compact champion" in Notification.objects.get(user=bea).text
    listed = client.get("/compact/signatories/").content.decode()
    assert "Pledged on this site" in listed
    assert "Champion: Bea Bell" in listed


def test_a_delegate_who_is_no_lead_reads_who_can(edition, member, asha, bea, client):
    client.force_login(bea)
    page = client.get(address(member)).content.decode()
    assert "Only a lead of Kennet Carers does this" in page
    assert "Asha Amin can sign for it" in page
    client.post(address(member), {"act": "pledge", "champion": bea.pk})
    assert not Signature.objects.exists()


def test_to_somebody_who_does_not_act_for_it_it_is_not_there(
    edition, member, council, carys, client
):
    client.force_login(carys)
    for one in (member, council):
        assert client.get(address(one)).status_code == 404
        assert client.post(address(one), {"act": "pledge"}).status_code == 404
    for one in (member, council):
        with pytest.raises(RuleBroken, match="do not act for"):
            pledge(one, carys, decided_by="Nobody")


@pytest.mark.parametrize("status", ["suspended", "lapsed", "left", "applied"])
def test_a_suspended_organisation_cannot(edition, member, asha, status):
    member.status = status
    member.save()
    with pytest.raises(RuleBroken, match="Members and listed organisations can sign"):
        pledge(member, asha)


def test_without_an_adopted_edition_there_is_nothing_to_pledge_to(member, asha, client):
    with pytest.raises(RuleBroken, match="No edition of the Compact has been adopted here yet"):
        pledge(member, asha)
    client.force_login(asha)
    page = client.get(address(member)).content.decode()
    assert "No edition of the Compact has been adopted here yet" in page
    assert "Pledge to keep the Compact" not in page


def test_pressed_twice_it_is_once(edition, member, asha):
    first = pledge(member, asha)
    assert pledge(member, asha) == first
    assert Event.objects.filter(name="compact.pledged").count() == 1


def test_what_was_signed_on_paper_is_not_pledged_again(edition, member, asha):
    sign(edition, member)
    with pytest.raises(RuleBroken, match="has signed this edition already"):
        pledge(member, asha)


def test_the_champion_is_one_of_its_people(edition, member, asha, carys, client):
    client.force_login(asha)
    page = client.post(address(member), {"act": "pledge", "champion": carys.pk}).content.decode()
    assert "Choose one of the people who act for you" in page
    page = client.post(address(member), {"act": "pledge"}).content.decode()
    assert "Choose a champion" in page
    with pytest.raises(RuleBroken, match="does not act for Kennet Carers"):
        pledging.pledge(member, champion=carys, by=asha)


def test_another_champion_is_told_and_the_same_one_is_not_told_again(edition, member, asha, bea):
    made = pledging.pledge(member, champion=bea, by=asha)
    pledging.name_champion(made, bea, by=asha)
    assert not Event.objects.filter(name="compact.champion_named").exists()
    pledging.name_champion(made, asha, by=asha)
    made.refresh_from_db()
    assert made.champion == asha
    with pytest.raises(RuleBroken, match="Only a lead"):
        pledging.name_champion(made, bea, by=bea)


# Withdrawn


def test_it_is_withdrawn_with_a_reason_and_stays_listed(edition, member, asha, client):
    made = pledge(member, asha)
    client.force_login(asha)
    page = client.post(address(member), {"act": "withdraw", "signature": made.pk}).content.decode()
    assert "Say why you withdraw it" in page
    sent = {"act": "withdraw", "signature": made.pk, "because": "We cannot keep it."}
    client.post(address(member), sent)
    made.refresh_from_db()
    assert (made.ended_on, made.ended_because) == (timezone.localdate(), "We cannot keep it.")
    assert "We cannot keep it." in client.get("/compact/signatories/").content.decode()
    assert Event.objects.filter(name="compact.pledge_withdrawn").count() == 1
    client.post(address(member), sent)
    assert Event.objects.filter(name="compact.pledge_withdrawn").count() == 1


def test_it_can_be_pledged_again_after_that(edition, member, asha):
    pledging.withdraw(pledge(member, asha), "We cannot keep it.", by=asha)
    again = pledge(member, asha)
    assert again.ended_on is None
    assert member.signatures.count() == 2


def test_nobody_withdraws_for_others(edition, member, asha, bea, carys):
    made = pledge(member, asha)
    for person in (bea, carys):
        with pytest.raises(RuleBroken):
            pledging.withdraw(made, "Why.", by=person)


# A public body


def test_an_officer_signs_and_says_who_decided(edition, council, olu, client):
    client.force_login(olu)
    officer = Officer.objects.get(user=olu)
    page = client.get(address(council)).content.decode()
    assert "Read what public bodies promise" in page
    page = client.post(address(council), {"act": "pledge", "champion": officer.pk}).content.decode()
    assert "Say who decided to sign" in page
    with pytest.raises(RuleBroken, match="Say who decided"):
        pledging.pledge(council, champion=officer, by=olu, decided_by=" ")
    sent = {"act": "pledge", "champion": officer.pk, "decided_by": "Cabinet, 14 June 2005"}
    client.post(address(council), sent)
    made = Signature.objects.get()
    assert (made.body, made.champion_officer, made.way) == (council, officer, "pledged")
    assert "Cabinet, 14 June 2005" in client.get("/compact/signatories/").content.decode()


def test_an_officer_of_a_body_that_ended_signs_nothing(edition, council, olu, client):
    council.ended_on = timezone.localdate()
    council.save()
    client.force_login(olu)
    assert client.get(address(council)).status_code == 404
    with pytest.raises(RuleBroken, match="You do not act for Wiltshire Council"):
        pledge(council, olu, decided_by="Cabinet")


# When a newer edition comes into force


@time_machine.travel(NOON_2009)
def test_who_signed_the_former_edition_is_asked_to_sign_the_next(
    edition, member, asha, bea, council, olu
):
    sign(edition, member)
    sign(edition, council)

    def asked(person):
        at = timezone.now()
        return [one.whose for one in to_do.tasks_for(person, at) if "edition of the" in one.text]

    assert asked(asha) == []
    with time_machine.travel("2010-03-01 12:00"):
        newer = second_edition()
        assert asked(asha) == ["Kennet Carers"]
        assert asked(olu) == ["Wiltshire Council"]
        assert asked(bea) == []
        pledge(member, asha)
        assert asked(asha) == []
        made = Signature.objects.get(body=council)
        pledging.withdraw(made, "The cabinet withdrew.", by=olu)
        assert asked(olu) == []
        assert newer.signatures.count() == 1


@time_machine.travel("2010-03-01 12:00")
def test_the_page_says_what_is_signed_and_what_is_not(edition, member, asha, client):
    sign(edition, member)
    second_edition()
    client.force_login(asha)
    assert "Signed 2005, not yet 2010" in client.get(address(member)).content.decode()
    assert "Signed 2005, not yet 2010" in client.get("/my/compact/").content.decode()
    assert "Signed 2005, not yet 2010" in client.get("/my/").content.decode()


def test_the_page_of_somebody_who_acts_for_nobody(carys, client):
    client.force_login(carys)
    assert "You do not act for an organisation" in client.get("/my/compact/").content.decode()


# What is held of people


def test_what_we_hold_about_a_champion(edition, member, asha):
    pledge(member, asha)
    parts = [part for part in data_about(asha) if part.lines]
    assert len(parts) == 2
    assert parts[0].lines[0]["signatory"] == "Kennet Carers"
    assert data_about in list(portability.sources)
    erase(asha, dt.date(2010, 1, 1))
    assert Signature.objects.get().champion is None
