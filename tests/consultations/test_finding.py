"""Finding a consultation: filters by GET, open ones first, pages by key, a feed and a calendar of each scope."""

import datetime as dt
import re

from django.utils import timezone

import feedparser
import icalendar
import pytest
import time_machine

from assembly.consultations.finding import filters
from assembly.consultations.finding.filters import Filters
from assembly.consultations.models import Consultation, Extension
from assembly.consultations.publishing import services
from tests.consultations.conftest import LONDON, publish
from tests.factories.consultations import proposal
from tests.factories.membership import DistrictFactory, ThemeFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2010, 6, 1, 12, 0, tzinfo=LONDON)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def now(council):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def health(db):
    return ThemeFactory(name="Health", slug="health")


@pytest.fixture
def kennet(db):
    return DistrictFactory(name="Kennet", slug="kennet")


@pytest.fixture
def make(council, gwen, now):
    """Publish a consultation that opens on a day; `theme` and `district` are those of its page."""

    def make(title, opens_on, *, body=council, days=84, theme=None, district=None, **facts):
        slug = title.lower().replace(" ", "-")
        facts |= {
            "title": title,
            "slug": slug,
            "opens_on": opens_on,
            "closes_on": opens_on + days * DAY,
        }
        facts |= {"reason_code": "budget", "reason_text": "March."} if days < 84 else {}
        draft = services.draft_consultation(body, proposal(**facts), by=gwen)
        page = draft.page
        page.themes = [theme] if theme else []
        page.districts = [district] if district else []
        page.save_revision()
        now.move_to(dt.datetime.combine(opens_on, dt.time(9), tzinfo=LONDON) - 30 * DAY)
        made = publish(draft, by=gwen, at=timezone.now())
        now.move_to(NOW)
        return made

    return make


@pytest.fixture
def several(make, trust, health, kennet):
    """Open, forthcoming, closed and withdrawn ones, of two bodies."""
    day = NOW.date()
    return {
        "Libraries": make("Libraries", day - 10 * DAY),
        "Clinics": make("Clinics", day - 20 * DAY, body=trust, theme=health, district=kennet),
        "Buses": make("Buses", day + 10 * DAY),
        "Parks": make("Parks", day - 400 * DAY, theme=health),
        "Wards": make(
            "Wards", day - 800 * DAY, body=trust, district=DistrictFactory(slug="salisbury")
        ),
    }


def found(client, **asked):
    """The titles that a list shows, in its order."""
    page = client.get("/consultations/", asked).content.decode()
    return re.findall(r'asm-card__link" href="[^"]+">([^<]+)<', page)


def test_open_ones_come_first_then_what_will_open_then_the_latest(client, several):
    assert found(client) == ["Clinics", "Libraries", "Buses", "Parks", "Wards"]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"body": "pct"}, ["Clinics", "Wards"]),
        ({"theme": "health"}, ["Clinics", "Parks"]),
        ({"district": "kennet"}, ["Clinics", "Libraries", "Buses", "Parks"]),
        ({"state": "open"}, ["Clinics", "Libraries"]),
        ({"state": "forthcoming"}, ["Buses"]),
        ({"state": "closed"}, ["Parks", "Wards"]),
        ({"state": "withdrawn"}, []),
        ({"year": "2010"}, ["Clinics", "Libraries", "Buses"]),
        ({"year": "2008"}, ["Wards"]),
        ({"q": "librar"}, ["Libraries"]),
        ({"q": "zebra"}, []),
        ({"theme": "health", "state": "closed"}, ["Parks"]),
    ],
)
def test_each_filter_narrows_the_lists(client, several, asked, titles):
    assert found(client, **asked) == titles


def test_a_withdrawn_one_is_found_as_such(client, several, gwen):
    services.withdraw_consultation(several["Libraries"], reason="Dropped.", by=gwen)
    assert found(client, state="withdrawn") == ["Libraries"]
    assert found(client, state="open") == ["Clinics"]


def test_what_was_chosen_is_shown_and_can_be_cleared(client, several):
    page = client.get("/consultations/", {"theme": "health", "q": "clinic"}).content.decode()
    assert '<option value="health" selected>Health</option>' in page
    assert 'value="clinic"' in page
    assert '<a class="govuk-link" href="/consultations/">Clear</a>' in page
    none = client.get("/consultations/", {"q": "zebra"}).content.decode()
    assert "No consultations found" in none


def test_a_body_has_the_same_filters_but_that_of_the_body(client, several):
    page = client.get("/consultations/pct/", {"state": "closed"}).content.decode()
    assert "Wards" in page
    assert "Clinics" not in page
    assert 'name="theme"' in page
    assert 'name="body"' not in page


