"""A meeting up to its day, in a real browser: also at 375 px without JavaScript."""

import datetime as dt

from django.utils import timezone

import pytest

from forums.groups.services import make_group_pages
from forums.models import GroupMeeting, Registration, Routing
from home.standing_pages import make_missing_pages
from tests.browser.walk import follow, press
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

DAY = dt.timedelta(days=1)


@pytest.fixture(params=["desktop", "375 px without JavaScript"])
def page(request, new_context, base_url):
    plain = request.param != "desktop"
    context = new_context(
        viewport={"width": 375 if plain else 1280, "height": 800}, java_script_enabled=not plain
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.is_plain = plain
    return page


@pytest.fixture
def look(axe):
    """Find no fault; without JavaScript axe cannot run, so there the page must only not be too wide."""

    def find_no_fault(page):
        if not page.is_plain:
            axe(page)
            return
        for one in page.locator("main > *, main input, main button").all():
            box = one.bounding_box()
            assert box is None or box["x"] + box["width"] <= 375, page.url

    return find_no_fault


@pytest.fixture
def people(db):
    convenor = UserFactory(name="Carys Cole")
    group = GroupFactory(name="Health Group", slug="health", convenor=convenor)
    GroupFactory(name="County Forum", slug="forum", county_forum=True)
    make_missing_pages()
    make_group_pages()
    delegates = []
    for person, organisation in (("Asha Amin", "Kennet Carers"), ("Bo Birch", "Zeals Youth Club")):
        member = OrganisationFactory(name=organisation, member=True)
        GroupMembershipFactory(group=group, organisation=member)
        user = UserFactory(name=person)
        DelegateFactory(organisation=member, user=user, role="lead")
        delegates.append(user)
    return convenor, *delegates


def test_from_a_draft_to_a_place_that_is_freed(page, look, people, enter_as, base_url):
    convenor, asha, bo = people

    def sits_down(user, address):
        page.context.clear_cookies()
        enter_as(page, user).goto(f"{base_url}{address}")

    # The convenor makes a draft with an agenda.
    sits_down(convenor, "/my/groups/health/")
    follow(page, "Meetings of the group")
    look(page)
    follow(page, "Call a meeting")
    day = timezone.localdate() + 20 * DAY
    for label, value in (
        ("Title", "Autumn meeting"),
        ("Day", day.isoformat()),
        ("Starts at", "18:30"),
        ("Ends at", "20:30"),
        ("Place (optional)", "Town Hall, Devizes"),
        ("Link to take part online (optional)", "https://example.org/room"),
        ("Access (optional)", "Ramp at the back."),
        ("Number of places (optional)", "1"),
    ):
        page.get_by_label(label).fill(value)
    look(page)
    press(page, "Save draft")
    for title, level in (("Welcome", "Operational"), ("Buses on Sundays", "Strategic")):
        follow(page, "Add an item")
        page.get_by_label("Title").fill(title)
        page.get_by_label("Length in minutes").fill("30")
        page.get_by_label(level).check()
        look(page)
        press(page, "Add")
    page.get_by_role("button", name="Up Buses on Sundays").click()
    look(page)

    # A strategic item is routed up, and the meeting is announced.
    follow(page, "Route to another group Buses on Sundays")
    page.get_by_label("County Forum").check()
    press(page, "Ask")
    page.get_by_text("We have asked the convenor of the County Forum.").first.wait_for()
    assert Routing.objects.get().to.slug == "forum"
    follow(page, "Announce")
    look(page)
    press(page, "Announce")
    page.get_by_text("Meeting announced.").first.wait_for()
    look(page)
    meeting = GroupMeeting.objects.get()
    assert list(meeting.items.values_list("title", flat=True)) == ["Buses on Sundays", "Welcome"]

    # The first delegate has the place, and the second waits.
    sits_down(asha, "/groups/health/")
    look(page)
    follow(page, "Autumn meeting")
    look(page)
    follow(page, "Register")
    page.get_by_label("Asha Amin").check()
    look(page)
    press(page, "Register")
    page.get_by_text("Asha Amin has a place.").first.wait_for()
    page.get_by_role("link", name="https://example.org/room").first.wait_for()
    look(page)
    sits_down(bo, meeting.get_absolute_url())
    page.get_by_text("All places are taken.").first.wait_for()
    follow(page, "Register")
    page.get_by_label("Somebody else", exact=True).check()
    page.get_by_label("Name of somebody else (optional)").fill("Una Usk")
    press(page, "Register")
    page.get_by_text("Una Usk is on the waiting list").first.wait_for()
    assert page.get_by_role("link", name="https://example.org/room").count() == 0

    # The first withdraws, and the second moves up.
    sits_down(asha, meeting.get_absolute_url())
    follow(page, "Withdraw Asha Amin")
    look(page)
    press(page, "Withdraw")
    page.get_by_text("Asha Amin is no longer registered.").first.wait_for()
    assert Registration.objects.with_place().get().name == "Una Usk"
    sits_down(bo, meeting.get_absolute_url())
    page.get_by_text("has a place").first.wait_for()
    page.get_by_role("link", name="https://example.org/room").first.wait_for()
