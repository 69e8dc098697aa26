"""Feeds, the map of the site, robots.txt, and what a page says of itself in its head."""

import datetime as dt
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

pytestmark = pytest.mark.django_db

FEEDS = ["news", "consultations", "elections"]
LOC = re.compile(r"<loc>([^<]+)</loc>")


@pytest.fixture
def anonymous(world):
    return world.client("anonymous")


def read(anonymous, name):
    return feedparser.parse(anonymous.get(f"/feeds/{name}.atom").content)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_whole(anonymous, name):
    feed = read(anonymous, name)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id.endswith(f"/feeds/{name}.atom")
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [feed.feed.id]
    assert feed.entries
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    for entry in feed.entries:
        assert entry.title
        assert entry.updated_parsed
        assert anonymous.get(urlsplit(entry.link).path).status_code == 200


def test_the_news_that_is_not_published_is_not_told(anonymous):
    assert [entry.title for entry in read(anonymous, "news").entries] == ["A news item"]


def test_a_draft_consultation_and_a_planned_election_are_not_told(anonymous):
    links = [entry.link for name in FEEDS for entry in read(anonymous, name).entries]
    assert not [link for link in links if link.endswith(("/draft/", "/planned/"))]


def test_an_entry_of_an_election_is_new_again_when_it_is_declared(anonymous, world):
    before = {entry.id: entry for entry in read(anonymous, "elections").entries}
    [declared] = [entry for id_, entry in before.items() if id_.endswith("/elections/declared/")]
    assert declared.summary.startswith("Declared")


@pytest.mark.parametrize("name", FEEDS)
def test_who_has_the_feed_already_is_told_so(anonymous, name):
    response = anonymous.get(f"/feeds/{name}.atom")
    again = anonymous.get(f"/feeds/{name}.atom", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_calendar_holds_the_days_of_a_consultation(anonymous, world):
    content = anonymous.get(f"/calendar/body/{world.body.slug}.ics").content
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    days = {str(event["SUMMARY"]): event for event in found}
    last = next(event for title, event in days.items() if title.startswith("Last day to respond"))
    assert last["DTEND"].dt == last["DTSTART"].dt + dt.timedelta(days=1)
    assert anonymous.get(urlsplit(str(last["URL"])).path).status_code == 200


# The map of the site


def addresses(anonymous, name):
    text = anonymous.get(name).content.decode()
    ElementTree.fromstring(text)  # noqa: S314 - our own
    return [urlsplit(found) for found in LOC.findall(text)]


def test_every_address_of_the_map_can_be_read_by_everybody(anonymous, settings):
    sections = addresses(anonymous, "/sitemap.xml")
    assert len(sections) == 9
    found = [loc for section in sections for loc in addresses(anonymous, section.path)]
    assert len(found) > 20
    for loc in found:
        assert f"{loc.scheme}://{loc.netloc}" == settings.SITE_URL
        assert anonymous.get(loc.path).status_code == 200, loc.path


def test_what_is_hidden_is_not_on_the_map(anonymous, world):
    sections = addresses(anonymous, "/sitemap.xml")
    found = {loc.path for section in sections for loc in addresses(anonymous, section.path)}
    assert f"/members/{world.member.slug}/" in found
    assert f"/members/{world.applicant.slug}/" not in found
    assert "/elections/planned/" not in found
    assert "/news/draft/" not in found
    assert "/news/item/" in found


def test_robots_are_kept_out_of_accounts_and_off_a_trial_site(client, settings):
    settings.SEARCH_ENGINES = True
    words = client.get("/robots.txt").content.decode()
    assert "Disallow: /accounts/\n" in words
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in words
    settings.SEARCH_ENGINES = False
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


# The head of a page

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
META = re.compile(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">')

CANONICALS = {
    "/": "/",
    "/members/?q=carers&district=salisbury": "/members/",
    "/members/?page=2&q=x": "/members/?page=2",
    "/members/?page=1": "/members/",
    "/members/?page=nonsense": "/members/",
    "/news/?utm_source=x": "/news/",
}


@pytest.mark.parametrize("address", CANONICALS)
def test_a_page_has_one_lasting_address(anonymous, settings, address):
    page = anonymous.get(address).content.decode()
    assert CANONICAL.findall(page) == [f"{settings.SITE_URL}{CANONICALS[address]}"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/news/item/", "What is new."),
        ("/members/", "on the register of the Assembly"),
        ("/elections/declared/", ""),
        ("/consultations/wcc/consultation/", ""),
    ],
)
def test_a_page_says_what_it_is_about(anonymous, settings, address, words):
    said = dict(META.findall(anonymous.get(address).content.decode()))
    assert said["description"] == said["og:description"]
    assert said["description"]
    assert words in said["description"]
    assert said["og:title"]
    assert said["og:url"] == f"{settings.SITE_URL}{address}"
    assert said["og:image"].startswith(settings.SITE_URL)


def test_a_title_with_quotes_stays_inside_its_attribute(client, world):
    name = 'Say "hello" & <b>go</b>'
    world.member.name = name
    world.member.save()
    page = client.get(f"/members/{world.member.slug}/").content.decode()
    said = dict(META.findall(page))
    assert said["og:title"] == "Say &quot;hello&quot; &amp; &lt;b&gt;go&lt;/b&gt;"