def test_closed_ones_are_paged_by_key_and_a_page_keeps_the_filters(client, make, health):
    day = NOW.date() - 500 * DAY
    for number in range(23):
        make(f"Number {number}", day - number * DAY, theme=health)
    make("Other", day)
    first = client.get("/consultations/", {"theme": "health"}).content.decode()
    assert first.count("asm-card__link") == 20
    address = re.search(r'href="(\?[^"]+)" rel="next"', first).group(1).replace("&amp;", "&")
    assert "theme=health" in address
    second = client.get(f"/consultations/{address}").content.decode()
    assert re.findall(r">(Number \d+)<", second) == ["Number 20", "Number 21", "Number 22"]
    assert 'id="open"' not in second
    for odd in ("?after=x", "?before=WyJ4Iiwx", "?after=%00"):
        assert client.get(f"/consultations/{odd}").status_code == 200


def test_more_open_ones_than_fit_lead_to_all_of_them(client, make):
    for number in range(22):
        make(f"Number {number}", NOW.date() - number * DAY)
    page = client.get("/consultations/", {"year": "2010"}).content.decode()
    assert page.count("asm-card__link") == 20
    assert 'href="?year=2010&amp;state=open"' in page or 'href="?state=open&amp;year=2010"' in page
    assert len(found(client, state="open")) == 20


def test_the_lists_ask_as_often_for_many(
    client, make, health, kennet, django_assert_max_num_queries
):
    client.get("/consultations/?theme=health")
    make("First", NOW.date() - DAY, theme=health)
    with django_assert_max_num_queries(12) as one:
        client.get("/consultations/?theme=health&district=kennet")
    number_of_queries = len(one)
    for number in range(8):
        make(
            f"Number {number}", NOW.date() - (number * 100 + 2) * DAY, theme=health, district=kennet
        )
    client.get("/consultations/")
    with django_assert_max_num_queries(number_of_queries):
        client.get("/consultations/?theme=health&district=kennet")


def test_a_draft_is_found_by_no_filter(client, council, gwen, health):
    draft = services.draft_consultation(
        council, proposal(opens_on=NOW.date(), closes_on=NOW.date()), by=gwen
    )
    draft.page.themes = [health]
    for asked in (Filters(), Filters(theme="health"), Filters(q="day"), Filters(body="wcc")):
        assert not filters.matching(asked, NOW.date()).exists()


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ("body/pct", {"Clinics", "Wards"}),
        ("theme/health", {"Clinics", "Parks"}),
        ("district/kennet", {"Clinics", "Libraries", "Buses", "Parks"}),
    ],
)
def test_each_scope_has_its_feed_and_its_calendar(client, several, scope, titles):
    address = f"/feeds/consultations/{scope}.atom"
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    assert {entry.title.partition(" (")[0] for entry in feed.entries} == titles
    assert feed.feed.id.endswith(address)
    file = client.get(f"/calendar/{scope}.ics").content
    named = {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(file).walk("VEVENT")}
    assert {one.partition(": ")[2].partition(" (")[0] for one in named} == titles


def test_a_feed_says_what_it_is_of(client, several):
    feed = feedparser.parse(client.get("/feeds/consultations/theme/health.atom").content)
    assert feed.feed.title.startswith("Consultations, Health: ")
    assert feed.feed.link.endswith("/consultations/?theme=health")


@pytest.mark.parametrize("scope", ["theme/nothing", "group/health", "x/y"])
def test_there_is_no_feed_of_nothing(client, several, scope):
    assert client.get(f"/feeds/consultations/{scope}.atom").status_code == 404


def test_the_list_links_the_feed_and_the_calendar_of_what_it_is_narrowed_to(client, several):
    page = client.get("/consultations/?theme=health").content.decode()
    assert 'href="/feeds/consultations/theme/health.atom"' in page
    assert 'href="/calendar/theme/health.ics"' in page
    page = client.get("/consultations/pct/?theme=health").content.decode()
    assert 'href="/feeds/consultations/body/pct.atom"' in page
    assert 'href="/feeds/consultations.atom"' in client.get("/consultations/").content.decode()


def test_feed_and_calendar_say_that_it_was_extended(client, several):
    one = several["Libraries"]
    old, new = one.closes_on, one.closes_on + 14 * DAY
    Extension.objects.create(
        consultation=one, old_closes_on=old, new_closes_on=new, reason="More time.", made_at=NOW
    )
    Consultation.objects.filter(pk=one.pk).update(closes_on=new)
    words = "Extended from 14 August 2010 to 28 August 2010: More time."
    feed = feedparser.parse(client.get("/feeds/consultations.atom").content)
    [entry] = [entry for entry in feed.entries if entry.title.startswith("Libraries")]
    assert words in entry.summary
    events = icalendar.Calendar.from_ical(client.get("/calendar.ics").content).walk("VEVENT")
    [closes] = [
        event
        for event in events
        if str(event["SUMMARY"]).startswith("Last day to respond: Libraries")
    ]
    assert words in str(closes["DESCRIPTION"])
    assert closes["DTSTART"].dt == new
