"""Lists page by page by key: forwards, backwards, and through whatever stands in the address."""

import datetime as dt
from base64 import urlsafe_b64encode

from django.db.models.functions import Lower

import pytest

from assembly.core.key_pages import Order, key_page
from assembly.membership.models import Organisation
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db

BY_NAME = Order("sort_name")
NEWEST = Order("admitted_on", dt.date.fromisoformat, descending=True)


def organisations():
    return Organisation.objects.annotate(sort_name=Lower("name"))


def walk(order, **asked):
    """The names page by page, forwards to the end and then backwards to the beginning."""
    pages, way = [], "after"
    while len(pages) < 20:
        page = key_page(organisations(), order, asked, per_page=3)
        pages.append([one.name for one in page])
        if way == "after" and not page.after:
            way = "before"
        token = getattr(page, way)
        if not token:
            return pages
        asked = {way: token}
    raise AssertionError("The pages do not end.")


@pytest.fixture
def ten():
    # Twice the same name in other letters, and names in other scripts, at the borders of pages.
    names = ["b", "a", "B", "c", "C", "ü", "z", "ж", "b", "字"]
    for number, name in enumerate(names):
        OrganisationFactory(name=name, member=True, admitted_on=dt.date(2008, 3, 1 + number % 4))
    return len(names)


@pytest.mark.parametrize(("order", "column"), [(BY_NAME, "sort_name"), (NEWEST, "-admitted_on")])
def test_each_record_stands_on_one_page_there_and_back(ten, order, column):
    key = "-pk" if column.startswith("-") else "pk"
    expected = [one.name for one in organisations().order_by(column, key)]
    pages = walk(order)
    there, back = pages[:4], pages[4:]
    assert [name for page in there for name in page] == expected
    assert back == there[-2::-1]
    assert len(expected) == ten


def test_the_first_page_has_nothing_before_and_a_single_page_has_no_neighbours(ten):
    first = key_page(organisations(), BY_NAME, {}, per_page=3)
    assert (first.before, bool(first.after)) == ("", True)
    only = key_page(organisations(), BY_NAME, {}, per_page=10)
    assert (only.before, only.after, len(only)) == ("", "", 10)


def test_what_is_added_meanwhile_neither_repeats_nor_hides_a_record(ten):
    first = key_page(organisations(), BY_NAME, {}, per_page=3)
    before = [
        one.name for one in key_page(organisations(), BY_NAME, {"after": first.after}, per_page=3)
    ]
    OrganisationFactory(name="a")
    after = key_page(organisations(), BY_NAME, {"after": first.after}, per_page=3)
    assert [one.name for one in after] == before


def token(text):
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "asked",
    [
        "x",
        "é",
        "=" * 2_000,
        token("[]"),
        token("{}"),
        token('["a"]'),
        token('["a", "b"]'),
        token('["a", 1.5]'),
        token('["a", 99999999999999999999]'),
        token('["a\\u0000", 1]'),
        token('["\\ud800", 1]'),
        token("[null, 1]"),
        token("[" * 900),
    ],
)
def test_a_key_that_cannot_be_read_is_the_first_page(ten, asked):
    for order in (BY_NAME, NEWEST):
        first = [one.pk for one in key_page(organisations(), order, {}, per_page=3)]
        for side in ("after", "before"):
            found = key_page(organisations(), order, {side: asked}, per_page=3)
            assert [one.pk for one in found] == first


def test_beyond_the_last_record_there_is_nothing(ten):
    last = Organisation.objects.order_by(Lower("name"), "pk").last()
    page = key_page(
        organisations(),
        BY_NAME,
        {"after": token(f'["{last.name.lower()}", {last.pk}]')},
        per_page=3,
    )
    assert (page.items, page.before, page.after) == ([], "", "")
