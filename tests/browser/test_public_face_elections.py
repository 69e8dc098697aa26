"""From the front page to an election's first act, in two clicks, without scrolling, on a telephone and on a desk."""

import re

from django.utils import timezone

import pytest

from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import count_election
from elections.services.voting import cast_ballot
from tests.browser.journeys import Journey
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.elections import DAY, ContestFactory, organisation_with_voter, poll


@pytest.fixture
def journey(screen, base_url):
    return Journey(screen, base_url)


@pytest.fixture
def voting(asha, efua):
    """A poll that opened yesterday, on the roll of which Asha's organisation is."""
    title = "Voluntary sector seats on the Local Area Agreement Board"
    return poll(
        poll_opens=timezone.now() - DAY,
        election__returning_officer=efua,
        election__title=title,
        election__slug="board",
    )[0]


def sign_in(page, user):
    """At the form to which the button led."""
    confirm_address(user)
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def test_vote(journey, asha, voting, axe):
    page = journey.starts_at("/").page
    journey.click("link", "Vote")
    page.get_by_text("6 days left").first.wait_for()
    axe(page)
    journey.click("link", "Sign in to vote")
    journey.took_at_most(2)
    sign_in(page, asha)
    page.get_by_role("heading", name="Show that it is you").wait_for()
    assert page.url.endswith("/elections/board/vote/")


def test_vote_when_signed_in(journey, asha, voting, enter_as, member):
    page = enter_as(journey.page, asha)
    journey.starts_at("/").click("link", "Vote")
    journey.click("button", f"Vote for {member}")
    page.get_by_role("heading", name="Show that it is you").wait_for()
    journey.took_at_most(2)


def test_does_my_organisation_have_a_vote(journey, voting, member, axe):
    page = journey.starts_at("/").page
    journey.click("link", "Vote")
    journey.click("link", "Does my organisation have a vote?")
    journey.took_at_most(2)
    field = page.get_by_role("textbox", name="Its name, or its charity or company number")
    journey.sees(field)
    field.fill(member.name)
    journey.click("button", "Look it up")
    page.get_by_text(f"Yes, {member} has a vote").wait_for()
    page.get_by_role("link", name="Sign in to vote").wait_for()
    axe(page)


def test_a_name_that_is_not_there_leads_to_joining(journey, voting):
    journey.starts_at("/elections/board/who-votes/")
    page = journey.page
    page.get_by_label("Its name, or its charity or company number").fill("Nowhere Society")
    journey.click("button", "Look it up")
    page.get_by_role("link", name="Join the Assembly").last.click()
    page.get_by_role("heading", name="Is your organisation already here?").wait_for()


@pytest.fixture
def nominations(asha):
    opens = timezone.now() + 20 * DAY
    return ContestFactory(election__poll_opens=opens, election__slug="board")


def test_nominate(journey, asha, nominations, enter_as, axe):
    page = enter_as(journey.page, asha)
    journey.starts_at("/").click("link", "Nominate")
    axe(page)
    journey.click("link", "Put somebody forward")
    page.get_by_role("heading", name="Put somebody forward").wait_for()
    journey.took_at_most(2)


def test_nominate_when_signed_out(journey, asha, nominations):
    journey.starts_at("/").click("link", "Nominate")
    journey.click("link", "Sign in to nominate")
    journey.took_at_most(2)
    sign_in(journey.page, asha)
    journey.page.get_by_role("heading", name="Put somebody forward").wait_for()


def test_the_list_has_the_button_of_an_open_poll_in_sight(journey, voting):
    title = voting.election.title
    journey.starts_at("/elections/").click("link", re.compile(f"^Vote.*{title}"))
    journey.page.get_by_role("link", name="Sign in to vote").wait_for()


RANKINGS = (
    [(1,)] * 9 + [(2,)] * 7 + [(3, 1)] * 3 + [(4, 2)] * 2
)  # elects the first at the third stage


@pytest.fixture
def counted(efua):
    """A poll of 21 organisations, counted two days ago."""
    voters = [organisation_with_voter() for _ in RANKINGS]
    opens = timezone.now() - 10 * DAY
    contest, shares = poll(candidates=4, poll_opens=opens, election__returning_officer=efua)
    for (organisation, person), ranking in zip(voters, RANKINGS, strict=True):
        cast_ballot(contest, organisation, ranking=ranking, by=person, at=opens + DAY)
    publish_receipts(contest.election, by=efua, at=opens + 7 * DAY)
    record_draw(contest, "3 17 22", by=efua, at=opens + 7 * DAY)
    rewrite_box(contest.election, by=efua, at=opens + 8 * DAY)
    election = open_box(contest.election, shares, by=efua, at=opens + 8 * DAY)
    count_election(election, by=efua, at=opens + 8 * DAY)
    return contest


def test_step_through_a_result(journey, counted, axe, new_context):
    page = journey.starts_at("/").page
    journey.click("link", "See the result")
    journey.took_at_most(1)
    page.get_by_role("heading", name="Stage 1 of").wait_for()
    assert page.get_by_role("heading", name="Stage 2 of").count() == 0  # hidden is not in the tree
    journey.click("link", "Next stage: 2 of 3", in_sight=False)
    page.get_by_role("heading", name="Stage 2 of 3").wait_for()
    assert page.get_by_role("heading", name=re.compile("Stage 1 of")).count() == 0
    picture = page.locator(".asm-chart--step svg:visible")
    assert picture.bounding_box()["width"] <= page.viewport_size["width"]
    axe(page)
    journey.click("link", "Next stage: 3 of 3", in_sight=False)
    journey.click("link", "Previous stage: 2 of 3", in_sight=False)
    page.get_by_role("heading", name="Stage 2 of 3").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Stage 3 of 3").wait_for()
    journey.click("link", "Show all stages", in_sight=False)
    page.get_by_role("heading", name="Stage 1 of 3").wait_for()
    page.get_by_role("heading", name="Stage 3 of 3").wait_for()
    script_off = new_context(java_script_enabled=False).new_page()
    script_off.goto(page.url.partition("#")[0])
    script_off.get_by_role("link", name="Next stage: 2 of 3").click()
    script_off.get_by_role("heading", name="Stage 2 of 3").wait_for()
