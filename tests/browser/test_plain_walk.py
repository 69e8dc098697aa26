"""The main path on a screen of 320 px, without JavaScript, and with the keyboard alone."""

import datetime as dt
import re

from django.utils import timezone

import pytest

from assembly.consultations.models import Response
from assembly.consultations.publishing import services as consultations
from elections.models import SealedBallot
from forums.models import GroupMembership
from home.standing_pages import make_missing_pages
from tests.browser.keyboard import press, tab_to, type_into
from tests.browser.looks import px_too_wide
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.consultations import STATED, PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.elections import DAY, poll
from tests.factories.forums import GroupFactory
from tests.factories.membership import UserFactory


@pytest.fixture
def site(asha, efua):
    """A group to join, an open poll, an open consultation."""
    body = PublicBodyFactory()
    site_with(body)
    GroupFactory(name="Health Group", slug="health")
    make_missing_pages()
    today = timezone.localdate()
    drafted = consultations.draft_consultation(
        body,
        proposal(opens_on=today, closes_on=today + dt.timedelta(days=84)),
        by=officer_of(body),
    )
    board = UserFactory(office="Assembly Board")
    consultations.publish_consultation(drafted.page.get_latest_revision(), by=board)
    confirm_address(asha)
    return poll(poll_opens=timezone.now() - DAY, election__returning_officer=efua)[0]


@pytest.fixture
def plain(new_context):
    context = new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    return context.new_page()


def narrow(page):
    """Nothing of the page is cut off, or found only by scrolling sideways."""
    assert px_too_wide(page) <= 0, page.url
    return page


def test_the_main_path_by_keyboard_alone(plain, base_url, member, site, mailoutbox):
    page = plain
    page.goto(f"{base_url}/groups/health/")
    press(page, "Sign in to join")
    type_into(page, "login", "asha@example.org")
    type_into(page, "password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("Acting for").first.wait_for()
    press(narrow(page), "Join the group")
    page.get_by_role("heading", name="Who takes part?").wait_for()
    press(narrow(page), "Join the group")
    page.get_by_text(f"{member} is now in the Health Group.").wait_for()
    assert GroupMembership.objects.current().get().organisation == member

    page.goto(f"{base_url}/elections/")
    press(narrow(page), site.election.title)
    press(narrow(page), f"Vote for {member}")
    press(narrow(page), "E-mail me a code")
    page.get_by_text("A code is on its way").wait_for()
    type_into(page, "code", re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    press(page, "Continue")
    page.get_by_role("heading", name="Your ballot").wait_for()
    name = page.get_by_role("textbox", name="Candidate B").get_attribute("name")
    type_into(narrow(page), name, "1")
    press(page, "Review your vote")
    page.get_by_role("heading", name="Review your vote").wait_for()
    press(narrow(page), "Confirm and cast this vote")
    page.get_by_text("Vote cast").first.wait_for()
    assert re.search(r"\b[A-Z2-7]{20}\b", narrow(page).inner_text("main"))
    assert SealedBallot.objects.count() == 1

    page.goto(f"{base_url}/consultations/")
    press(narrow(page), "Day services")
    press(narrow(page), f"Respond for {member}")
    type_into(narrow(page), "q1", "Keep all three.")
    press(narrow(page), "Continue")
    for name, said in STATED.items():
        narrow(page).locator(f"[name={name}][value={said}]").press("Space")
    press(page, "Check your answers")
    press(narrow(page), "Send the response")
    page.get_by_role("heading", name="Response sent").wait_for()
    narrow(page)
    assert Response.objects.get().current.answers.get().text == "Keep all three."
    tab_to(page, "Back to the consultation")
