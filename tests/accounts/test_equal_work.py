"""An address with an account costs the server the same work as one without, so no answer tells by how long it took.

Counted, never timed: what hashes passwords, what asks the database, what sends mail.
"""

from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from assembly.accounts.models import User
from tests.factories.accounts import PASSWORD, confirm_address

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "DELETE")
FEW = 6  # rows read by their keys: too little to be measured beside a mail


def said(asked):
    return [query["sql"] for query in asked]


@pytest.fixture
def work(monkeypatch, mailoutbox):
    """Send a form from a fresh browser; returns how often a password was hashed, and how many mails went out."""
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(self, *args, **kwargs):
        hashed.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", counted)

    def send(address, data):
        cache.clear()
        hashed.clear()
        mailoutbox.clear()
        client = Client()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(address, data)
        return {
            "hashed": len(hashed),
            "mails": len(mailoutbox),
            "answer": (answer.status_code, answer.headers.get("Location")),
            "written": [sql.split(" (")[0] for sql in said(asked) if sql.startswith(WRITES)],
            "read": sum(sql.startswith("SELECT") for sql in said(asked)),
        }

    return send


def both(work, address, form, carys):
    confirm_address(carys)
    known = work(address, form(carys.email))
    unknown = work(address, form("nobody@example.org"))
    assert abs(known.pop("read") - unknown.pop("read")) <= FEW
    return known, unknown


def new_account(email):
    data = {"name": "Fay Ford", "email": email}
    return data | {"password1": PASSWORD, "password2": PASSWORD}


def test_signing_up(work, carys):
    """The account that is made for nobody is taken back."""
    known, unknown = both(work, "/accounts/signup/", new_account, carys)
    assert known == unknown
    assert (known["hashed"], known["mails"]) == (1, 1)
    assert set(User.objects.values_list("email", flat=True)) == {
        carys.email,
        "nobody@example.org",
    }


def test_signing_in(work, carys):
    def form(email):
        return {"login": email, "password": "not the password"}

    known, unknown = both(work, "/accounts/login/", form, carys)
    assert known == unknown
    assert (known["hashed"], known["mails"]) == (1, 0)


def test_signing_in_to_an_account_without_a_password(work, carys):
    carys.set_unusable_password()
    carys.save()
    test_signing_in(work, carys)


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_asking_for_a_code_and_for_a_new_password(work, carys, address):
    known, unknown = both(work, address, lambda email: {"email": email}, carys)
    assert known == unknown
    assert (known["hashed"], known["mails"]) == (0, 1)
