"""From seeing to doing: write to a representative, find a person, confirm one's interests. Every click is counted."""

import datetime as dt
import re

from django.utils import timezone

import pytest

from home.contact.models import ContactMessage
from tests.browser.journeys import Journey
from tests.browser.walk import heading, reads
from tests.factories.elections import DAY, CandidateFactory, ContestFactory, NominationFactory
from tests.factories.funding import AwardFactory
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory

PHONE = 375
LINE = "Kennet Carers received £12,000 from Wiltshire Council in 2007"


@pytest.fixture
def rhys(db):
    return UserFactory(name="Rhys Rowe", email="rhys@private.example.org")


@pytest.fixture
def held(rhys):
    today = timezone.localdate()
    return AppointmentFactory(
        user=rhys,
        name="Rhys Rowe",
        seat__title="Seat for carers",
        seat__partnership__name="Health Partnership",
        starts_on=today - 30 * DAY,
        ends_on=today + 300 * DAY,
    )


def write(page, text="Who was asked?"):
    page.get_by_label("Your message").fill(text)


def test_a_stranger_writes_to_a_representative_from_the_front_page(
    screen, base_url, axe, held, rhys, mailoutbox
):
    journey = Journey(screen, base_url).starts_at("/")
    # On a phone the link is just below the first screen, and the page is reached by the menu too.
    journey.click("link", "Who speaks for us", in_sight=screen.viewport_size["width"] > PHONE)
    journey.click("link", "Write to Rhys Rowe", in_sight=False)
    heading(screen, "Write to Rhys Rowe")
    journey.took_at_most(2)
    axe(screen)
    write(screen)
    screen.get_by_label("Your name").fill("Nadia Novak")
    screen.get_by_label("Your e-mail address").fill("nadia@example.org")
    screen.get_by_role("button", name="Send the message").click()
    heading(screen, "Confirm your message")
    axe(screen)
    screen.get_by_label("Six-digit code").fill(re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    screen.get_by_role("button", name="Confirm").click()
    reads(screen, "We have passed it on to Rhys Rowe")
    assert "private.example.org" not in screen.content()
    assert ContactMessage.objects.get().passed_to == rhys
    axe(screen)


def test_the_button_is_in_sight_on_the_page_of_a_representative(
    screen, base_url, axe, enter_as, held, rhys, asha
):
    journey = Journey(enter_as(screen, asha), base_url).starts_at("/representatives/")
    journey.click("link", "Rhys Rowe", in_sight=False)
    journey.click("link", "Write to Rhys Rowe")
    journey.took_at_most(2)
    reads(screen, "You are writing as Asha Amin")
    write(screen)
    screen.get_by_role("button", name="Send the message").click()
    reads(screen, "We have passed it on to Rhys Rowe")
    enter_as(screen, rhys)
    screen.goto(f"{base_url}/my/messages/to-me/{ContactMessage.objects.get().reference}/")
    reads(screen, "Who was asked?")
    journey.sees(screen.get_by_role("link", name="Answer by e-mail"))
    axe(screen)


def test_a_representative_is_found_by_name(screen, base_url, axe, held):
    journey = Journey(screen, base_url).starts_at("/")
    on_a_phone = screen.viewport_size["width"] < 600
    if on_a_phone:  # the bar has a link to the page of the search instead of the box
        journey.click("link", "Search the site", within="header")
    field = screen.get_by_role("searchbox").locator("visible=true").first
    journey.sees(field)
    field.fill("Rhys")
    field.press("Enter")
    journey.click("link", "Rhys Rowe")
    heading(screen, "Rhys Rowe")
    journey.took_at_most(2)
    journey.sees(screen.get_by_role("link", name="Write to Rhys Rowe"))
    axe(screen)


def test_a_candidate_is_found_by_name(screen, base_url):
    CandidateFactory(
        name="Nadia Novak",
        contest__title="Health seat",
        contest__election__poll_opens=timezone.now() + DAY,
    )
    journey = Journey(screen, base_url).starts_at("/search/?q=novak")
    journey.click("link", "Nadia Novak")
    journey.took_at_most(1)
    heading(screen, "Health seat")


def test_a_candidate_confirms_the_awards_and_voters_read_them(
    screen, base_url, axe, enter_as, member, carys
):
    contest = ContestFactory(election__poll_opens=timezone.now() + 20 * DAY)
    nomination = NominationFactory(
        contest=contest,
        organisation=member,
        user=carys,
        statement="I would ask who was asked.",
        employer="Kennet Carers",
        funding="none",
        other_seats="none",
    )
    AwardFactory(
        recipient=member,
        amount="12000",
        funder_name="Wiltshire Council",
        awarded_on=dt.date(2007, 6, 1),
    )
    page = enter_as(screen, carys)
    journey = Journey(page, base_url).starts_at(nomination.get_absolute_url())
    reads(page, "Tick the awards from the funding register")
    journey.click("link", "Change what you wrote", in_sight=False)
    page.get_by_role("checkbox", name=LINE).check()
    axe(page)
    journey.click("button", "Save and review", in_sight=False)
    page.get_by_role("link", name=LINE).wait_for()
    journey.click("button", "Accept, and send these words", in_sight=False)
    reads(page, "You have accepted")
    journey.took_at_most(3)
    axe(page)


def test_every_page_leads_to_the_support_unit(screen, base_url, axe):
    journey = Journey(screen, base_url).starts_at("/members/")
    journey.click("link", "Write to us about this page", within="footer", in_sight=False)
    reads(screen, "You are writing about the page")
    journey.took_at_most(1)
    screen.get_by_role("link", name="/members/", exact=True).wait_for()
    axe(screen)
