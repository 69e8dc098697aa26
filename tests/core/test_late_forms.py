"""A form that comes too late loses nothing that was typed, unless it carries a secret or came from elsewhere."""

import html
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import pytest

from home.contact.models import ContactMessage
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.membership import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

OURS = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {
    "topic": "voting",
    "name": "Zoë Àlvarez",
    "email": "zoe@example.org",
    "text": "Where is <the> ballot?\nI looked everywhere.",
}


@pytest.fixture
def strict(db):
    return Client(enforce_csrf_checks=True)


def carried(page):
    """The hidden fields of the page, as a browser sends them."""
    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()
    )
    return {name: html.unescape(value) for name, value in found}


def test_a_form_with_an_old_token_is_sent_again(strict):
    strict.get("/contact/")
    late = strict.post("/contact/", {**TYPED, "csrfmiddlewaretoken": "x" * 64}, **OURS)
    assert late.status_code == 403
    assert "What you typed is still here" in late.content.decode()
    assert late.headers["Cache-Control"] == "no-store"
    fields = carried(late)
    assert {name: fields[name] for name in TYPED} == TYPED
    strict.post("/contact/", fields, **OURS)
    assert ContactMessage.objects.get().text.splitlines() == TYPED["text"].splitlines()


def test_without_cookies_the_page_says_so_and_keeps_the_words(strict):
    page = strict.post("/contact/", TYPED, **OURS)
    assert "Your browser keeps no cookies" in page.content.decode()
    assert carried(page)["text"] == TYPED["text"]


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "https://evil.example"}, {}, {"HTTP_ORIGIN": "null"}]
)
def test_what_another_site_wrote_does_not_go_back(strict, headers):
    page = strict.post("/contact/", TYPED, **headers)
    assert page.status_code == 403
    assert "Zoë" not in page.content.decode()
    assert "Open the page again" in page.content.decode()


def test_a_page_of_an_older_browser_is_known_by_its_referer(strict):
    page = strict.post("/contact/", TYPED, HTTP_REFERER="http://testserver/contact/")
    assert carried(page)["name"] == TYPED["name"]


def test_nothing_of_a_secret_page_goes_back(strict):
    page = strict.post("/elections/any/vote/review/", {"rank_1": "secret choice"}, **OURS)
    words = page.content.decode()
    assert page.status_code == 403
    assert "secret choice" not in words
    assert "nothing was kept" in words


def test_no_password_goes_back(strict):
    typed = {"login": "a@example.org", "password": "open sesame"}
    page = strict.post("/accounts/login/", typed, **OURS)
    assert page.status_code == 403
    assert "sesame" not in page.content.decode()


def test_what_was_typed_in_the_editing_pages_goes_back(strict):
    """The session ended while somebody wrote a page."""
    typed = {"title": "Minutes of the forum", "action-publish": "action-publish"}
    page = strict.post("/cms/pages/3/edit/", typed, **OURS)
    assert typed.items() <= carried(page).items()


def test_a_form_with_a_file_is_begun_again(strict):
    file = SimpleUploadedFile("minutes.txt", b"words")
    page = strict.post("/contact/", {**TYPED, "minutes": file}, **OURS)
    assert "Zoë" not in page.content.decode()


def test_who_was_signed_out_signs_in_beside_the_form_and_sends_it(strict, carys):
    confirm_address(carys)
    club = OrganisationFactory(slug="wye-club", status="listed")
    DelegateFactory(organisation=club, user=carys, role="lead")
    strict.get("/accounts/login/")
    token = strict.cookies["csrftoken"].value
    late = strict.post("/accounts/", {"name": "Carys Cole-Ward"})  # an account page: nothing kept
    assert late.status_code == 403
    typed = {"name": "Bread & Roses", "description": "A bakery.", "csrfmiddlewaretoken": token}
    late = strict.post("/members/wye-club/apply/", typed, **OURS)
    assert "You are signed out" in late.content.decode()
    assert carried(late)["name"] == "Bread & Roses"

    sign_in = {"login": carys.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post("/accounts/login/", sign_in, **OURS).status_code == 302
    once_more = strict.post("/members/wye-club/apply/", carried(late), **OURS)
    assert once_more.status_code == 403  # signing in changed the token
    form = strict.post("/members/wye-club/apply/", carried(once_more), **OURS)
    assert form.status_code == 200
    assert "Bread &amp; Roses" in form.content.decode()
    assert "There is a problem" in form.content.decode()


def test_a_ballot_of_somebody_signed_out_leads_to_the_sign_in_page(client):
    answer = client.post("/elections/any/vote/cast/", {"rank_1": "1"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")
