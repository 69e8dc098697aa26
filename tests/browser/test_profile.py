"""A lead fills in a profile, and a visitor without an account finds help: at three widths, one without scripts."""

import re

from django.utils import timezone

import pytest

from assembly.membership.models import QualityMark
from home.gateway.models import Enquiry
from home.standing_pages import make_missing_pages
from tests.factories.membership import (
    DelegateFactory,
    DistrictFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.factories.profiles import ActivityTagFactory, OfferFactory


@pytest.fixture(params=[(1280, 900), (375, 740), (320, 640)], ids=["desktop", "phone", "no-script"])
def visitor(request, open_page, browser, base_url):
    """A page of each width; the narrowest runs no script."""
    if request.param[0] > 320:
        yield open_page(*request.param)
        return
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False, base_url=base_url
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(axe, request):
    """Axe is a script itself, so where scripts are off only the width is looked at."""

    def find_no_fault(page):
        if "no-script" in request.node.name:
            box = page.locator("main").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        else:
            axe(page)

    return find_no_fault


@pytest.fixture
def county(db):
    make_missing_pages()
    DistrictFactory(name="Kennet", slug="kennet", map_column=0, map_row=0)
    ThemeFactory(name="Health", slug="health")
    ActivityTagFactory(name="Carers", pattern=r"\bcarers?\b")


def save(page, button="Save"):
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def test_a_lead_fills_in_the_profile(visitor, look, enter_as, base_url, asha, member, county):
    page = enter_as(visitor, asha)
    page.goto(f"{base_url}/my/")
    page.get_by_role("link", name="Change its profile").click()
    look(page)

    page.get_by_role("link", name="Change “What it is”").click()
    save(page)
    page.get_by_text("There is a problem").wait_for()
    look(page)
    page.get_by_label("What it does").fill("Time off for carers.")
    save(page)
    page.get_by_text("“What it is” is saved.").wait_for()

    page.get_by_role("link", name="Fill in “What it works on”").click()
    page.get_by_label("Health", exact=True).check()
    page.get_by_label("Providing services").check()
    page.get_by_label("Disability").check()
    look(page)
    save(page)

    page.get_by_role("link", name="Fill in “In narrower words”").click()
    page.get_by_label("Carers (you write “Carers”)").check()
    look(page)
    save(page)

    page.get_by_role("link", name="Fill in “Income”").click()
    page.get_by_label("Last day of the financial year").fill(
        f"{timezone.localdate().year - 1}-03-31"
    )
    page.get_by_label("Income of that year in pounds").fill("a lot")
    save(page)
    page.get_by_text("Enter a number").first.wait_for()
    assert page.get_by_label("Income of that year in pounds").input_value() == "a lot"
    look(page)
    page.get_by_label("Income of that year in pounds").fill("12000")
    save(page)

    page.get_by_role("link", name="Fill in “Quality marks”").click()
    page.get_by_label("Scheme").fill("PQASSO")
    page.get_by_label("Awarded on").fill("2008-03-03")
    save(page, "Add a quality mark")
    page.get_by_role("link", name="PQASSO").click()
    look(page)
    assert QualityMark.objects.get().organisation == member

    page.goto(f"{base_url}{member.get_absolute_url()}")
    for shown in ("Time off for carers.", "£10,000 to £100,000 (£12,000)", "D10"):
        page.get_by_text(shown).first.wait_for()
    look(page)
    page.goto(f"{base_url}/members/?theme=health")
    page.get_by_text("1 organisation found").wait_for()
    look(page)
    page.goto(f"{base_url}/sector/")
    look(page)


def test_somebody_without_an_account_finds_help(visitor, look, base_url, county, mailoutbox):
    hub = OrganisationFactory(name="Kennet Hub", slug="hub", member=True, infrastructure=True)
    OfferFactory(organisation=hub, need="governance", description="A trustee school.")
    DelegateFactory(organisation=hub, role="lead")
    page = visitor
    page.goto(f"{base_url}/find-help/")
    look(page)
    page.get_by_role("link", name="Governance and trustees").click()
    page.get_by_text("A trustee school.").wait_for()
    look(page)
    page.get_by_role("link", name="Kennet Hub").click()
    save(page, "Send the enquiry")
    page.get_by_text("Write your question.").first.wait_for()
    look(page)
    page.get_by_label("What would you like to know?").fill("Who signs?")
    page.get_by_label("Your name").fill("Nadia")
    page.get_by_label("Your e-mail address").fill("nadia@example.org")
    save(page, "Send the enquiry")
    page.get_by_role("heading", name="Confirm your enquiry").wait_for()
    look(page)
    code = re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0]
    page.get_by_label("Six-digit code").fill(code)
    save(page, "Confirm")
    page.get_by_role("heading", name="Your enquiry is sent").wait_for()
    look(page)
    assert Enquiry.objects.get().state == "waiting"
