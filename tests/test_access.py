"""Every address, person and method: who gets what, and that asking changes nothing. The table is `site_map`."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from wagtail.models import get_page_models

import pytest

from tests.queries import statements
from tests.site_map import ROWS, WAGTAILS_VIEWS, Row
from tests.world import ROLES, World, rolled_back

pytestmark = pytest.mark.django_db

ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|REPLACE)\b", re.IGNORECASE)
# What a request may write without acting: that somebody came by or looked at people, and who edits in Wagtail.
NO_ACT = re.compile(
    r"django_session|accounts_look|wagtailadmin_editingsession|wagtailusers_userprofile|wagtailcore_pagesubscription"
)
OURS = ("assembly", "elections", "forums", "home")
# A page of Wagtail's own that is made of Django's views.
NOT_OURS = {"cms/test404/", "cms/jsi18n/"}

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    """A browser for each role, signed in."""
    return {role: world.client(role) for role in ROLES}


# The table is whole


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def is_ours(route: str, pattern: URLPattern) -> bool:
    """Our own view, a register of ours in the Wagtail admin, or one of Django's views that we put there."""
    view = pattern.callback
    model = getattr(view, "view_initkwargs", {}).get("model")
    model = apps.get_model(model) if isinstance(model, str) else model
    view_class = getattr(view, "view_class", view)
    return (
        view_class.__module__.startswith((*OURS, "django.views"))
        or (model is not None and model.__module__.startswith(OURS))
    ) and route not in NOT_OURS


def test_no_address_of_ours_is_missing_from_the_table(world):
    known = {resolve(urlsplit(world.at(row.address)).path).route for row in ROWS}
    ours = {route for route, pattern in patterns(get_resolver()) if is_ours(route, pattern)}
    assert sorted(ours - known) == []


def test_no_type_of_page_is_missing_from_the_table(world, client):
    types = set()
    for row in ROWS:
        response = client.get(world.at(row.address)) if "{" not in row.address else None
        page = (getattr(response, "context_data", None) or {}).get("page")
        types |= {type(page)}
    missing = [model for model in get_page_models() if model.__module__.startswith(OURS)]
    assert [model.__name__ for model in missing if model not in types] == []


# What an answer means


def keeps_what_was_typed(response: HttpResponse) -> bool:
    """Whether it is the page of `core.late_forms`, which asks to sign in and send the form again."""
    return response.status_code == 403 and b"<title>You are signed out" in response.content


def outcome_of(response: HttpResponse, *, method: str, wrote: bool) -> str:
    status, to = response.status_code, urlsplit(response.headers.get("Location", "")).path
    if to in {"/accounts/login/", "/cms/login/"} or keeps_what_was_typed(response):
        return "sign in"
    if status in {301, 302, 303}:
        if to == "/cms/":
            return "turned away"
        if method == "GET":
            return "elsewhere"
    named = {403: "forbidden", 404: "not there", 405: "not offered"}
    if status in named:
        return named[status]
    if status not in {200, 302}:
        return f"status {status}"
    if method == "GET":
        return "page, and wrote" if wrote else "page"
    return "done" if wrote else "answered"


def ask(
    world: World, browser: Client, row: Row, method: str, *, rightly: bool = True
) -> tuple[str, HttpResponse]:
    """The outcome of one request; what it wrote is taken back."""
    data = row.data(world) if method == "POST" and rightly else None
    with rolled_back(), statements() as sent:
        response = getattr(browser, method.lower())(world.at(row.address), data)
        if response.streaming:
            b"".join(response.streaming_content)
    wrote = any(WRITES.match(sql) and not NO_ACT.search(sql) for sql in sent)
    return outcome_of(response, method=method, wrote=wrote), response


# Who


@each_row
def test_each_person_gets_what_the_table_says(world, browsers, row):
    if row.get:
        found = {role: ask(world, browser, row, "GET")[0] for role, browser in browsers.items()}
        assert found == dict(row.get)
    if row.post:
        found = {role: ask(world, browser, row, "POST")[0] for role, browser in browsers.items()}
        assert found == dict(row.post)


# How


def someone_let_in(row: Row) -> str:
    """The first person to whom the address opens, by any method."""
    closed = {"sign in", "forbidden", "turned away"}
    audience = {**(row.post or {}), **(row.get or {})}
    return next((role for role in ROLES if audience[role] not in closed), "anonymous")


@pytest.mark.parametrize(
    "row",
    # Wagtail's own views know their methods.
    [row for row in ROWS if row not in WAGTAILS_VIEWS],
    ids=lambda row: row.address,
)
def test_a_method_that_is_not_offered_is_refused(world, browsers, row):
    browser = browsers[someone_let_in(row)]
    offered = {
        method: ask(world, browser, row, method, rightly=False)[0]
        for method in set(ALL_METHODS) - row.methods
    }
    assert set(offered.values()) <= {"not offered", "not there"}, offered


def test_head_gives_what_get_gives_without_its_words(world, browsers):
    response = browsers["anonymous"].head("/members/")
    assert (response.status_code, response.content) == (200, b"")
