"""The Compact for programs: open data, feed, map of the site and search; and for the Compact Board."""

import datetime as dt
import json

from django.conf import settings

import feedparser
import pytest
import time_machine

from assembly.compact import feeds, services, yearly_report
from assembly.compact.models import Edition
from assembly.core.feeds import Item
from tests import points
from tests.factories.compact import draft, published, write
from tests.factories.membership import UserFactory

from .test_public_citing import of
from .test_public_pages import APRIL_2010, drop, read, renumber, renumbered  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def get(client, address):
    response = client.get(f"/api/v1/compact/{address}")
    assert response.status_code == 200, address
    return json.loads(response.content)


# Open data


@time_machine.travel("2010-03-15 12:00")
def test_editions_are_listed_with_what_they_are_today(client, renumbered):  # noqa: F811
    found = get(client, "editions")["items"]
    assert [(one["number"], one["standing"], one["last_day"]) for one in found] == [
        (1, "In force", "2010-03-31"),
        (2, "To come", None),
    ]
    assert found[0]["in_force_from"] == "2005-09-01"
    assert found[0]["page"] == f"{settings.SITE_URL}/compact/editions/1/"


def test_the_whole_text_of_an_edition_is_read(client, renumbered):  # noqa: F811
    Edition.objects.filter(number=2).update(introduction="Hello.", principles="- Trust")
    whole = get(client, "editions/2")
    assert (whole["introduction"], whole["principles"]) == ("Hello.", "- Trust")
    found = {one["number"]: one for one in whole["undertakings"]}
    assert {number: one["change"] for number, one in found.items()} == {
        "C1": "changed",
        "C2": "dropped",
        "C3": "new",
        "C7": "dropped",
    }
    assert found["C2"]["continued_as"] == found["C3"]["page"]
    assert found["C7"]["continued_as"] is None
    assert found["C1"]["text"] == "We consult early, and online."


def test_undertakings_in_force_say_where_their_history_is(client, renumbered):  # noqa: F811
    found = {one["number"]: one for one in get(client, "undertakings")["items"]}
    assert sorted(found) == ["C1", "C3"]
    assert found["C1"]["earlier_editions"] == [f"{settings.SITE_URL}/compact/editions/1/"]
    assert found["C3"]["continues"] == [f"{settings.SITE_URL}/compact/consultation/c2/"]
    assert found["C3"]["cited_by"] == {}
    first = get(client, "undertakings?limit=1")
    assert [one["number"] for one in first["items"]] == ["C1"]
    assert first["next"].endswith(f"after={of('C1').pk}&limit=1")


def test_a_draft_is_in_no_open_data(client, renumbered):  # noqa: F811
    third = draft()
    write(third, "C9", "Nobody knows it yet.", code="consultation")
    Edition.objects.filter(pk=third.pk).update(
        comments_from="2000-01-01", comments_until="2999-01-01"
    )
    assert client.get("/api/v1/compact/editions/3").status_code == 404
    assert "Nobody knows" not in json.dumps([get(client, "undertakings"), get(client, "editions")])
    assert client.get("/api/v1/compact/editions/99999999999999999999").status_code in {404, 422}


def test_the_example_is_marked_until_an_edition_is_adopted(client):
    services.load_example()
    [example] = get(client, "editions")["items"]
    assert (example["standing"], example["adopted_on"]) == ("Example text", None)
    assert all(one["is_example"] for one in get(client, "undertakings")["items"])
    assert len(get(client, "editions/0")["undertakings"]) == 32
    published(F1="We pay.")
    assert client.get("/api/v1/compact/editions/0").status_code == 404


# The feed


def test_the_feed_tells_of_each_edition_what_changes(client, renumbered):  # noqa: F811
    Edition.objects.filter(number=2).update(changes="C2 is C3 now.")
    third = draft()
    write(third, "F1")
    feed = feedparser.parse(client.get("/feeds/compact.atom").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Adopted: Wiltshire Compact, edition of April 2010",
        "Adopted: Wiltshire Compact, edition of September 2005",
    ]
    assert feed.entries[0].summary == "In force from 1 April 2010. C2 is C3 now."
    assert feed.entries[0].link == f"{settings.SITE_URL}/compact/editions/2/"


