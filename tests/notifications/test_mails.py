"""Every mail of the site, written with real records: whole in text and in HTML, and leading where it should."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assembly.core import emails
from assembly.core.models import SiteSettings
from assembly.notifications import kinds
from assembly.notifications.checks import mail_templates
from tests.notifications.samples import SITE, samples, write

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

MISSING = "[not given]"
NAMES = sorted(kind.name for kind in kinds.kinds)


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
    written = mail(name)
    html = BeautifulSoup(written.html, "html.parser")
    name_of_assembly = html.select_one("td.name").extract().get_text()
    words_of = re.compile(r"[A-Za-z0-9']{4,}")
    missing = set(words_of.findall(html.body.get_text(" "))) - set(words_of.findall(written.text))
    assert missing - set(name_of_assembly.split()) == set()


def test_no_mail_says_its_words_twice():
    """Subject and text are read out of the one HTML file; a file of another kind would say them again."""
    mails = (Path(__file__).resolve().parents[2] / "templates" / "emails").rglob("*.*")
    assert {path.suffix for path in mails} == {".html"}


def written(folder, settings, body: str) -> emails.Message:
    """A mail of our own whose body is this."""
    (folder / "emails" / "tests").mkdir(parents=True, exist_ok=True)
    (folder / "emails" / "tests" / "own.html").write_text(
        '{% extends "emails/base.html" %}{% block subject %}Tea &amp; talk\n{{ who }}{% endblock %}'
        f"{{% block body %}}{body}{{% endblock %}}"
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]
    return emails.render("tests/own", {**emails.letterhead(), "who": "A <b>\nB"})


def test_lines_are_wrapped_and_addresses_are_not(tmp_path, settings):
    address = f"https://example.org/{'x' * 80}/"
    items = f'<ul><li>{"item " * 30}</li><li><a href="{address}">Tea</a></li></ul>'
    lines = written(tmp_path, settings, f"<p>{'word ' * 30}</p>{items}").text.splitlines()
    assert all(len(line) <= emails.WIDTH for line in lines if address not in line)
    assert f"  {address}" in lines
    assert "- Tea:" in lines
    assert any(line.startswith("  item") for line in lines)


def test_what_a_letter_is_made_of_is_told_in_its_text(tmp_path, settings):
    mail = written(
        tmp_path,
        settings,
        "<p>{{ who }}</p>"
        '<p>Read <a href="https://example.org/a">this</a>.</p>'
        '<p>This: <a href="https://example.org/a">one</a>, or <a href="https://example.org/b">two</a>.</p>'
        '<p><a href="mailto:a@example.org">a@example.org</a>, <a href="https://example.org/">https://example.org</a></p>'
        "<blockquote><p>First<br>line</p><p>Second</p></blockquote><p></p>",
    )
    assert mail.subject == "Tea & talk A <b> B"
    assert mail.text.partition("--")[0] == (
        "Hello,\n\nA <b> B\n\nRead this.\nhttps://example.org/a\n\n"
        "This: one <https://example.org/a>, or two <https://example.org/b>.\n\n"
        "a@example.org, https://example.org\n\n> First\n> line\n>\n> Second\n\n"
    )
