"""Searches and files are limited for each address and minute; pages, and above all kept ones, are not."""

import pytest

from assembly.core import page_cache

pytestmark = pytest.mark.django_db

SEARCHES = ["/search/?q=carers", "/members/?q=carers", "/funding/awards/?q=carers"]
FILES = [
    "/members/register.csv",
    "/members/register.json",
    "/sector/figures.csv",
    "/funding/awards.csv",
    "/about/record.json",
    "/calendar.ics",
    "/api/v1/organisations",
]


@pytest.fixture
def few(settings):
    limits = {"search": "2/m/ip", "files": "2/m/ip"}
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, **limits}


@pytest.mark.parametrize("address", [*SEARCHES, *FILES])
def test_the_third_of_two_is_refused_with_our_page(client, few, address):
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]
    refused = client.get(address)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    is_data = address.startswith("/api/")
    assert ("Too many requests" if is_data else "Too many tries") in refused.content.decode()


def test_all_searches_of_an_address_count_together_and_those_of_others_do_not(client, few):
    for address in SEARCHES:
        client.get(address)
    assert client.get(SEARCHES[0]).status_code == 429
    assert client.get(FILES[0]).status_code == 200
    assert client.get(SEARCHES[0], REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("address", ["/", "/members/", "/search/", "/members/?q=", "/robots.txt"])
def test_pages_are_not_limited(client, few, address):
    assert {client.get(address).status_code for _ in range(4)} == {200}


def test_a_kept_page_is_shown_to_who_has_met_the_limit(client, few, settings):
    settings.PAGE_CACHE = True
    page_cache.STORE.clear()
    client.get("/members/")
    for _ in range(3):
        refused = client.get("/members/?q=carers")
    assert refused.status_code == 429
    assert client.get("/members/").status_code == 200
    page_cache.STORE.clear()


def test_a_refusal_is_never_kept(client, few, settings):
    settings.PAGE_CACHE = True
    page_cache.STORE.clear()
    for _ in range(3):
        client.get("/members/?q=carers")
    assert len(page_cache.STORE._pages) == 0


def test_a_hall_of_people_behind_one_address_does_not_meet_the_limit(client, settings):
    """150 people, each of whom searches four times in a minute and takes two files."""
    from allauth.core.internal.ratelimit import parse_rate

    searches, files = (
        parse_rate(settings.ACCOUNT_RATE_LIMITS[action]) for action in ("search", "files")
    )
    assert (searches.per, searches.duration) == (files.per, files.duration) == ("ip", 60)
    assert searches.amount >= 150 * 4
    assert files.amount >= 150 * 2
