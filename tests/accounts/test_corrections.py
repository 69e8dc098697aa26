"""An address is corrected by two people in office and the new address itself; the old one is told."""

import datetime as dt
import re

from django.contrib.auth import authenticate
from django.core import mail
from django.utils import timezone

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from assembly.accounts.corrections import links, rules, services
from assembly.accounts.models import AddressCorrection
from assembly.accounts.retention import forget_corrections
from assembly.accounts.services import close_account
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.accounts.test_signing_up import code_in
from tests.factories.accounts import confirm_address
from tests.factories.membership import UserFactory, give_office

pytestmark = pytest.mark.django_db

NEW = "carys@new.example.org"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def bola(db):
    return UserFactory(name="Bola Bello", office="Assembly Board")


@pytest.fixture
def proposed(carys, dev):
    return services.propose(carys, NEW, "We telephoned.", by=dev)


@pytest.fixture
def mailed(proposed, bola):
    return services.confirm(proposed, by=bola)


def test_the_whole_way(client, carys, dev, bola, mailoutbox, django_capture_on_commit_callbacks):
    old = carys.email
    client.force_login(dev)
    words = {"old": old, "new": NEW, "reason": "We telephoned."}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/cms/corrected-addresses/new/", words, follow=True)
    assert "you proposed this" in page.content.decode().lower()
    assert [mail.to for mail in mailoutbox] == [[old]], "told before anything changes"
    made = AddressCorrection.objects.get()
    client.force_login(bola)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(made.get_absolute_url(), {"act": "confirm"})
    assert [mail.to for mail in mailoutbox[1:]] == [[NEW]]
    carys.refresh_from_db()
    assert carys.email == old, "nothing changes before the new address answers"

    client.logout()
    address = re.search(r"/accounts/new-address/\S+/", mailoutbox[-1].body)[0]
    client.get(address)
    carys.refresh_from_db()
    assert carys.email == old, "opening the link changes nothing"
    with django_capture_on_commit_callbacks(execute=True):
        assert "is now the address" in client.post(address).content.decode()
    carys.refresh_from_db()
    assert carys.email == NEW
    assert carys.address_changed_at
    assert list(
        EmailAddress.objects.filter(user=carys).values_list("email", "verified", "primary")
    ) == [(NEW, True, True)]
    assert [mail.to for mail in mailoutbox[2:]] == [[old]], "and told when it has"
    events = Event.objects.filter(subject_id=str(carys.pk)).values_list("name", flat=True)
    assert set(events) >= {
        "accounts.correction_proposed", "accounts.correction_confirmed", "accounts.address_changed",
    }  # fmt: skip
    again = client.post(address).content.decode()
    assert "confirmed this address already" in again


def test_who_proposed_it_does_not_confirm_it(proposed, dev):
    with pytest.raises(RuleBroken, match="a second person has to confirm"):
        services.confirm(proposed, by=dev)


def test_it_is_a_task_of_everybody_but_who_proposed_it(proposed, dev, bola):
    def waits(person):
        tasks = to_do.tasks_for(person, timezone.now())
        return any("correction of an e-mail address" in task.text for task in tasks)

    assert waits(bola)
    assert not waits(dev)


def test_nobody_without_the_right_does_any_of_it(carys, proposed, mailed, efua):
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        services.propose(UserFactory(), NEW, "So.", by=efua)
    for act in (services.confirm, services.withdraw):
        with pytest.raises(RuleBroken, match="Only the Support Unit"):
            act(proposed, by=efua)


def test_no_address_of_somebody_in_office_is_corrected(dev, bola):
    with pytest.raises(RuleBroken, match="holds an office"):
        services.propose(bola, NEW, "So.", by=dev)


def test_an_office_given_meanwhile_stops_it(mailed, carys):
    carys.is_superuser = True
    carys.save()
    with pytest.raises(RuleBroken, match="link no longer works"):
        services.take_effect(mailed)


