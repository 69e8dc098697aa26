"""An organisation finds that it is not here yet, and registers: on a wide screen, and at 320 px without JavaScript."""

import pytest

from assembly.membership.models import Organisation
from tests.factories.membership import (
    DistrictFactory,
    OrganisationFactory,
    RegisterEntryFactory,
    ThemeFactory,
    UserFactory,
)


@pytest.fixture
def county(db):
    DistrictFactory(name="Kennet", slug="kennet")
    ThemeFactory(name="Health", slug="health")
    OrganisationFactory(name="Ashmere Stroke Club", member=True)
    RegisterEntryFactory(
        org_id="GB-CHC-9900001",
        name="ASHMERE CARERS' CIRCLE",
        website="https://ashmere.example.org",
        postcode="SN10 1AA",
        activities="Time off, company and advice for people who care for somebody.",
    )


@pytest.fixture(params=["1280", "320 without JavaScript"])
def page(request, open_page, new_context):
    if request.param == "1280":
        return open_page(1280, 900)
    context = new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    return context.new_page()


@pytest.fixture
def look_at(axe, open_page):
    """Find no fault with a page as it stands. Axe is a script: it reads the page in a window that runs scripts."""

    def look(page):
        page.wait_for_load_state()
        size, html = page.viewport_size, page.content()
        window = open_page(size["width"], size["height"])
        window.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        window.goto(page.url)
        axe(window)
        window.close()

    return look


def choose(page, legend, label):
    page.get_by_role("group", name=legend).get_by_label(label).check()


def test_an_organisation_looks_first_and_then_registers(page, look_at, enter_as, base_url, county):
    lead = UserFactory(name="Nadia Novak", email="nadia@example.org")
    enter_as(page, lead)
    page.goto(f"{base_url}/my/")
    page.get_by_role("link", name="Find your organisation", exact=True).click()
    page.get_by_label("Its name, or its charity or company number").fill("ashmere")
    page.get_by_role("button", name="Look it up").click()
    look_at(page)
    # Another one of the same place is here; ours stands in the register of charities.
    page.get_by_role("link", name="Ashmere Stroke Club").wait_for()
    page.get_by_role("link", name="ASHMERE CARERS' CIRCLE").click()
    assert page.get_by_label("Name of the organisation").input_value() == "Ashmere Carers' Circle"
    assert page.get_by_label("Number in that register").input_value() == "9900001"
    look_at(page)

    # Half of it today ...
    choose(page, "Where it works", "Kennet")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name="Registration of Ashmere Carers' Circle").click()
    # ... and the rest another day.
    assert page.get_by_role("group", name="Where it works").get_by_label("Kennet").is_checked()
    page.get_by_role("button", name="Apply for membership").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    look_at(page)
    page.get_by_label("Legal form").select_option(label="Unincorporated association")
    for legend in (
        "Does it exist for something other than private profit?",
        "Is it separate from public bodies?",
        "Does it govern itself, independent of government?",
        "Does it work in the area of the Assembly?",
    ):
        choose(page, legend, "Yes")
    choose(page, "How is it run?", "By an unpaid management committee")
    page.get_by_role("button", name="Apply for membership").click()

    page.get_by_text("has applied for membership").first.wait_for()
    look_at(page)
    organisation = Organisation.objects.get(name="Ashmere Carers' Circle")
    assert (organisation.status, organisation.org_id) == ("applied", "GB-CHC-9900001")
    assert organisation.delegates.get().user == lead
    assert organisation.findings.filter(declared=True).count() == 5
