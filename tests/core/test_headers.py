"""What a browser is told: the public site runs under a strict policy, the Wagtail admin under a looser one."""

from django.db import DatabaseError, connection

import pytest

from tests.factories.accounts import confirm_address, sign_in

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


# What is kept of a signed-in person's pages: nothing

EVERYWHERE = [
    "/",  # a page of the tree
    "/members/",
    "/members",  # sent on to the address with a slash
    "/my/",
    "/accounts/",
    "/nowhere/",
    "/cms/",
    "/cms/pages/",
    "/cms/jsi18n/",
    "/api/v1/openapi.json",
    "/members/register.csv",
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_no_answer_to_a_signed_in_person_is_kept(client, dev, address):
    dev.is_superuser = True
    dev.save()
    client.force_login(dev)
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_a_delegate_without_office_leaves_nothing_behind_either(client, carys):
    client.force_login(carys)
    for address in ("/", "/members/", "/cms/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"


def test_signing_in_and_signing_out_are_not_kept(client, carys):
    response = sign_in(client, confirm_address(carys))
    assert response.headers["Cache-Control"] == "no-store"
    assert client.post("/accounts/logout/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/members/", "/elections/"])
def test_what_a_stranger_reads_may_be_kept(client, address):
    assert "no-store" not in client.get(address).headers.get("Cache-Control", "")


def test_a_stranger_with_an_empty_session_is_a_stranger(client, carys):
    client.force_login(carys)
    client.session.flush()
    assert "no-store" not in client.get("/members/").headers.get("Cache-Control", "")


def test_files_of_the_house_are_answered_before_anybody_is_known(settings):
    order = settings.MIDDLEWARE.index
    static, guard = (
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "assembly.core.middleware.SignedInPagesMiddleware",
    )
    assert order(static) < order("assembly.core.page_cache.PageCacheMiddleware") < order(guard)


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
