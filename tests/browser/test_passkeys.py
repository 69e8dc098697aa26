"""Passkeys with Chromium's virtual device: added, used in place of the password, used as the second step, refused."""

import re
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

import pytest
from allauth.mfa.models import Authenticator

from elections import sealing
from tests.browser.walk import cast, heading, press, rank
from tests.factories.accounts import PASSWORD, add_second_factor, confirm_address, totp_code
from tests.factories.elections import DAY, poll


@pytest.fixture
def at_localhost(base_url, settings):
    """Passkeys are bound to a name: an address of figures, as the test server's, can have none."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    return f"http://localhost:{urlsplit(base_url).port}"


@pytest.fixture
def authenticator(desktop):
    """A device that keeps passkeys and says yes to everything; turned off, it says no."""
    session = desktop.context.new_cdp_session(desktop)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    def agree(yes):
        session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": made["authenticatorId"], "isUserVerified": yes},
        )

    return agree


def give_password(page, site, user):
    page.goto(f"{site}/accounts/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def add_passkey(page, site, *, alone):
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    if alone:
        page.get_by_label("It signs me in alone").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/accounts/2fa/**codes/")


def prove(page, site, mailoutbox):
    """The first factor of an account is added only after a mailed code."""
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="E-mail me a code").click()
    page.get_by_text("A code is on its way").wait_for()
    page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/webauthn/add/")


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()


def test_a_passkey_is_added_and_signs_in_alone(
    desktop, authenticator, at_localhost, axe, carys, mailoutbox
):
    give_password(desktop, at_localhost, confirm_address(carys))
    desktop.wait_for_url("**/my/")
    prove(desktop, at_localhost, mailoutbox)
    axe(desktop)
    add_passkey(desktop, at_localhost, alone=True)
    assert "A passkey was added to your account" in {mail.subject for mail in mailoutbox}
    desktop.goto(f"{at_localhost}/accounts/2fa/webauthn/")
    desktop.get_by_role("rowheader", name="My passkey").wait_for()
    axe(desktop)
    sign_out(desktop)
    desktop.goto(f"{at_localhost}/accounts/login/")
    desktop.get_by_role("button", name="Sign in with a passkey").click()
    desktop.wait_for_url("**/my/")
    desktop.get_by_text("Carys Cole").first.wait_for()


def test_a_passkey_is_the_second_step_of_an_office_holder(
    desktop, authenticator, at_localhost, axe, dev, settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    add_second_factor(confirm_address(dev))
    give_password(desktop, at_localhost, dev)
    desktop.wait_for_url("**/accounts/2fa/authenticate/**")
    # No passkey yet: no button that leads nowhere.
    assert not desktop.get_by_role("button", name="Use my passkey").count()
    desktop.locator("[name=code]").fill(totp_code())
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/my/")
    desktop.goto(f"{at_localhost}/accounts/2fa/webauthn/add/")
    desktop.get_by_role("button", name="Add").click()
    desktop.wait_for_url("**/accounts/2fa/")
    sign_out(desktop)
    give_password(desktop, at_localhost, dev)
    desktop.wait_for_url("**/accounts/2fa/authenticate/**")
    axe(desktop)
    desktop.get_by_role("button", name="Use my passkey").click()
    desktop.wait_for_url("**/my/")


def test_a_passkey_is_the_proof_before_a_vote_and_its_use_is_not_kept(
    desktop, authenticator, at_localhost, axe, asha, efua, mailoutbox
):
    contest, _ = poll(poll_opens=timezone.now() - DAY, election__returning_officer=efua)
    give_password(desktop, at_localhost, confirm_address(asha))
    desktop.wait_for_url("**/my/")
    prove(desktop, at_localhost, mailoutbox)
    add_passkey(desktop, at_localhost, alone=True)
    # It was set up before the poll opened: a younger one would be no proof for a day.
    Authenticator.objects.update(created_at=timezone.now() - 2 * DAY)
    # A session of before, in which she has proved nothing lately: the mailed code would be proof enough.
    before = Client()
    before.force_login(asha)
    name = django_settings.SESSION_COOKIE_NAME
    desktop.context.add_cookies(
        [{"name": name, "value": before.cookies[name].value, "url": at_localhost}]
    )
    desktop.goto(f"{at_localhost}{contest.election.get_absolute_url()}vote/")
    heading(desktop, "Show that it is you")
    axe(desktop)
    press(desktop, "Use my passkey")
    heading(desktop, "Your ballot")
    rank(desktop, "Candidate B", "Candidate A")
    receipt = cast(desktop)
    assert sealing.receipt_of(bytes(contest.box.get().ciphertext)) == receipt
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).last_used_at is None


def test_a_device_that_says_no_leaves_words_on_the_page(
    desktop, authenticator, at_localhost, carys, mailoutbox
):
    give_password(desktop, at_localhost, confirm_address(carys))
    desktop.wait_for_url("**/my/")
    prove(desktop, at_localhost, mailoutbox)
    add_passkey(desktop, at_localhost, alone=True)
    sign_out(desktop)
    authenticator(False)
    desktop.goto(f"{at_localhost}/accounts/login/")
    desktop.get_by_text("The passkey was not used").wait_for(state="hidden")
    desktop.get_by_role("button", name="Sign in with a passkey").click()
    desktop.get_by_text("The passkey was not used").wait_for()
    assert desktop.url.endswith("/accounts/login/")
