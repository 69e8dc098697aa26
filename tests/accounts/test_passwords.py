"""A password that is common or was leaked is refused wherever one is set; ordinary good ones are taken."""

import re

import pytest

from assembly.accounts.models import User
from assembly.accounts.passwords import GuessableValidator
from tests.factories.accounts import PASSWORD, confirm_address, sign_in

pytestmark = pytest.mark.django_db

SAID = "easy to guess"
# Twelve letters and more, and none of them in Django's own list.
BAD = [
    "password1234",
    "iloveyou12345",
    "qwertyuiop12",
    "Password123!",
    "abcabcabcabc",
    "letmein123456",
]
GOOD = [
    PASSWORD,
    "another long secret",
    "assembly-demo-2008",
    "päron häst batteri",
    "x7" * 3 + "Kq9-vL2m",
]


@pytest.mark.parametrize("password", BAD)
def test_signing_up(client, password):
    data = {"name": "Fay", "email": "fay@example.org"}
    page = client.post("/accounts/signup/", data | {"password1": password, "password2": password})
    assert SAID in page.content.decode()
    assert not User.objects.exists()


def test_changing_it(client, carys):
    sign_in(client, confirm_address(carys))
    new = {"oldpassword": PASSWORD, "password1": BAD[0], "password2": BAD[0]}
    assert SAID in client.post("/accounts/password/change/", new).content.decode()
    carys.refresh_from_db()
    assert carys.check_password(PASSWORD)


def test_setting_a_first_one(client, carys):
    carys.set_unusable_password()
    carys.save()
    client.force_login(confirm_address(carys))
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": 4_102_444_800}]
    session["account_authentication_methods_user"] = str(carys.pk)
    session.save()
    new = {"password1": BAD[0], "password2": BAD[0]}
    assert SAID in client.post("/accounts/password/set/", new).content.decode()
    carys.refresh_from_db()
    assert not carys.has_usable_password()


def test_resetting_it(client, carys, mailoutbox):
    confirm_address(carys)
    client.post("/accounts/password/reset/", {"email": carys.email})
    address = re.search(
        r"http://127.0.0.1:8000(/accounts/password/reset/key/\S+)", mailoutbox[0].body
    )[1]
    form = client.get(address).url
    page = client.post(form, {"password1": BAD[0], "password2": BAD[0]})
    assert SAID in page.content.decode()
    carys.refresh_from_db()
    assert carys.check_password(PASSWORD)


@pytest.mark.parametrize("password", [*GOOD, "long and good " * 200])
def test_a_good_one_is_taken(password):
    GuessableValidator().validate(password)
