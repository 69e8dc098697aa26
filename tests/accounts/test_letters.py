"""Allauth's mails come on the Assembly's own paper."""

from pathlib import Path

import allauth
import pytest

from assembly.accounts.adapter import ADDRESS_ASKED, LETTERS, NOTICES
from tests.factories.accounts import PASSWORD, confirm_address, sign_in

pytestmark = pytest.mark.django_db

# Of ways to sign in that this site does not offer, and a mail that 65.21 holds but never sends.
NOT_OFFERED = {
    "account/email/base",
    "account/email/email_confirm",
    "account/email/password_reset_code",
}


def test_there_is_a_letter_for_every_mail_that_allauth_has():
    templates = Path(allauth.__file__).parent / "templates"
    found = {
        f"{app}/email/{path.name.removesuffix('_message.txt')}"
        for app in ["account", "mfa"]
        for path in (templates / app / "email").glob("*_message.txt")
    }
    assert found - NOT_OFFERED == {*LETTERS, *NOTICES} - {ADDRESS_ASKED}


def test_a_letter_is_text_and_html_with_the_name_of_the_assembly(client, carys, mailoutbox):
    confirm_address(carys)
    client.post("/accounts/login/code/", {"email": carys.email})
    [mail] = mailoutbox
    assert mail.subject == "Your code to sign in to VCS Assembly"
    assert mail.body.startswith("Hello,")
    [html] = mail.alternatives
    assert "<p>Hello,</p>" in html.content


def test_a_change_of_the_password_is_told(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    data = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }
    assert client.post("/accounts/password/change/", data).status_code == 302
    [mail] = mailoutbox
    assert mail.to == [carys.email]
    assert mail.subject == "The password of your account was changed"
    assert "tell the Support Unit" in mail.body


def test_a_change_of_the_address_is_told_to_the_old_one(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    code = next(line for line in mailoutbox[0].body.splitlines() if line.isupper() and "-" in line)
    client.post("/accounts/confirm-email/", {"code": code})
    told = mailoutbox[2]
    assert told.to == ["carys@example.org"]
    assert "from carys@example.org to new@example.org" in told.body


def test_a_link_leads_to_the_site_whatever_host_was_asked(client, carys, mailoutbox, settings):
    settings.SITE_URL = "https://assembly.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    confirm_address(carys)
    client.post(
        "/accounts/password/reset/", {"email": carys.email}, headers={"host": "evil.example"}
    )
    assert "https://assembly.example.org/accounts/password/reset/key/" in mailoutbox[0].body
    assert "evil.example" not in mailoutbox[0].body + mailoutbox[0].alternatives[0].content


def test_somebody_who_signed_in_just_now_is_not_asked_again(client, carys):
    sign_in(client, confirm_address(carys))
    assert client.get("/accounts/my-data/").status_code == 200


def test_somebody_who_signed_in_long_ago_is_asked_again(client, carys):
    sign_in(client, confirm_address(carys))
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 600
    session.save()
    response = client.get("/accounts/my-data/")
    assert response.url.startswith("/accounts/reauthenticate/")
    again = client.post(response.url, {"password": PASSWORD})
    assert again.url == "/accounts/my-data/"
    assert client.get(again.url).status_code == 200