def test_no_address_of_another_account_is_taken(carys, asha, dev, mailed):
    EmailAddress.objects.create(user=asha, email="second@example.org", verified=True)
    for taken in (asha.email.upper(), "second@example.org"):
        with pytest.raises(RuleBroken, match="belongs to another account"):
            services.propose(UserFactory(), taken, "So.", by=dev)
    UserFactory(email=NEW)
    with pytest.raises(RuleBroken, match="now belongs to another account"):
        services.take_effect(mailed)


@pytest.mark.parametrize("step", ["confirm", "take_effect"])
def test_who_signs_in_meanwhile_stops_it(proposed, carys, bola, step):
    if step == "take_effect":
        services.confirm(proposed, by=bola)
    carys.last_login = timezone.now() + HOUR
    carys.save()
    with pytest.raises(RuleBroken, match=r"signed in since|was used or changed"):
        services.confirm(proposed, by=bola) if step == "confirm" else services.take_effect(proposed)


def test_the_link_works_for_a_week_and_not_once_it_is_withdrawn(mailed, dev):
    ends = mailed.confirmed_at + rules.ANSWER_WITHIN
    with pytest.raises(RuleBroken, match="This link worked until"):
        services.take_effect(mailed, at=ends)
    assert rules.may_take_effect(mailed, ends - HOUR, taken=False)
    services.withdraw(mailed, by=dev)
    with pytest.raises(RuleBroken, match="withdrew the correction"):
        services.take_effect(mailed)


def test_a_link_before_the_second_person_agrees_is_worth_nothing(proposed):
    with pytest.raises(RuleBroken, match="no longer works"):
        services.take_effect(proposed)


def test_one_at_a_time_and_pressed_twice_is_once(proposed, carys, dev):
    assert services.propose(carys, NEW.upper(), "We telephoned.", by=dev) == proposed
    with pytest.raises(RuleBroken, match="Withdraw that one first"):
        services.propose(carys, "other@example.org", "So.", by=dev)


def test_sessions_end_and_the_person_signs_in_at_the_new_address(client, carys, mailed):
    client.force_login(carys)
    UserSession.objects.create(
        user=carys, ip="192.0.2.1", session_key=client.session.session_key, user_agent="Firefox"
    )
    AddressCorrection.objects.update(proposed_at=timezone.now() + HOUR)  # signed in before
    services.take_effect(mailed)
    assert client.get("/my/").status_code == 302
    assert authenticate(username=NEW, password="correct horse battery")


def test_a_made_up_link_leads_nowhere(client, mailed):
    assert client.get(f"{links.path(mailed)[:-3]}x/").status_code == 404


def test_it_is_forgotten_with_the_account_and_after_a_year(mailed, carys):
    today = timezone.localdate()
    assert forget_corrections(today + dt.timedelta(days=300)) == 0
    assert forget_corrections(today + dt.timedelta(days=370)) == 1
    AddressCorrection.objects.create(
        user=carys, old=carys.email, new=NEW, reason="So.", proposed_at=timezone.now()
    )
    close_account(carys)
    assert not AddressCorrection.objects.exists()


def test_somebody_whose_office_begins_tomorrow_keeps_the_address(carys, dev):
    give_office(carys, "Returning officer", began_on=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(RuleBroken, match="or will hold one"):
        services.propose(carys, NEW, "We telephoned.", by=dev)


def test_whoever_proposed_it_is_still_in_office_when_it_is_confirmed(proposed, dev, bola):
    dev.office_terms.update(ended_on=timezone.localdate())
    with pytest.raises(RuleBroken, match="no longer in office"):
        services.confirm(proposed, by=bola)


def test_a_code_asked_for_before_at_the_old_address_signs_nobody_in(client, carys, mailed):
    """It lives in the browser that asked for it, where no session of the account ends."""
    confirm_address(carys)
    old = carys.email
    client.post("/accounts/login/code/", {"email": old})
    code = code_in(mail.outbox[-1])
    services.take_effect(mailed)
    page = client.post("/accounts/login/code/confirm/", {"code": code}, follow=True)
    assert "no longer that of the account" in page.content.decode()
    assert "_auth_user_id" not in client.session
    carys.refresh_from_db()
    assert carys.email == NEW
    assert [one.email for one in EmailAddress.objects.filter(user=carys)] == [NEW]
