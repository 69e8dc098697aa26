"""From no account to a signed-in person, and never two accounts for one address."""

import re

from django.core.cache import cache

import pytest
from allauth.account.models import EmailAddress

from assembly.accounts.models import User
from tests.factories.accounts import PASSWORD, confirm_address, sign_in

pytestmark = pytest.mark.django_db

CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", re.MULTILINE)


def form(**changes):
    data = {"name": "Fay Ford", "email": "fay@example.org"}
    return data | {"password1": PASSWORD, "password2": PASSWORD} | changes


def code_in(mail):
    return CODE.search(mail.body)[1]


def test_a_person_signs_up_and_confirms_with_the_code_of_the_mail(client, mailoutbox):
    response = client.post("/accounts/signup/?next=/members/", form())
    assert response.url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    response = client.post(response.url, {"code": code_in(mailoutbox[0])})
    assert response.url == "/members/"
    fay = User.objects.get()
    assert fay.name == "Fay Ford"
    assert client.session["_auth_user_id"] == str(fay.pk)
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_confirms_nothing(client, mailoutbox):
    client.post("/accounts/signup/", form())
    response = client.post("/accounts/confirm-email/", {"code": "WRONG-CODE"})
    assert response.status_code == 200
    assert not EmailAddress.objects.get().verified
    assert "_auth_user_id" not in client.session


def test_nobody_signs_in_before_the_address_is_confirmed(client, mailoutbox):
    client.post("/accounts/signup/", form())
    client.cookies.clear()
    cache.clear()  # the pause between two mails to one address
    response = client.post("/accounts/login/", {"login": "fay@example.org", "password": PASSWORD})
    assert response.url == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_the_same_address_in_other_letters_makes_no_second_account(client, asha, mailoutbox):
    confirm_address(asha)
    fresh = client.post("/accounts/signup/", form())
    client.cookies.clear()
    taken = client.post("/accounts/signup/", form(email="Asha@Example.ORG"))
    assert (taken.status_code, taken.url) == (fresh.status_code, fresh.url)
    assert User.objects.filter(email__iexact="asha@example.org").count() == 1
    assert mailoutbox[1].to == ["asha@example.org"]
    assert "already" in mailoutbox[1].body
    # What the person sees is what a new person sees.
    page = client.get(taken.url)
    assert page.status_code == 200
    assert "already" not in page.content.decode()


def test_an_account_made_by_staff_is_not_signed_up_for_again(client, dev):
    """It has no confirmed address yet, only the one on the account itself."""
    client.post("/accounts/signup/", form(email="DEV@example.org"))
    assert User.objects.get() == dev


@pytest.mark.parametrize("written", ["carys@example.org", "Carys@Example.ORG"])
def test_sign_in_whatever_the_case(client, carys, written):
    confirm_address(carys)
    response = client.post("/accounts/login/", {"login": written, "password": PASSWORD})
    assert response.url == "/my/"


def test_address_is_kept_in_small_letters(client, mailoutbox):
    client.post("/accounts/signup/", form(email="Fay.Ford@Example.ORG"))
    assert User.objects.get().email == EmailAddress.objects.get().email == "fay.ford@example.org"
    assert User.objects.create_user("Gil@Example.ORG", name="Gil").email == "gil@example.org"


def test_a_mailed_code_signs_in_and_next_is_kept(client, carys, mailoutbox):
    confirm_address(carys)
    response = client.post("/accounts/login/code/?next=/members/", {"email": "CARYS@example.org"})
    assert response.url == "/accounts/login/code/confirm/?next=%2Fmembers%2F"
    response = client.post(response.url, {"code": code_in(mailoutbox[0])})
    assert response.url == "/members/"


def test_asking_for_a_code_tells_nobody_who_has_an_account(client, carys, mailoutbox):
    known = client.post("/accounts/login/code/", {"email": confirm_address(carys).email})
    client.cookies.clear()
    unknown = client.post("/accounts/login/code/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_sign_in_keeps_next_and_goes_to_no_other_site(client, carys):
    confirm_address(carys)
    data = {"login": carys.email, "password": PASSWORD}
    assert client.post("/accounts/login/?next=/groups/", data).url == "/groups/"
    client.post("/accounts/logout/")
    assert client.post("/accounts/login/?next=https://evil.example/", data).url == "/my/"


def test_password_is_reset_through_the_mailed_address(client, carys, mailoutbox):
    confirm_address(carys)
    client.post("/accounts/password/reset/", {"email": "Carys@example.org"})
    [mail] = mailoutbox
    address = re.search(r"http://127.0.0.1:8000(/accounts/password/reset/key/\S+)", mail.body)[1]
    page = client.get(address)
    new = {"password1": "another long secret", "password2": "another long secret"}
    client.post(page.url, new)
    assert (
        client.post("/accounts/login/", {"login": carys.email, "password": PASSWORD}).status_code
        == 200
    )
    response = client.post("/accounts/login/", {"login": carys.email, "password": new["password1"]})
    assert response.url == "/my/"
    assert "already been used" in client.get(address).content.decode()


def test_change_of_address_waits_for_its_code(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    client.post("/accounts/email/", {"action_add": "", "email": "New.Carys@example.org"})
    carys.refresh_from_db()
    assert carys.email == "carys@example.org"
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})
    carys.refresh_from_db()
    assert carys.email == "new.carys@example.org"
    assert carys.address_changed_at  # during a poll she waits a day before she votes
    assert EmailAddress.objects.get(user=carys).email == "new.carys@example.org"


def test_nobody_changes_to_an_address_of_somebody_else(client, carys, asha, mailoutbox):
    confirm_address(asha)
    sign_in(client, confirm_address(carys))
    client.post("/accounts/email/", {"action_add": "", "email": "ASHA@example.org"})
    # The code goes to Asha; Carys does not see it, and even with it the address stays hers.
    mail, _ = mailoutbox
    assert mail.to == ["asha@example.org"]
    client.post("/accounts/confirm-email/", {"code": code_in(mail)})
    carys.refresh_from_db()
    assert carys.email == "carys@example.org"
    assert EmailAddress.objects.filter(email="asha@example.org").count() == 1


def test_two_people_who_wait_for_one_address_do_not_both_get_it(client, carys, mailoutbox):
    sign_in(client, confirm_address(carys))
    client.post("/accounts/email/", {"action_add": "", "email": "shared@example.org"})
    code = code_in(mailoutbox[0])
    User.objects.create(email="shared@example.org", name="Quicker")
    response = client.post("/accounts/confirm-email/", {"code": code})
    carys.refresh_from_db()
    assert carys.email == "carys@example.org"
    assert "already" in response.content.decode()


def test_signing_in_gives_a_new_session(client, carys):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "before sign-in"
    session.save()
    before = session.session_key
    sign_in(client, confirm_address(carys))
    assert client.session.session_key != before


def test_signing_out_ends_the_session(client, carys):
    sign_in(client, confirm_address(carys))
    kept = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    client.cookies["sessionid"] = kept
    assert client.get("/my/").status_code == 302


def test_cookies_are_out_of_reach_of_scripts(client, carys):
    response = client.get("/accounts/login/")
    assert response.cookies["csrftoken"]["httponly"]
    response = sign_in(client, confirm_address(carys))
    assert response.cookies["sessionid"]["httponly"]
    assert response.cookies["sessionid"]["samesite"] == "Lax"
