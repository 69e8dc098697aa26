"""Guessing and mailing in bulk end at a limit, with a page that says so."""

import pytest

from tests.factories.accounts import PASSWORD, add_second_factor, confirm_address, sign_in

pytestmark = pytest.mark.django_db


def test_the_sixth_wrong_password_for_an_address_is_refused_and_so_is_the_right_one(client, carys):
    confirm_address(carys)
    wrong = {"login": carys.email, "password": "not the password"}
    for _ in range(5):
        assert "do not belong together" in client.post("/accounts/login/", wrong).content.decode()
    assert (
        "Too many failed login attempts" in client.post("/accounts/login/", wrong).content.decode()
    )
    right = client.post("/accounts/login/", wrong | {"password": PASSWORD})
    assert "Too many failed login attempts" in right.content.decode()
    assert "_auth_user_id" not in client.session


def test_writing_the_address_in_other_letters_gives_no_more_tries(client, carys):
    confirm_address(carys)
    for written in ["carys", "Carys", "CARYS", "cArys", "carYS", "CaRyS"]:
        page = client.post(
            "/accounts/login/", {"login": f"{written}@example.org", "password": "no"}
        )
    assert "Too many failed login attempts" in page.content.decode()


def test_the_sixth_wrong_second_factor_is_refused(client, carys):
    sign_in(client, add_second_factor(confirm_address(carys)), with_factor=False)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    page = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many failed login attempts" in page.content.decode()


# form            to one address or to many   how often   then
MAIL_SENDING = [
    ("login/code/",     "carys@example.org",   5,  200),
    ("login/code/",     "person{}@example.org", 40, 200),
    ("password/reset/", "carys@example.org",   5,  429),
    ("password/reset/", "person{}@example.org", 40, 429),
    ("signup/",         "person{}@example.org", 40, 429),
]  # fmt: skip


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
    assert "too many" in response.content.decode().lower()
    assert len(mailoutbox) == mails


def test_one_address_is_not_mailed_twice_in_ten_seconds(client, mailoutbox):
    data = {"name": "Fay", "email": "fay@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", data)
    client.cookies.clear()
    client.post("/accounts/login/", {"login": "fay@example.org", "password": PASSWORD})
    assert len(mailoutbox) == 1
