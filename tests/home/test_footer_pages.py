"""Help, policies and the record: there, in every footer, in the same order."""

import re

from django.test import Client, override_settings
from django.utils import timezone

import pytest

from assembly.core import record
from assembly.core.cookies import COOKIES
from assembly.core.events import record as note
from tests.conftest import ROOT
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.elections import DAY, poll

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/help/",
    "/glossary/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/terms/",
    "/contact/",
]
FOOTER = ["/members/join/", *ADDRESSES]
HELP = ["/help/join/", "/help/vote/", "/help/respond/", "/help/breach/"]


def footer_links(response):
    footer = response.content.decode().partition('<footer class="asm-footer">')[2]
    links = re.findall(r'<a class="asm-footer__link" href="(/[^"]*)"', footer)
    return [link for link in links if not link.startswith("/contact/?about=")]


@pytest.mark.parametrize(
    "address", ["/", *ADDRESSES, *HELP, "/members/", "/accounts/login/", "/nowhere/"]
)
def test_every_footer_has_the_same_links_in_the_same_order(client, address):
    assert footer_links(client.get(address)) == FOOTER


def test_the_page_of_a_failure_has_them_too(client):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.home.broken_urls"):
        response = client.get("/broken/")
    assert response.status_code == 500
    assert footer_links(response) == FOOTER


@pytest.mark.parametrize("address", [*ADDRESSES, *HELP, "/about/record/"])
def test_every_such_page_is_there_with_words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert len(re.findall(r"<h1", response.content.decode())) == 1


@pytest.mark.parametrize("address", [*ADDRESSES, *HELP])
def test_no_link_of_these_pages_leads_nowhere(client, address):
    page = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    links = set(re.findall(r'href="(/[^"]*)"', page))
    assert {link: client.get(link, follow=True).status_code for link in links} == dict.fromkeys(
        links, 200
    )


def test_each_act_leads_to_its_help(client, asha):
    assert "/help/breach/" in client.get("/compact/").content.decode()
    client.force_login(asha)
    assert "/help/join/" in client.get("/members/register/").content.decode()


def test_the_record_shows_its_head(client, asha, member):
    note("membership.admitted", member, by=asha)
    record.seal_events()
    head = record.head()
    page = client.get("/about/record/").content.decode()
    assert head.digest in page
    assert client.get("/about/record.json").json() == {"events": head.count, "hash": head.digest}


@override_settings(DEBUG=True)
def test_every_component_stands_on_the_page_of_components(client):
    template = (ROOT / "templates/core/components.html").read_text()
    frame = {
        "account_links",
        "acting_for",
        "voting_for",
        "footer",
        "main_navigation",
        "messages",
        "hero",
    }
    frame |= {
        "breadcrumbs",
        "form_page",
        "confirmation",
        "about_this_page",
    }  # parts of others, or whole pages
    names = {path.stem for path in (ROOT / "templates/components").glob("*.html")} - frame
    assert {name for name in names if f"components/{name}.html" not in template} == set()
    assert client.get("/about/components/").status_code == 200


def test_components_are_for_developers_only(client):
    assert client.get("/about/components/").status_code == 404


def test_only_the_listed_cookies_are_set(asha, dev):
    """Walk the site as a visitor, a delegate and an office holder; hold every Set-Cookie against the list."""
    poll(poll_opens=timezone.now() - DAY)
    known = {cookie.name for cookie in COOKIES}
    seen = set()
    for user in (None, asha, dev):
        client = Client()
        client.get("/")
        if user:
            confirm_address(user)
            answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
            seen |= set(answer.cookies)
            assert "_auth_user_id" in client.session
        for address in [
            "/", *ADDRESSES, "/members/", "/elections/", "/groups/", "/funding/awards/", "/my/", "/cms/",
            "/accounts/email/", "/accounts/login/", "/accounts/signup/", "/accounts/login/code/",
            "/my/notifications/", "/members/register/",
        ]:  # fmt: skip
            seen |= set(client.get(address).cookies)
        seen |= set(client.post("/accounts/logout/").cookies)
    assert seen == known
    page = Client().get("/cookies/").content.decode()
    assert all(name in page for name in known)
