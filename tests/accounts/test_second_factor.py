"""Office holders reach nothing without a second factor, used in this session."""

import datetime as dt
import re
from urllib.parse import quote

from django.urls import URLPattern, get_resolver
from django.utils import timezone

import pytest

from assembly.core.models import Event
from tests.factories.accounts import add_second_factor, confirm_address, sign_in, totp_code
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

SET_UP = "/accounts/2fa/totp/activate/"
PROVE = "/accounts/2fa/reauthenticate/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def admin_addresses():
    """Every address under /cms/ that takes no argument."""

    def walk(patterns, above):
        for pattern in patterns:
            here = above + str(pattern.pattern).removeprefix("^").removesuffix("$")
            if isinstance(pattern, URLPattern):
                yield here
            else:
                yield from walk(pattern.url_patterns, here)

    [cms] = [
        p
        for p in get_resolver().url_patterns
        if str(p.pattern) == "cms/" and hasattr(p, "url_patterns")
    ]
    return sorted({a for a in walk(cms.url_patterns, "/cms/") if not set("<(?[\\") & set(a)})


def test_there_are_admin_addresses_to_try():
    assert len(admin_addresses()) > 60
    assert "/cms/api/main/pages/" in admin_addresses()


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_admin_address_answers_an_office_holder_without_a_factor(client, dev, method):
    client.force_login(dev)
    for address in admin_addresses():
        response = getattr(client, method)(address)
        assert response.status_code == 302, address
        assert response.url == SET_UP, address


@pytest.mark.parametrize(
    "headers", [{"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"}]
)
def test_asking_as_a_script_does_not_help(client, dev, headers):
    client.force_login(dev)
    assert client.get("/cms/api/main/pages/", headers=headers).url == SET_UP


def test_a_superuser_needs_a_factor_too(client):
    client.force_login(UserFactory(is_superuser=True))
    for address in ["/cms/", "/my/"]:
        assert client.get(address).url == SET_UP


def test_somebody_without_office_needs_none(client, carys):
    client.force_login(carys)
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_admin_address_answers_somebody_without_an_office_in_it(client, asha, method):
    client.force_login(asha)
    for address in admin_addresses():
        assert getattr(client, method)(address).status_code == 403, address


def test_an_office_without_a_part_in_the_admin_is_refused_there(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(UserFactory(office="Scrutineer"))
    assert client.get("/cms/").status_code == 403


def test_an_office_holder_needs_one_on_the_public_site_too(client, dev):
    client.force_login(dev)
    for address in ["/", "/my/", "/members/"]:
        assert client.get(address).url == SET_UP
    assert client.get("/accounts/email/").status_code == 200


def test_having_a_factor_is_not_enough_it_must_be_used(client, dev):
    """A session opened before the factor was set up, or by a page that does not know of factors."""
    add_second_factor(confirm_address(dev))
    client.force_login(dev)
    response = client.get("/cms/pages/?ordering=title")
    assert response.url == f"{PROVE}?next=%2Fcms%2Fpages%2F%3Fordering%3Dtitle"
    assert client.post(response.url, {"code": totp_code()}).url == "/cms/pages/?ordering=title"
    assert client.get("/my/").status_code == 200


def test_sign_in_asks_for_the_factor_and_then_opens_the_admin(client, dev):
    dev.is_superuser = True
    dev.save()
    add_second_factor(confirm_address(dev))
    response = client.post(
        "/accounts/login/?next=/cms/", {"login": dev.email, "password": "correct horse battery"}
    )
    assert response.url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/cms/").status_code == 302
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    assert client.post("/accounts/2fa/authenticate/", {"code": totp_code()}).url == "/cms/"
    assert client.get("/cms/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_a_factor_up_counts_as_using_it(client, dev, mailoutbox):
    sign_in(client, confirm_address(dev))
    prove_by_mail(client, mailoutbox)
    client.get(SET_UP)
    response = client.post(SET_UP, {"code": totp_code(client.session["mfa.totp.secret"])})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert client.get("/my/").status_code == 200
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    assert [mail.to for mail in mailoutbox] == [[dev.email], [dev.email]]  # the code, the notice
    event = Event.objects.get(name="accounts.factor_set_up")
    assert (event.actor_id, event.data) == (dev.pk, {"kind": "totp"})


# The first factor is set up only after a mailed code

ADD_PASSKEY = "/accounts/2fa/webauthn/add/"
MAILED = "/accounts/prove/"


def prove_by_mail(client, mailoutbox, to=SET_UP):
    asked = client.post(f"{MAILED}?next={to}", {"step": "send"})
    assert "A code is on its way" in asked.content.decode()
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    return client.post(f"{MAILED}?next={to}", {"step": "check", "code": code})


@pytest.mark.parametrize("address", [SET_UP, ADD_PASSKEY])
def test_a_password_alone_sets_up_no_first_factor(client, carys, address):
    """A stolen password would become a proof of the voter."""
    sign_in(client, confirm_address(carys))
    forged = client.post(address, {"code": "123456", "name": "X"})
    for response in (client.get(address), forged):
        assert response.url == f"{MAILED}?next={quote(address, safe='')}"
    assert not carys.authenticator_set.exists()


def test_the_form_of_before_is_no_way_round(client, carys, mailoutbox, time_machine):
    """The page was opened with a code, which ran out before the form came."""
    sign_in(client, confirm_address(carys))
    prove_by_mail(client, mailoutbox)
    client.get(SET_UP)
    code = totp_code(client.session["mfa.totp.secret"])
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=15))
    assert client.post(SET_UP, {"code": code}).url.startswith(MAILED)
    assert not carys.authenticator_set.exists()


