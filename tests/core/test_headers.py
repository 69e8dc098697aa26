"""What a browser is told: the public site runs under a strict policy, the Wagtail admin under a looser one."""

from django.db import DatabaseError, connection

import pytest

pytestmark = pytest.mark.django_db


def policy(response):
    directives = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


@pytest.fixture
def signed_in_staff(client, dev, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(dev)
    return client


@pytest.mark.parametrize("address", ["/members/", "/accounts/login/", "/nowhere/", "/cmsx/"])
def test_public_pages_run_no_script_and_no_style_but_our_own(client, address):
    told = policy(client.get(address))
    assert told["script-src"] == told["style-src"] == told["default-src"] == ["'self'"]
    assert told["object-src"] == told["frame-ancestors"] == ["'none'"]
    assert told["base-uri"] == told["form-action"] == ["'self'"]


def test_the_wagtail_admin_may_run_its_inline_scripts(signed_in_staff):
    response = signed_in_staff.get("/cms/")
    assert response.status_code == 200
    told = policy(response)
    assert told["script-src"] == told["style-src"] == ["'self'", "'unsafe-inline'"]
    assert told["frame-ancestors"] == ["'self'"]
    assert told["object-src"] == ["'none'"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_staff_see_public_pages_under_the_strict_policy_too(signed_in_staff):
    assert policy(signed_in_staff.get("/members/"))["script-src"] == ["'self'"]


def test_every_page_is_closed_to_frames_sniffing_and_sensors(client):
    headers = client.get("/members/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_real_site_sends_browsers_to_https_and_keeps_them_there(settings, client):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    assert client.get("/members/").headers["Location"] == "https://testserver/members/"
    secure = client.get("/members/", secure=True)
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert client.get("/healthz").status_code == 200  # the proxy asks on plain http


def test_healthz_says_ok_and_is_kept_by_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def test_healthz_fails_when_the_database_cannot_be_reached(client, monkeypatch):
    def refuse(*args):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    client.raise_request_exception = False
    assert client.get("/healthz").status_code == 500