def test_the_example_text_is_no_news(client):
    services.load_example()
    assert not feedparser.parse(client.get("/feeds/compact.atom").content).entries


def test_other_subjects_add_to_the_feed_and_the_newest_comes_first(client, monkeypatch):
    old, new = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2005, 2006))
    points.only(
        monkeypatch,
        feeds.changes,
        lambda most: [Item("Guidance on F1", "/compact/funding/f1/#guidance-1", "Pay.", old)],
        lambda most: [Item("Guidance on F2", "/compact/funding/f2/#guidance-1", "Say.", new)],
    )
    feed = feedparser.parse(client.get("/feeds/compact.atom").content)
    assert [entry.title for entry in feed.entries] == ["Guidance on F2", "Guidance on F1"]
    assert len({entry.id for entry in feed.entries}) == 2


# The map of the site, and search


def test_the_map_of_the_site_has_editions_and_public_undertakings(client, renumbered):  # noqa: F811
    third = draft()
    write(third, "C9", code="consultation")
    editions = read(client, "/sitemap-editions.xml")
    assert "/compact/editions/2/" in editions
    assert "/compact/editions/3/" not in editions
    undertakings = read(client, "/sitemap-undertakings.xml")
    assert "/compact/consultation/c2/" in undertakings
    assert "/compact/consultation/c9/" not in undertakings
    assert "/compact/editions/</loc>" in read(client, "/sitemap-lists.xml")


@time_machine.travel("2011-01-01 12:00")
def test_search_finds_titles_numbers_and_words_in_force(client, renumbered):  # noqa: F811
    for q in ("Twelve weeks, or say why", "C3", "undertaking C3", "at least twelve weeks"):
        page = read(client, f"/search/?q={q}")
        assert 'href="/compact/consultation/c3/"' in page, q
        assert 'href="/compact/consultation/c2/"' not in page, q
    for q in ("C7", "look back"):
        assert 'href="/compact/consultation/c7/"' not in read(client, f"/search/?q={q}"), q
    page = read(client, "/search/?q=online")
    assert 'href="/compact/consultation/c1/"' in page
    assert "example text" not in page


def test_search_marks_the_example(client):
    services.load_example()
    assert "Consultation code of the Compact, example text" in read(client, "/search/?q=C2")


def test_an_undertaking_without_a_title_is_found_by_its_number(client):
    first = draft()
    write(first, "F1", "We answer letters.", title="")
    published(first)
    assert ">Undertaking F1<" in read(client, "/search/?q=letters").replace("<mark>", "").replace(
        "</mark>", ""
    )


# The Compact Board and its yearly report


@time_machine.travel("2010-03-15 12:00")
def test_the_page_of_the_board_has_the_editions_with_their_counts(client, renumbered):  # noqa: F811
    third = draft("The next one")
    write(third, "F1")
    client.force_login(UserFactory(office="Compact Board"))
    page = read(client, "/my/compact-board/")
    part = page.split("The text of the Compact")[1]
    assert "The next one, draft" in part
    assert "In force from 1 September 2005 to 31 March 2010. 3 undertakings." in part
    assert "Comes into force on 1 April 2010. 2 undertakings." in part


def test_the_yearly_report_says_what_was_adopted_and_in_force(renumbered):  # noqa: F811
    def lines(year):
        found = yearly_report.of_year(year)
        return [
            line.text
            for panel in found
            if panel.heading == "The text of the Compact"
            for line in panel.lines
        ]

    assert lines(2004) == []
    assert lines(2009) == [
        "In force at the end of the year: Wiltshire Compact, edition of September 2005"
    ]
    assert lines(2010) == [
        "Wiltshire Compact, edition of April 2010, adopted on 1 March 2010",
        "In force at the end of the year: Wiltshire Compact, edition of April 2010",
    ]
