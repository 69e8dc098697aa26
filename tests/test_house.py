import pytest

pytestmark = pytest.mark.django_db


def test_healthz_says_ok(client):
    assert client.get("/healthz").content == b"ok"


def test_admin_is_behind_sign_in(client):
    assert client.get("/cms/").status_code == 302


def test_delegate_acts_for_their_organisation(client, asha, member):
    client.force_login(asha)
    assert client.get("/healthz").wsgi_request.acting.organisation == member
