"""In and out of a group: on a wide screen, and at 375 px without JavaScript."""

import pytest

from forums.groups.services import join_group, make_group_pages
from forums.models import GroupMembership, Participant
from tests.browser.looks import px_too_wide
from tests.factories.forums import GroupFactory
from tests.factories.membership import DelegateFactory, UserFactory


@pytest.fixture(params=["1280", "375 without JavaScript"])
def page(request, open_page, new_context):
    if request.param == "1280":
        return open_page(1280, 900)
    context = new_context(viewport={"width": 375, "height": 740}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    return context.new_page()


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


def looked_at(page):
    assert px_too_wide(page) <= 0, page.url
    return page


def test_an_organisation_joins_with_a_participant_and_leaves(
    page, enter_as, base_url, group, member, asha
):
    DelegateFactory(organisation=member, user=UserFactory(name="Idris Iqbal"))
    enter_as(page, asha)
    page.goto(f"{base_url}/groups/health/")
    looked_at(page).get_by_role("button", name="Join the group").click()
    page.get_by_label("Asha Amin").select_option(label="Does not take part")
    page.get_by_label("Idris Iqbal").select_option(label="Takes part, and is told of meetings only")
    looked_at(page).get_by_role("button", name="Join the group").click()
    page.get_by_text("Kennet Carers is now in the Health Group.").wait_for()
    assert Participant.objects.get().told == "meetings"

    page.get_by_role("link", name="Who takes part for Kennet Carers").click()
    looked_at(page).get_by_label("Asha Amin").select_option(
        label="Takes part, and is told everything"
    )
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved who takes part in the Health Group.").wait_for()
    assert Participant.objects.count() == 2

    page.get_by_role("link", name="Leave the group").click()
    page.get_by_text("Asha Amin, Idris Iqbal: we will no longer tell them").wait_for()
    looked_at(page).get_by_role("button", name="Leave the group").click()
    page.get_by_text("Kennet Carers has left the Health Group.").wait_for()
    assert not GroupMembership.objects.current().exists()


def test_a_removal_and_the_appeal_that_reverses_it(
    page, open_page, enter_as, base_url, group, member, asha, carys, dev
):
    desk = open_page(1280, 900)  # offices work in the editing pages, which need scripts
    join_group(group, member, by=asha)
    enter_as(page, carys)
    page.goto(f"{base_url}/my/groups/health/")
    page.get_by_role("link", name="Propose its removal").click()
    page.get_by_label("Why should it be removed from the group?").fill("It shouts.")
    looked_at(page).get_by_role("button", name="Propose the removal").click()
    page.get_by_text("The removal of Kennet Carers has been proposed.").wait_for()

    enter_as(desk, dev)
    desk.goto(f"{base_url}/cms/group-removals/")
    desk.get_by_role("link", name="Kennet Carers").click()
    desk.get_by_role("button", name="Confirm the removal").click()
    desk.get_by_text("Kennet Carers is no longer in the Health Group.").wait_for()

    enter_as(page, asha)
    page.goto(f"{base_url}/my/")
    page.locator("main").get_by_role("link", name="Health Group").click()
    page.get_by_label("Why is the removal wrong?").fill("We whisper.")
    looked_at(page).get_by_role("button", name="Send the appeal").click()
    page.get_by_text("Your appeal has gone to the Assembly Board.").wait_for()

    enter_as(desk, UserFactory(name="Gwen Gray", office="Assembly Board"))
    desk.goto(f"{base_url}/my/")
    desk.locator("main").get_by_role("link", name="Decide the appeal").click()
    desk.get_by_label("The organisation is in the group again").check()
    desk.get_by_label("Why?").fill("They do whisper.")
    desk.get_by_role("button", name="Record the outcome").click()
    desk.get_by_text("Outcome recorded").wait_for()
    assert GroupMembership.objects.current().get().organisation == member