def test_a_mailed_code_opens_the_way_and_leads_back(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    assert mailoutbox == []
    assert prove_by_mail(client, mailoutbox).url == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert client.get(ADD_PASSKEY).status_code == 200
    assert mailoutbox[0].to == [carys.email]


def test_a_wrong_code_opens_nothing(client, carys):
    sign_in(client, confirm_address(carys))
    client.post(MAILED, {"step": "send"})
    page = client.post(MAILED, {"step": "check", "code": "000000"}).content.decode()
    assert "This code is wrong" in page
    assert client.get(SET_UP).url.startswith(MAILED)


def test_a_code_leads_to_no_other_site(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    assert prove_by_mail(client, mailoutbox, to="https://evil.example/").url == "/accounts/2fa/"


def test_who_signed_in_with_a_mailed_code_is_not_asked_for_another(client, carys, mailoutbox):
    confirm_address(carys)
    client.post("/accounts/login/code/", {"email": carys.email})
    [line] = re.findall(r"^[A-Z0-9]{2,5}-?[A-Z0-9]{2,5}$", mailoutbox[-1].body, re.M)
    client.post("/accounts/login/code/confirm/", {"code": line})
    assert client.get(SET_UP).status_code == 200


def test_a_second_factor_asks_for_no_code(client, carys):
    add_second_factor(confirm_address(carys))
    sign_in(client, carys)
    assert client.get(ADD_PASSKEY).status_code == 200


def test_recovery_codes_alone_are_no_factor(client, carys):
    """They stay for nobody without a factor; should they, they open no way to the first."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(confirm_address(carys))
    sign_in(client, carys)
    for address in (SET_UP, ADD_PASSKEY, "/accounts/2fa/recovery-codes/generate/"):
        assert client.get(address).url.startswith(MAILED), address


def test_nobody_signs_up_with_a_passkey(settings):
    """It would be a first factor without a mailed code."""
    from allauth.mfa import app_settings

    assert app_settings.PASSKEY_SIGNUP_ENABLED is False
    assert app_settings.TRUST_ENABLED is False


def test_recovery_code_opens_the_door_once(client, dev):
    add_second_factor(confirm_address(dev))
    code = dev.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    sign_in(client, dev, with_factor=False)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/my/").status_code == 200
    client.post("/accounts/logout/")
    sign_in(client, dev, with_factor=False)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
def test_the_sign_in_pages_that_wagtail_brings_lead_to_ours(client, carys, address):
    response = client.post(address, {"username": carys.email, "password": "correct horse battery"})
    assert response.status_code == 405
    assert "_auth_user_id" not in client.session
    assert client.get(f"{address}?next=/cms/").url == "/accounts/login/?next=/cms/"


def test_wagtail_resets_no_password(client):
    assert client.get("/cms/password_reset/").status_code == 404


def test_the_setting_turns_it_off(client, dev, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(dev)
    assert client.get("/my/").status_code == 200
