"""One's own account: the name, where one is signed in, a copy of one's data, and the end."""

import datetime as dt
import json

from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assembly.accounts import closing, portability, rules, services
from assembly.accounts.models import User
from assembly.accounts.retention import forget_sessions
from assembly.accounts.templatetags.browsers import browser_name
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import Delegate
from assembly.notifications.models import Email, Notification
from elections.models import Candidate
from home.contact.models import ContactMessage
from tests.factories.accounts import PASSWORD, add_second_factor, confirm_address, sign_in
from tests.factories.consultations import OfficerFactory, PublicBodyFactory
from tests.factories.elections import CandidateFactory, ElectionFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import (
    DelegateFactory,
    OrganisationFactory,
    give_office,
)
from tests.factories.notifications import EmailFactory, NotificationFactory
from tests.factories.partners import AppointmentFactory

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


# The name

NAMES = [
    "Anne-Marie O'Neill",
    "Seán Ó Súilleabháin",
    "محمد علي",
    "李明",
    "Nguyễn Thị Minh Khai",
    "د. فاطمة",
    "නිමල්",
    "می‌خواهم",
    "Zoe\u0308",
    "X",
    "Henry 8th (Hal)",
]
NO_NAMES = {
    "": "at least one letter",
    "12345": "at least one letter",
    "Robert\u202etrebor": "an invisible character",
    "Ann\u200b": "an invisible character",
    "Ann\x00": "an invisible character",
    "Ann <b>": "cannot contain <",
    "Ann 😀": "cannot contain 😀",
    "Ann\nBcc: x": "an invisible character",
    "ann@example.org": "cannot contain @",
    "Z" + "\u0300" * 40: "Too many accents",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_be_in_any_script(name):
    assert rules.may_be_name(name)


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_refused_with_the_reason(name):
    assert NO_NAMES[name] in rules.may_be_name(name).reason


@pytest.mark.parametrize("name", ["Ann <b>", "12345"])
def test_nobody_signs_up_with_what_is_no_name(client, name):
    data = {"name": name, "email": "f@example.org", "password1": PASSWORD, "password2": PASSWORD}
    page = client.post("/accounts/signup/", data).content.decode()
    assert "govuk-error-summary" in page
    assert not User.objects.exists()


def test_the_name_is_changed_and_recorded_without_the_name(client, carys):
    client.force_login(carys)
    assert client.post("/accounts/", {"name": "Carys Coleman"}).url == "/accounts/"
    carys.refresh_from_db()
    assert carys.name == "Carys Coleman"
    event = Event.objects.get(name="accounts.renamed")
    assert (event.actor_id, event.subject_id, event.data) == (carys.pk, carys.pk, {})


def test_a_wrong_name_is_kept_in_the_form_with_the_reason(client, carys):
    client.force_login(carys)
    page = client.post("/accounts/", {"name": "Carys 😀"}).content.decode()
    assert "cannot contain 😀" in page
    assert 'value="Carys 😀"' in page
    carys.refresh_from_db()
    assert carys.name == "Carys Cole"


# Where one is signed in


def test_a_person_sees_where_they_are_signed_in_and_ends_it_elsewhere(client, carys):
    there = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/17 Safari/604"})
    sign_in(there, confirm_address(carys))
    sign_in(client, carys)
    page = client.get("/accounts/sessions/").content.decode()
    assert "Safari on an iPhone" in page
    assert page.count("this one") == 1
    client.post("/accounts/sessions/")
    assert there.get("/my/").status_code == 302
    assert client.get("/my/").status_code == 200
    assert "nowhere else" in client.get("/accounts/sessions/").content.decode()


def test_nobody_sees_or_ends_the_sessions_of_another(client, carys, asha):
    there = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/17 Safari/604"})
    sign_in(there, confirm_address(asha))
    sign_in(client, confirm_address(carys))
    assert "iPhone" not in client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")
    assert there.get("/my/").status_code == 200


def test_lines_about_ended_sessions_are_forgotten(client, carys):
    sign_in(client, confirm_address(carys))
    assert UserSession.objects.count() == 1
    forget_sessions(timezone.localdate())
    assert UserSession.objects.count() == 1
    client.session.flush()
    forget_sessions(timezone.localdate())
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh) Version/17 Safari/605", "Safari on a Mac"),
        ("Mozilla/5.0 (X11; Linux) Gecko Firefox/132", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari", "Chrome on Android"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_as_people_know_it(sent, name):
    assert browser_name(sent) == name


# A fresh proof

SENSITIVE = ["/accounts/my-data/", "/accounts/close/"]


@pytest.mark.parametrize("address", SENSITIVE)
def test_a_sensitive_page_asks_for_the_password_of_an_old_session(client, carys, address):
    with time_machine.travel(timezone.now() - HOUR):
        sign_in(client, confirm_address(carys))
    response = client.get(address)
    assert response.url.startswith("/accounts/reauthenticate/")
    assert client.post(response.url, {"password": PASSWORD}).url == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", SENSITIVE)
def test_somebody_without_password_signs_in_again(client, carys, address):
    """Allauth has no proof to ask of somebody who only ever uses mailed codes, and would let them pass."""
    client.force_login(confirm_address(carys))
    carys.set_unusable_password()
    carys.save()
    client.force_login(carys)
    response = client.get(address, follow=True)
    assert response.redirect_chain == [
        (f"/accounts/login/?next={address.replace('/', '%2F')}", 302)
    ]
    assert "Sign in again first" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_nothing_is_changed_by_an_old_session_without_password(client, carys, mailoutbox):
    confirm_address(carys)
    carys.set_unusable_password()
    carys.save()
    client.force_login(carys)
    client.post("/accounts/email/", {"action_add": "", "email": "thief@example.org"})
    assert EmailAddress.objects.filter(user=carys).count() == 1
    assert mailoutbox == []


# A change of address


def test_the_old_address_is_told_that_a_change_was_asked_for(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    code, warning = mailoutbox
    assert code.to == ["new@example.org"]
    assert warning.to == ["carys@example.org"]
    assert "new@example.org" in warning.body
    assert "Nothing is changed until" in warning.body


def test_signing_up_tells_nobody_else(client, mailoutbox):
    data = {"name": "Fay", "email": "fay@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", data)
    [code] = mailoutbox
    assert code.to == ["fay@example.org"]


# A copy of one's data


def everything_about(user):
    """A person with something in every app."""
    confirm_address(user)
    add_second_factor(user)
    DelegateFactory(organisation=OrganisationFactory(name="Kennet Carers", member=True), user=user)
    NotificationFactory(user=user, text="Told once")
    EmailFactory(user=user, address=user.email, subject="Mailed once")
    AppointmentFactory(
        user=user, name="Carys Cole", starts_on=dt.date(2001, 1, 1), ends_on=dt.date(2004, 1, 1)
    )
    CandidateFactory(
        user=user,
        name="Carys Cole",
        statement="Choose me.",
        contest__election__declared_at=timezone.now(),
    )
    ContactMessage.objects.create(
        topic="voting", name=user.name, email=user.email, text="Where?", sender=user
    )


def test_the_copy_holds_what_every_app_knows(client, carys):
    everything_about(carys)
    sign_in(client, carys)
    client.get("/accounts/my-data/")
    response = client.post("/accounts/my-data/download/")
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    copy = json.loads(response.content)
    assert copy["copy of"] == "carys@example.org"
    parts = copy["parts"]
    assert parts["Account"][0]["name"] == "Carys Cole"
    assert parts["Organisations you act or acted for"][0]["organisation"] == "Kennet Carers"
    assert parts["What you were told"][0]["text"] == "Told once"
    assert parts["E-mails to you, of the last 30 days"][0]["subject"] == "Mailed once"
    assert parts["Where you stood for election"][0]["statement"] == "Choose me."
    letters = parts["Messages to the Support Unit, to representatives and to convenors"]
    assert letters[0]["text"] == "Where?"
    assert Event.objects.filter(name="accounts.copy_taken", actor_id=carys.pk).count() == 1
    page = client.get("/accounts/my-data/").content.decode()
    for words in ["Told once", "Kennet Carers", "Choose me.", "How you voted is not here"]:
        assert words in page


def test_the_copy_is_of_nobody_else(carys, asha):
    everything_about(carys)
    assert "Told once" not in json.dumps(portability.as_document(asha), default=str)
    assert "Where?" not in json.dumps(portability.as_document(asha), default=str)


def test_the_copy_shows_no_secret(carys):
    everything_about(carys)
    copy = json.dumps(portability.as_document(carys), default=str)
    secrets = [carys.password, *(str(factor.data) for factor in Authenticator.objects.all())]
    assert not [secret for secret in secrets if secret in copy]


# The end


def close(client, user):
    sign_in(client, user)
    return client.post("/accounts/close/", {"address": user.email.upper()}, follow=True)


def test_a_closed_account_is_a_former_user(
    client, carys, mailoutbox, django_capture_on_commit_callbacks
):
    everything_about(carys)
    with django_capture_on_commit_callbacks(execute=True):
        response = close(client, carys)
    assert "Your account is closed" in response.content.decode()
    carys.refresh_from_db()
    assert str(carys) == "a former user"
    assert (carys.name, carys.is_active, carys.has_usable_password()) == ("", False, False)
    assert carys.email.endswith("@erased.invalid")
    assert carys.last_login is None
    for kept in [EmailAddress, Authenticator, UserSession, Notification, Email]:
        assert not kept.objects.filter(user=carys).exists(), kept
    assert not carys.delegations.filter(ended_on=None).exists()
    assert Candidate.objects.get().user is None
    assert Candidate.objects.get().name == "Carys Cole"
    assert Event.objects.get(name="accounts.closed").actor_id == carys.pk
    assert mailoutbox[-1].to == ["carys@example.org"]
    assert mailoutbox[-1].subject == "Your account is closed"


def test_nothing_of_the_address_is_left_but_a_message_that_waits(carys):
    everything_about(carys)
    services.close_account(carys)
    [message] = ContactMessage.objects.all()
    assert message.state == ContactMessage.State.WAITING
    message.delete()
    dump = json.dumps(
        [
            list(model.objects.values())
            for model in [User, EmailAddress, Event, Notification, Email]
        ],
        default=str,
    )
    assert "carys" not in dump.lower()


def test_settled_messages_go(carys):
    everything_about(carys)
    ContactMessage.objects.update(state="closed", settled_at=timezone.now())
    services.close_account(carys)
    assert not ContactMessage.objects.exists()


def test_every_browser_is_signed_out(client, carys):
    there = Client()
    sign_in(there, confirm_address(carys))
    close(client, carys)
    assert there.get("/my/").status_code == 302
    assert client.get("/my/").status_code == 302


def test_the_address_can_be_used_for_a_new_account(client, carys, mailoutbox):
    close(client, confirm_address(carys))
    data = {
        "name": "Carys",
        "email": "carys@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post("/accounts/signup/", data)
    assert User.objects.get(email="carys@example.org").pk != carys.pk


def test_a_slip_closes_nothing(client, carys):
    sign_in(client, confirm_address(carys))
    page = client.post("/accounts/close/", {"address": "caryx@example.org"}).content.decode()
    assert "not the address of your account" in page
    assert 'value="caryx@example.org"' in page
    carys.refresh_from_db()
    assert carys.is_active


def test_a_mail_server_that_is_down_hinders_nothing(
    client, carys, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise OSError("down")

    confirm_address(carys)
    monkeypatch.setattr(django_mail.EmailMessage, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert close(client, carys).status_code == 200
    carys.refresh_from_db()
    assert carys.erased_on


def test_closing_twice_is_closing_once(carys):
    services.close_account(carys)
    services.close_account(carys)
    assert Event.objects.filter(name="accounts.closed").count() == 1


def is_only_lead(user):
    DelegateFactory(organisation=OrganisationFactory(member=True), user=user, role="lead")


def holds_office(user):
    give_office(user, "Support Unit")


def administers(user):
    User.objects.filter(pk=user.pk).update(is_superuser=True)


def holds_seat(user):
    today = timezone.localdate()
    AppointmentFactory(user=user, starts_on=today, ends_on=today + dt.timedelta(days=900))


def holds_post(user):
    OfficerFactory(body=PublicBodyFactory(), user=user)


def convenes(user):
    GroupFactory(convenor=user)


def runs_election(user):
    ElectionFactory(returning_officer=user)


def stands(user):
    CandidateFactory(user=user)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (is_only_lead, "You are the only lead of"),
        (holds_office, "You hold an office, Support Unit"),
        (administers, "administrator of the site"),
        (holds_seat, "You hold a seat"),
        (holds_post, "You are named as"),
        (convenes, "You convene"),
        (runs_election, "You are the returning officer of"),
        (stands, "You are a candidate in"),
    ],
)
def test_what_others_rely_on_is_handed_over_first(carys, part, reason):
    part(carys)
    carys.refresh_from_db()
    assert reason in " ".join(closing.reasons_to_stay(carys))
    with pytest.raises(RuleBroken, match=reason):
        services.close_account(carys)
    carys.refresh_from_db()
    assert carys.is_active


def test_the_reasons_stand_on_the_page_without_a_button(client, carys):
    is_only_lead(carys)
    sign_in(client, confirm_address(carys))
    page = client.get("/accounts/close/").content.decode()
    assert "You are the only lead of" in page
    assert "Close my account" not in page
    client.post("/accounts/close/", {"address": carys.email})
    carys.refresh_from_db()
    assert carys.is_active


def test_a_second_lead_lets_the_first_go(carys):
    is_only_lead(carys)
    DelegateFactory(organisation=carys.delegations.get().organisation, role="lead")
    services.close_account(carys)
    assert str(Delegate.objects.get(user=carys).user) == "a former user"
    assert Delegate.objects.get(user=carys).ended_on
