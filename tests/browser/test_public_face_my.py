"""From seeing to doing: to join, to respond, and from one's duties to a vote; and what the header leaves of a phone."""

import datetime as dt
import re

from django.utils import timezone

import pytest

from assembly.consultations.models import Consultation
from assembly.consultations.publishing import services as consultations
from assembly.membership.models import Organisation
from home.standing_pages import make_missing_pages
from tests.browser.journeys import Journey
from tests.browser.keyboard import type_into
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.consultations import PublicBodyFactory, officer_of, proposal, site_with
from tests.factories.elections import DAY, poll
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    UserFactory,
)

CODE = re.compile(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", re.MULTILINE)
TALLEST_HEADER = 200


@pytest.fixture
def journey(screen, base_url):
    return Journey(screen, base_url)


@pytest.fixture
def consultation(asha):
    body = PublicBodyFactory()
    site_with(body)
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
    return Consultation.objects.get()


def header_height(page):
    return page.locator("header.asm-header").bounding_box()["height"]


def answer(page, legend, label):
    page.get_by_role("group", name=legend).get_by_label(label).check()


def describe(page):
    page.get_by_label("What it does").fill("Jam from fruit that would rot.")
    answer(page, "Where it works", "Kennet")
    page.get_by_label("Legal form").select_option(label="Unincorporated association")
    for question in (
        "Does it exist for something other than private profit?",
        "Is it separate from public bodies?",
        "Does it govern itself, independent of government?",
        "Does it work in the area of the Assembly?",
    ):
        answer(page, question, "Yes")
    answer(page, "How is it run?", "By an unpaid management committee")


def test_to_join_one_looks_first_and_makes_the_account_last(journey, axe, mailoutbox):
    DistrictFactory(name="Kennet", slug="kennet")
    make_missing_pages()
    page = journey.page
    journey.starts_at("/")
    journey.click("link", "Join the Assembly")
    journey.took_at_most(1)
    field = page.get_by_label("Its name, or its charity or company number")
    journey.sees(field)
    axe(page)
    field.fill("Hazelmarsh Jam Makers")
    journey.click("button", "Look it up", in_sight=False)
    journey.click("link", "Register your organisation", in_sight=False)
    journey.took_at_most(3)
    assert page.get_by_label("Name of the organisation").input_value() == "Hazelmarsh Jam Makers"
    axe(page)
    describe(page)
    page.get_by_role("button", name="Continue to your account").click()

    page.get_by_text("We keep what you typed").wait_for()
    for name, words in [
        ("name", "Fay Ford"),
        ("email", "fay@example.org"),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ]:
        page.locator(f"main [name={name}]").fill(words)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/accounts/confirm-email/")
    page.locator("[name=code]").fill(CODE.search(mailoutbox[-1].body)[1])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/members/register/")
    page.get_by_role("heading", name="This was typed in this browser").wait_for()
    axe(page)
    page.get_by_role("button", name="Apply for membership").click()
    page.get_by_text("has applied for membership").first.wait_for()
    organisation = Organisation.objects.get(name="Hazelmarsh Jam Makers")
    assert organisation.delegates.get().user.email == "fay@example.org"


def test_a_delegate_responds_from_the_title(journey, enter_as, axe, consultation, asha, member):
    enter_as(journey.page, asha)
    journey.starts_at(consultation.get_absolute_url())
    journey.sees(journey.page.get_by_text("84 days left", exact=True).first)
    axe(journey.page)
    journey.click("link", f"Respond for {member}")
    journey.took_at_most(1)
    journey.page.get_by_role("button", name="Continue").wait_for()


def test_somebody_signed_out_lands_on_the_response_form(journey, consultation, asha, member):
    page = journey.page
    journey.starts_at(consultation.get_absolute_url())
    journey.click("link", "Sign in to respond for your organisation")
    page.locator("main [name=login]").fill(asha.email)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/respond/")
    page.get_by_role("heading", name=f"Respond for {member}").wait_for()
    journey.took_at_most(1)


def test_from_duties_to_the_ballot_in_two_clicks(journey, enter_as, axe, asha, member):
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    page = enter_as(journey.page, asha)
    journey.starts_at("/my/")
    axe(page)
    button = page.locator(".asm-duty__button").first
    journey.sees(button)
    label = button.inner_text()
    assert re.fullmatch(rf"Vote for {member}: (\d+ days? left|last day)", label)
    journey.click("link", label)
    assert contest.election.get_absolute_url() in page.url
    journey.click("button", f"Vote for {member}", in_sight=False)
    journey.took_at_most(2)
    page.get_by_role("heading", name="Show that it is you").wait_for()


def test_the_header_leaves_the_screen_to_the_page(phone, enter_as, base_url, axe, asha, member):
    page = enter_as(phone, asha)
    page.goto(f"{base_url}/my/")
    assert header_height(page) < TALLEST_HEADER
    one = page.locator(".asm-acting").bounding_box()["height"]
    # Several, one of them with a long name: still one line, and in the same place.
    DelegateFactory(
        organisation=OrganisationFactory(
            name="Chalkbourne and Nadderleigh District Society for the Relief of Isolation",
            member=True,
        ),
        user=asha,
    )
    page.reload()
    assert header_height(page) < TALLEST_HEADER
    assert page.locator(".asm-acting").bounding_box()["height"] < one * 1.6
    axe(page)
    header = page.get_by_role("banner")
    for name in ("My Assembly", "Search the site", "Notifications"):
        header.get_by_role("link", name=name).wait_for()
    menu = header.get_by_role("button", name="Menu")
    menu.click()
    header.get_by_role("button", name="Sign out").wait_for()
    header.get_by_role("link", name="Elections").wait_for()
    axe(page)
    menu.click()
    header.get_by_role("link", name="Elections").wait_for(state="hidden")


def test_the_menu_opens_without_scripts(new_context, enter_as, base_url, asha, member):
    context = new_context(viewport={"width": 375, "height": 740}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    page = enter_as(context.new_page(), asha)
    page.goto(f"{base_url}/my/")
    assert header_height(page) < TALLEST_HEADER
    header = page.get_by_role("banner")
    header.get_by_role("link", name="Elections").wait_for(state="hidden")
    header.get_by_role("link", name="Menu", exact=True).click()
    header.get_by_role("link", name="Elections").wait_for()
    header.get_by_role("button", name="Sign out").wait_for()
    header.get_by_role("link", name="Close menu").click()
    header.get_by_role("link", name="Elections").wait_for(state="hidden")


def test_the_search_of_the_header_has_a_label_and_works_by_keyboard(desktop, base_url, member):
    desktop.goto(f"{base_url}/members/")
    field = desktop.get_by_role("banner").get_by_label("Search the site")
    type_into(desktop, "q", "Kennet")
    assert field.input_value() == "Kennet"
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/search/?q=Kennet*")
    desktop.get_by_role("link", name=member.name).first.wait_for()


def test_on_a_phone_the_search_is_one_tap_away(phone, base_url, member):
    phone.goto(f"{base_url}/members/")
    phone.get_by_role("banner").get_by_role("link", name="Search the site").click()
    field = phone.get_by_role("main").get_by_label("Search the site")
    field.fill("Kennet")
    field.press("Enter")
    phone.get_by_role("link", name=member.name).first.wait_for()
