"""Which addresses name a page of this site."""

from django.test import RequestFactory
from django.urls import resolve

import pytest

from assembly.core.own_pages import own_address, page_of


@pytest.mark.parametrize(
    "address", ["/", "/elections/", "/compact/funding/3/", "/members/kennet-carers/"]
)
def test_a_page_of_this_site_is_named_by_its_path(address):
    assert own_address(address) == address


def test_a_query_is_left_out():
    assert own_address("/search/?q=somebody%27s+name") == "/search/"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "elections/",
        "//evil.example.org/elections/",
        "///evil.example.org/",
        "/\\evil.example.org/",
        "https://evil.example.org/elections/",
        "javascript:alert(1)",
        "/elections/\n/x/",
        "/<b>bold</b>/",
        "http://[broken/",
        f"/{'a' * 300}/",
    ],
)
def test_anything_else_is_no_page(address):
    assert own_address(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "/my/reports/a-mailed-key/",
        "/my/invitations/a-mailed-key/",
        "/my/notifications/off/a-mailed-key/",
        "/accounts/password/reset/key/1-a-mailed-key/",
    ],
)
def test_an_address_that_is_a_key_is_never_passed_on(address):
    assert own_address(address) == ""
    assert page_of(RequestFactory().get(address)) == ""


@pytest.mark.parametrize(
    "address",
    [
        "/elections/seats-2027/vote/",
        "/elections/seats-2027/vote/prove/",
        "/elections/seats-2027/vote/review/",
        "/elections/seats-2027/vote/cast/",
        "/contact/confirm/23456789/",
        "/find-help/confirm/23456789/",
        "/my/messages/to-me/23456789/",
    ],
)
def test_a_page_where_somebody_votes_or_with_a_number_is_never_passed_on(address):
    assert resolve(address)
    assert own_address(address) == ""
    assert page_of(RequestFactory().get(address)) == ""
