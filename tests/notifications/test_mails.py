"""Every mail of the site, written with real records: whole in text and in HTML, and leading where it should."""

import re

import pytest
from bs4 import BeautifulSoup

from assembly.core import emails
from assembly.core.models import SiteSettings
from assembly.notifications import kinds
from assembly.notifications.checks import mail_templates
from tests.notifications.samples import SITE, samples, write

pytestmark = pytest.mark.django_db

MISSING = "[not given]"
NAMES = sorted(kinds.KINDS)


@pytest.fixture
def mail(world, settings):
    """The mail of this name, with a mark wherever a template asks for what it is not given."""
    [engine] = settings.TEMPLATES
    options = {**engine["OPTIONS"], "string_if_invalid": MISSING}
    settings.TEMPLATES = [{**engine, "OPTIONS": options}]
    site = SiteSettings.load()
    site.contact_email, site.contact_phone = "office@example.org", "01225 000000"
    site.postal_address = "The Old Chapel\nMarket Place\nDevizes"
    site.save()
    return lambda name: write(name, samples(world)[name], world)


def test_every_mail_has_a_sample(world):
    assert set(samples(world)) == mail_templates() - {"tests/told", "tests/vote"}


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_given_all_it_asks_for(mail, name):
    written = mail(name)
    for part in (written.subject, written.text, written.html):
        assert MISSING not in part
        assert part.strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_leads_where_it_should(mail, world, name):
    written = mail(name)
    _, url = samples(world)[name]
    assert f"{SITE}{url}" in written.text.split()
    links = [link["href"] for link in BeautifulSoup(written.html, "html.parser").find_all("a")]
    assert f"{SITE}{url or '/'}" in links
    assert [link for link in links if not link.startswith((SITE, "mailto:"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_plain_and_well_wrapped(mail, name):
    text = mail(name).text
    assert not re.search(r"</?[a-z]+>|&[a-z#0-9]+;", text)
    assert "\n\n\n" not in text
    for line in text.splitlines():
        assert line == line.rstrip()
        assert len(line) <= emails.WIDTH or " " not in line.strip(), line


@pytest.mark.parametrize("name", NAMES)
def test_the_html_is_whole_and_fetches_nothing(mail, name):
    page = BeautifulSoup(mail(name).html, "html.parser")
    assert page.html["lang"] == "en-GB"
    assert page.title.get_text()
    assert page.find(["img", "script", "link", "iframe", "form"]) is None
    assert "url(" not in str(page.style)
    assert all(table.get("role") == "presentation" for table in page.find_all("table"))


@pytest.mark.parametrize("name", NAMES)
def test_both_parts_say_the_same(mail, name):
    """Word for word, but for the sentences that introduce a link in one of them and are the link in the other."""
    written = mail(name)
    html = BeautifulSoup(written.html, "html.parser")
    html.style.decompose()
    html.title.decompose()
    words_of = re.compile(r"[A-Za-z0-9']{4,}")
    text_words = set(words_of.findall(written.text))
    html_words = set(words_of.findall(html.get_text(" ")))
    only_in_html = html_words - text_words
    assert len(only_in_html) <= 8, only_in_html


def test_lines_are_wrapped_and_addresses_are_not():
    address = f"https://example.org/{'x' * 80}/"
    text = emails._wrapped(f"{'word ' * 30}\n\n\n\n- {'item ' * 30}\n  {address}\n")
    lines = text.splitlines()
    assert all(len(line) <= emails.WIDTH for line in lines if address not in line)
    assert f"  {address}" in lines
    assert "\n\n- item" in text
    assert "\n  item" in text
