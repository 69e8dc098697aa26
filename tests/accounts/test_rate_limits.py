"""Guessing and mailing in bulk end at a limit, with a page that says so."""

import re
from html import unescape

from django.contrib.auth.hashers import make_password

import pytest
import time_machine
from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as mfa_settings

from assembly.accounts import limits
from assembly.accounts.models import User
from tests.factories.accounts import PASSWORD, add_second_factor, confirm_address, sign_in

pytestmark = pytest.mark.django_db

REFUSED = "attempts to sign in that failed within 5 minutes for this account or e-mail address"
NOT_OFFERED = {"change_phone", "verify_phone"}
BY_HAND = {
    "search",
    "files",
    "contact",
    "enquiry",
    "application",
    "follow",
    "response",
}  # a hall has other things to do
HALL = 150  # people who share one public address
CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", re.MULTILINE)


def test_the_sixth_wrong_password_for_an_address_is_refused_and_so_is_the_right_one(client, carys):
    confirm_address(carys)
    wrong = {"login": carys.email, "password": "not the password"}
    for _ in range(5):
        assert "do not belong together" in client.post("/accounts/login/", wrong).content.decode()
    assert REFUSED in client.post("/accounts/login/", wrong).content.decode()
    right = client.post("/accounts/login/", wrong | {"password": PASSWORD})
    assert REFUSED in right.content.decode()
    assert "_auth_user_id" not in client.session


def test_writing_the_address_in_other_letters_gives_no_more_tries(client, carys):
    confirm_address(carys)
    for written in ["carys", "Carys", "CARYS", "cArys", "carYS", "CaRyS"]:
        page = client.post(
            "/accounts/login/", {"login": f"{written}@example.org", "password": "no"}
        )
    assert REFUSED in page.content.decode()


def test_the_sixth_wrong_second_factor_is_refused(client, carys):
    sign_in(client, add_second_factor(confirm_address(carys)), with_factor=False)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    page = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert REFUSED in page.content.decode()


# form            to one address or to many   how often   then
MAIL_SENDING = [
    ("login/code/",     "carys@example.org",   5,  200),
    ("login/code/",     "person{}@example.org", 40, 200),
    ("password/reset/", "carys@example.org",   5,  429),
    ("password/reset/", "person{}@example.org", 40, 429),
    ("signup/",         "person{}@example.org", 40, 429),
]  # fmt: skip
HOURLY = re.compile(r"\d+/h/ip")


@pytest.fixture
def forty_an_hour(settings):
    """The limits by public address, made small."""
    settings.ACCOUNT_RATE_LIMITS = {
        action: HOURLY.sub("40/h/ip", rates)
        for action, rates in settings.ACCOUNT_RATE_LIMITS.items()
    }


@pytest.mark.usefixtures("forty_an_hour")
@pytest.mark.parametrize(("form", "to", "often", "then"), MAIL_SENDING)
def test_a_form_that_sends_mail_ends_in_a_refusal(client, carys, mailoutbox, form, to, often, then):
    confirm_address(carys)
    address = f"/accounts/{form}"
    for n in range(often):
        assert client.post(address, {"email": to.format(n)}).status_code in {200, 302}
        client.cookies.clear()
    mails = len(mailoutbox)
    response = client.post(address, {"email": to.format("last")})
    assert response.status_code == then
    page = unescape(response.content.decode())
    whose = "your internet connection" if "{}" in to else "this account or e-mail address"
    assert re.search(rf"We allow {often} .* {whose}.*, and that number has been reached", page)
    assert re.search(r"Try again in \d+ minutes", page)
    assert then != 429 or 0 < int(response["Retry-After"]) <= 3600
    assert len(mailoutbox) == mails


@pytest.fixture
def hall():
    people = User.objects.bulk_create(
        User(email=f"person{n}@example.org", name=f"Person {n}", password=make_password(PASSWORD))
        for n in range(HALL)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    return people


def test_a_hall_behind_one_address_signs_in_with_mailed_codes(client, hall, mailoutbox):
    for person in hall:
        client.cookies.clear()
        asked = client.post("/accounts/login/code/", {"email": person.email})
        code = CODE.search(mailoutbox[-1].body)[1]
        assert client.post(asked.url, {"code": code}).url == "/my/"
    assert [mail.to for mail in mailoutbox] == [[person.email] for person in hall]


def test_a_hall_signs_in_with_passwords_though_many_mistype_them(client, hall):
    for number, person in enumerate(hall):
        client.cookies.clear()
        data = {"login": person.email, "password": PASSWORD}
        if number % 2:
            client.post("/accounts/login/", {**data, "password": "mistyped"})
        assert client.post("/accounts/login/", data).url == "/my/"


def test_one_account_is_limited_from_however_many_addresses(client, carys, mailoutbox):
    confirm_address(carys)
    for n in range(5):
        client.post("/accounts/login/code/", {"email": carys.email}, REMOTE_ADDR=f"192.0.2.{n}")
        client.cookies.clear()
    page = client.post("/accounts/login/code/", {"email": carys.email}, REMOTE_ADDR="192.0.2.99")
    assert "We allow 5 codes to sign in within 15 minutes" in unescape(page.content.decode())
    assert len(mailoutbox) == 5
    wrong = {"login": carys.email, "password": "not the password"}
    for n in range(6):
        page = client.post("/accounts/login/", wrong, REMOTE_ADDR=f"192.0.2.{n}")
    assert REFUSED in unescape(page.content.decode())


def test_who_meets_their_own_limit_takes_nothing_from_the_others(client, carys, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "5/15m/key,8/h/ip"}
    for _ in range(20):
        client.post("/accounts/login/code/", {"email": carys.email})
        client.cookies.clear()
    assert client.post("/accounts/login/code/", {"email": "ann@example.org"}).status_code == 302


def test_the_wait_that_is_told_is_the_wait(client, carys):
    """The oldest of five makes room."""
    confirm_address(carys)
    wrong = {"login": carys.email, "password": "not the password"}
    with time_machine.travel("2026-11-30T10:00:00+00:00", tick=False) as clock:
        for _ in range(5):
            client.post("/accounts/login/", wrong)
            clock.shift(30)
        page = unescape(client.post("/accounts/login/", wrong).content.decode())
        assert "Try again in 3 minutes." in page
        clock.shift(149)
        assert REFUSED in unescape(client.post("/accounts/login/", wrong).content.decode())
        clock.shift(1)
        right = {**wrong, "password": PASSWORD}
        assert client.post("/accounts/login/", right).url == "/my/"


@pytest.mark.parametrize("action", sorted({*app_settings.RATE_LIMITS, *mfa_settings.RATE_LIMITS}))
def test_every_limit_has_words_and_a_hall_fits_into_it(action):
    app = limits.FACTORS if action == "webauthn_login" else limits.ACCOUNT
    rates = ratelimit.get_rates(app=app, action=action)
    assert action in limits.WORDS or action in NOT_OFFERED
    for rate in rates:
        if rate.per == "ip" and action not in {*NOT_OFFERED, *BY_HAND}:
            assert rate.amount >= HALL


def test_every_limit_of_a_page_is_looked_for_there():
    counted = {action for actions in limits.COUNTED_AT.values() for action in actions}
    assert counted | BY_HAND == limits.WORDS.keys()


def test_one_address_is_not_mailed_twice_in_ten_seconds(client, mailoutbox):
    data = {"name": "Fay", "email": "fay@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", data)
    client.cookies.clear()
    client.post("/accounts/login/", {"login": "fay@example.org", "password": PASSWORD})
    assert len(mailoutbox) == 1
