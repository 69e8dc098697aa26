"""The list of editions, and the whole text of one as it was."""

import datetime as dt

import pytest
import time_machine

from assembly.compact import services
from assembly.compact.models import Edition
from tests.factories.compact import draft, published, write

from .test_public_pages import APRIL_2010, drop, read, renumber

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    """Two editions: that of 2010 pays twice, drops F2 and has F3 as F4."""
    first = draft()
    for number, text in (("F1", "We pay."), ("F2", "We hide."), ("F3", "We talk.")):
        write(first, number, text, title=text.removeprefix("We ").strip(".").title())
    published(first)
    second = draft()
    write(second, "F1", "We pay twice.", title="Pay")
    drop(second, "F2", code="funding")
    renumber(second, "F3", "F4", "We talk.", code="funding", title="Talk")
    Edition.objects.filter(pk=second.pk).update(changes="We pay twice now.")
    published(Edition.objects.get(pk=second.pk), on=dt.date(2010, 3, 1), in_force_from=APRIL_2010)


@pytest.mark.parametrize(
    ("on", "standings"),
    [
        ("2010-03-31 23:59", ["To come", "In force"]),
        ("2010-04-01 00:01", ["In force", "Superseded"]),
    ],
)
def test_the_clock_says_which_edition_is_in_force(client, two, on, standings):
    with time_machine.travel(f"{on}+01:00"):
        page = read(client, "/compact/editions/")
    found = [page.index(f"{standing}</strong>") for standing in standings]
    assert found == sorted(found)
    assert "We pay twice now." in page
    assert "The Compact is a voluntary agreement" in page


@time_machine.travel("2011-01-01 12:00")
def test_an_edition_is_shown_as_it_was(client, two):
    first, second = (read(client, f"/compact/editions/{number}/") for number in (1, 2))
    for words in (
        "We pay.",
        "We hide.",
        "We talk.",
        "In force from 1 September 2005 to 31 March 2010.",
    ):
        assert words in first
    assert "We pay twice." not in first
    assert "F4" not in first
    assert "This text is not in force." in first
    assert "editions/1/changes/" not in first
    assert "In force since 1 April 2010." in second
    assert "We hide." not in second
    kept, dropped = second.split("Dropped by this edition")
    assert "F2: Hide" in dropped
    assert "F3: Talk</a>, now F4" in dropped
    assert "F4: Talk" in kept
    assert "/compact/editions/2/changes/" in second
    for page in (first, second):
        assert "data-print" in page
        assert "The Compact is a voluntary agreement" in page


def test_a_draft_has_no_page_until_it_is_out_for_comment(client, two):
    third = draft()
    assert client.get("/compact/editions/3/").status_code == 404
    Edition.objects.filter(pk=third.pk).update(
        comments_from=dt.date(2011, 1, 10), comments_until=dt.date(2011, 2, 10)
    )
    for on, status, is_open in (
        ("2011-01-09", 404, False),
        ("2011-01-10", 302, True),
        ("2011-02-10", 302, True),
        ("2011-02-11", 302, False),
    ):
        with time_machine.travel(f"{on} 12:00"):
            answer = client.get("/compact/editions/3/")
            listed = "until 10 February 2011" in read(client, "/compact/editions/")
        assert answer.status_code == status, on
        assert listed == is_open, on
    assert client.get("/compact/editions/9/").status_code == 404


def test_the_example_has_a_page_only_while_it_is_read(client):
    assert "No edition has been adopted yet." in read(client, "/compact/editions/")
    services.load_example()
    assert "This is example text" in read(client, "/compact/editions/0/")
    assert "Example text</strong>" in read(client, "/compact/editions/")
    published(F1="We pay.")
    assert client.get("/compact/editions/0/").status_code == 404
    assert "/compact/editions/0/" not in read(client, "/compact/editions/")


def test_an_edition_costs_no_more_queries_for_more_undertakings(
    client, django_assert_max_num_queries
):
    first = draft()
    write(first, "F1")
    published(first)
    read(client, "/compact/editions/1/")
    with django_assert_max_num_queries(40) as few:
        read(client, "/compact/editions/1/")
    second = draft()
    for number in range(2, 12):
        write(second, f"F{number}", f"Words {number}.")
    published(second, on=APRIL_2010)
    with django_assert_max_num_queries(len(few)):
        read(client, "/compact/editions/2/")
