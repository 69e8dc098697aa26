"""Getting an account and getting in, by keyboard, with the second factor; every page of it without a fault."""

import re

import pytest

from tests.browser.keyboard import focused, type_into
from tests.factories.accounts import PASSWORD, SECRET, add_second_factor, confirm_address, totp_code

CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", re.MULTILINE)

SIGNED_OUT = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nonsense/",
    "/accounts/inactive/",
    "/accounts/login/?next=/my/",
]
SIGNED_IN = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/",
    "/accounts/sessions/",
    "/accounts/my-data/",
    "/accounts/close/",
    "/my/",
]


def test_a_person_signs_up_by_keyboard(desktop, axe, mailoutbox):
    desktop.goto("/accounts/signup/")
    for name, words in [
        ("name", "Fay Ford"),
        ("email", "fay@example.org"),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ]:
        type_into(desktop, name, words)
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/accounts/confirm-email/")
    axe(desktop)
    type_into(desktop, "code", "WRONG")
    desktop.keyboard.press("Enter")
    desktop.get_by_role("alert").wait_for()
    axe(desktop)
    type_into(desktop, "code", CODE.search(mailoutbox[0].body)[1])
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/my/")
    desktop.get_by_role("button", name="Sign out").wait_for()


def test_errors_are_summed_up_and_lead_to_their_fields(screen, axe):
    screen.goto("/accounts/signup/")
    screen.locator("main form button[type=submit]").first.click()
    summary = screen.get_by_role("alert")
    summary.wait_for()
    axe(screen)
    summary.get_by_role("link").first.click()
    assert focused(screen) == "name"


def test_a_second_factor_is_set_up_and_then_asked_for(desktop, axe, dev, settings, mailoutbox):
    settings.REQUIRE_SECOND_FACTOR = True
    confirm_address(dev)

    def give_password():
        desktop.goto("/accounts/login/?next=/my/")
        type_into(desktop, "login", dev.email)
        type_into(desktop, "password", PASSWORD)
        desktop.keyboard.press("Enter")

    give_password()
    desktop.wait_for_url("**/accounts/prove/**")
    axe(desktop)
    desktop.get_by_role("button", name="E-mail me a code").click()
    desktop.get_by_text("A code is on its way").wait_for()
    type_into(desktop, "code", re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/accounts/2fa/totp/activate/")
    axe(desktop)
    secret = desktop.locator("input[readonly], input[disabled], code, .asm-code").first
    value = secret.input_value() if secret.evaluate("e => 'value' in e") else secret.inner_text()
    type_into(desktop, "code", totp_code(value.strip()))
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/accounts/2fa/recovery-codes/")
    axe(desktop)
    desktop.goto("/my/")
    assert desktop.url.endswith("/my/")
    desktop.get_by_role("button", name="Sign out").click()

    give_password()
    desktop.wait_for_url("**/accounts/2fa/authenticate/**")
    axe(desktop)


def test_a_mailed_code_signs_in(phone, axe, carys, mailoutbox):
    confirm_address(carys)
    phone.goto("/accounts/login/code/")
    phone.locator("[name=email]").fill(carys.email)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/accounts/login/code/confirm/")
    axe(phone)
    phone.locator("[name=code]").fill(CODE.search(mailoutbox[0].body)[1])
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/my/")


def test_no_page_for_signing_in_has_a_fault(screen, axe):
    for address in SIGNED_OUT:
        screen.goto(address)
        axe(screen)


def test_no_page_of_the_account_has_a_fault(screen, axe, enter_as, carys):
    add_second_factor(confirm_address(carys))
    sign_in_by_password(screen, carys)
    for address in [
        *SIGNED_IN,
        "/accounts/2fa/reauthenticate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
    ]:
        screen.goto(address)
        axe(screen)


def sign_in_by_password(page, user):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/authenticate/**")
    page.locator("[name=code]").fill(totp_code(SECRET))
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/")


def test_an_account_without_a_factor_has_pages_without_a_fault(
    screen, axe, client, enter_as, carys
):
    enter_as(screen, confirm_address(carys))
    for address in ["/accounts/email/", "/accounts/2fa/", "/accounts/reauthenticate/"]:
        screen.goto(address)
        axe(screen)


@pytest.mark.parametrize("address", ["/", "/news/"])
def test_the_front_of_the_site_has_no_fault(screen, axe, address):
    from django.core.management import call_command

    call_command("sync_pages", verbosity=0)
    screen.goto(address)
    axe(screen)
