"""Whatever is typed, or sent by hand, no form of the site breaks: an answer in words, never a failure."""

import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.cache import cache
from django.test import Client

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import nets
from tests.site_map import ROWS, WAGTAILS_VIEWS, Row
from tests.world import ROLES, World, rolled_back

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    "   ",
    "\x00",
    "a\x00b",
    "\ufffd\ufffd",
    "\u202egpj.exe",
    "a" + "\u0301" * 200,
    "\U0001f600" * 300,
    "x" * 60_000,
    "9" * 30,
    "9" * 5_000,
    "-1",
    "1e999",
    "NaN",
    "\u0663",  # a three, in Arabic
    "\u00b2",  # a two, above the line
    "2008-02-30",
    "0000-00-00",
    "99999-01-01",
    "9999-12-31",
    "0001-01-01 00:00",
    "2026-10-25 01:30",  # occurs twice
    "2026-03-29 01:30",  # never occurs
    "nobody@example.org",
    "//example.org/",
    "http://[",
    "<script>alert(1)</script>",
    "{{ 7 }} %s %(x)s",
    "\r\nSet-Cookie: a=b",
]
typed = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MISSING = object()
sent = st.one_of(typed, typed, st.lists(typed, min_size=2, max_size=3), st.just(MISSING))

FORM = "application/x-www-form-urlencoded"
RAW = [
    (FORM, b"%FF%FE=%C3%28&text=%00&%="),
    (FORM, b"&".join(b"a=1" for _ in range(2_100))),
    (f"{FORM}; charset=utf-16", "text=ja".encode("utf-16")),
    (f"{FORM}; charset=nonsense", b"text=ja"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="te'),
    ("multipart/form-data; boundary=\xff", b"--x--"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nfile\r\n--x--',
    ),
    ("application/json", b'{"text": "ja"}'),
    ("", b"\xff\xfe"),
]

# A few examples of each form, the same in every run. Forms are the same on both databases, and PostgreSQL refuses more
# of what is typed (NUL, numbers of any size): it gets more. `make test-all` tries many on both.
MANY, FEW = (15, 4) if os.environ.get("NETS") == "all" else (8, 3) if nets.POSTGRESQL else (5, 2)
EXAMPLES = settings(
    max_examples=MANY,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

SIGN_IN = [
    ("/accounts/login/", {"login": "asha@example.org", "password": "no"}),
    ("/accounts/signup/", {"email": "", "name": "", "password1": "", "password2": ""}),
    ("/accounts/login/code/", {"email": "asha@example.org"}),
    ("/accounts/login/code/confirm/", {"code": "ABC"}),
    ("/accounts/password/reset/", {"email": "asha@example.org"}),
    ("/accounts/password/reset/key/1-x/", {"password1": "", "password2": ""}),
    ("/accounts/reauthenticate/", {"password": ""}),
    ("/accounts/password/change/", {"oldpassword": "", "password1": "", "password2": ""}),
    ("/accounts/email/", {"email": "", "action_add": ""}),
    ("/accounts/2fa/authenticate/", {"code": ""}),
    ("/accounts/2fa/totp/activate/", {"code": ""}),
    ("/accounts/logout/", {"next": ""}),
]

FORMS = [row for row in ROWS if row.post]


def one_who(row: Row, *outcomes: str) -> str:
    """The first person who gets one of these outcomes; nobody in particular when there is none."""
    audience = {**(row.get or {}), **(row.post or {})}
    return next((role for role in ROLES if audience[role] in outcomes), "anonymous")


def send(world: World, browser: Client, address: str, data: Mapping[str, Any]) -> None:
    cache.clear()  # so that no limit on tries answers instead of the form
    with rolled_back():
        response = browser.post(address, data)
    assert response.status_code < 500


@pytest.fixture(scope="module")
def browsers(world):
    return {role: world.client(role) for role in ROLES}


def fields_of(browser: Client, address: str, method: str) -> set[str]:
    """Names of the fields of the forms of a page that are sent back to it."""
    response = browser.get(address)
    if not response.headers["Content-Type"].startswith("text/html"):
        return set()
    page = BeautifulSoup(response.content, "html.parser")
    return {
        field["name"]
        for form in page.find_all("form")
        if form.get("method", "get").lower() == method
        and form.get("action", "") in {"", urlsplit(address).path}
        for field in form.find_all(["input", "select", "textarea"])
        if field.get("name")
    } - {"csrfmiddlewaretoken"}


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.address)
def test_no_form_breaks_whatever_is_typed(world, browsers, row):
    role = one_who(row, "done", "answered")
    address, rightly = world.at(row.address), dict(row.data(world))
    names = set(rightly)
    if row.get:
        names |= fields_of(browsers[role], address, "post")

    @EXAMPLES
    @given(st.dictionaries(st.sampled_from(sorted(names) or ["x"]), sent, min_size=1))
    def try_it(changes):
        data = {
            name: value for name, value in {**rightly, **changes}.items() if value is not MISSING
        }
        send(world, browsers[role], address, data)

    try_it()
    # Signed out, nothing of a form is looked at; once is enough to see it.
    send(world, browsers["anonymous"], address, dict.fromkeys(names, "\x00"))


@pytest.mark.parametrize(("address", "rightly"), SIGN_IN, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("role", ["anonymous", "account"])
def test_no_form_of_the_account_breaks(world, browsers, address, rightly, role):
    @EXAMPLES
    @given(st.dictionaries(st.sampled_from(sorted([*rightly, "next"])), sent, min_size=1))
    def try_it(changes):
        data = {
            name: value for name, value in {**rightly, **changes}.items() if value is not MISSING
        }
        browser = world.client(role)
        send(world, browser, address, data)

    try_it()


@pytest.mark.parametrize(
    "row", [row for row in FORMS if row not in WAGTAILS_VIEWS], ids=lambda row: row.address
)
def test_no_form_breaks_on_what_no_browser_sends(world, browsers, row):
    browser = browsers[one_who(row, "done", "answered")]
    for content_type, body in RAW:
        with rolled_back():
            response = browser.generic("POST", world.at(row.address), body, content_type)
        assert response.status_code < 500, (content_type, body[:60])


# What stands in the address

READ = [row for row in ROWS if row.get and "page" in row.get.values()]


@pytest.mark.parametrize("row", READ, ids=lambda row: row.address)
def test_no_filter_breaks_whatever_stands_in_the_address(world, browsers, row):
    browser = browsers[one_who(row, "page")]
    path = urlsplit(world.at(row.address)).path
    names = fields_of(browser, path, "get") | {"page"}
    if names == {"page"} and row in WAGTAILS_VIEWS:
        return

    @settings(EXAMPLES, max_examples=MANY if len(names) > 1 else FEW)
    @given(st.dictionaries(st.sampled_from(sorted(names)), sent, min_size=1))
    def try_it(changes):
        query = {name: value for name, value in changes.items() if value is not MISSING}
        response = browser.get(f"{path}?{urlencode(query, doseq=True)[:8_000]}")
        assert response.status_code < 500
        if response.streaming:
            b"".join(response.streaming_content)

    try_it()
    assert browser.get(f"{path}?%FF=%C3%28&page=%00&q=%ED%A0%80").status_code < 500


KEY = re.compile(r"\{[a-z_.]+\}")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if KEY.search(row.address)], ids=lambda row: row.address
)
def test_no_key_of_any_size_breaks_an_address(world, browsers, row):
    browser = browsers[one_who(row, "page", "done", "answered")]
    for key in ("0", "9" * 18, "9" * 30, "x" * 300, "%00", "%F0%9F%98%80"):
        address = KEY.sub(key, row.address)
        assert browser.get(address).status_code < 500
        with rolled_back():
            assert browser.post(address, row.data(world)).status_code < 500
