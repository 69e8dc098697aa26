"""The main path: sign in, join a group, vote, keep the receipt; later the box is opened and the result declared."""

import datetime as dt
import re

from django.utils import timezone

import pytest

from elections.models import SealedBallot
from elections.services.voting import cast_ballot
from forums.models import GroupMembership
from home.standing_pages import make_missing_pages
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.elections import DAY, organisation_with_voter, poll, sign_all
from tests.factories.forums import GroupFactory

OTHERS = 6


@pytest.fixture
def others(db):
    return [organisation_with_voter(f"Organisation {n}") for n in range(OTHERS)]


@pytest.fixture
def running(asha, efua, others):
    """A contest whose poll opened yesterday, the shares of its key, and the votes of the others."""
    contest, typed = poll(
        candidates=4, poll_opens=timezone.now() - DAY, election__returning_officer=efua
    )
    for ranking, (organisation, voter) in zip(
        [(1, 2), (2, 1), (1, 3), (3,), (1,), ()], others, strict=True
    ):
        cast_ballot(contest, organisation, ranking=ranking, by=voter)
    return contest, typed


def rank(page, candidate):
    return page.get_by_role("textbox", name=candidate)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def gone(page, name):
    """The page says that the act is done, in place of its button."""
    page.get_by_role("button", name=name, exact=True).wait_for(state="detached")


def test_a_member_votes_and_is_counted(
    desktop, phone, axe, enter_as, base_url, asha, efua, member, running, mailoutbox, time_machine
):
    contest, typed = running
    election = contest.election
    GroupFactory(name="Health Group", slug="health")
    make_missing_pages()
    confirm_address(asha)

    voter = phone
    voter.goto(f"{base_url}/accounts/login/?next=/groups/health/")
    voter.get_by_label("Email address").fill("Asha@Example.org")
    voter.get_by_label("Password", exact=True).fill(PASSWORD)
    voter.keyboard.press("Enter")
    voter.get_by_text("Acting for").first.wait_for()
    axe(voter)
    press(voter, "Join the group")
    voter.get_by_text(f"{member} is now in the Health Group.").wait_for()
    assert GroupMembership.objects.current().get().organisation == member

    voter.goto(f"{base_url}{election.get_absolute_url()}")
    axe(voter)
    press(voter, f"Vote for {member}")
    voter.get_by_role("heading", name="Show that it is you").wait_for()
    axe(voter)
    press(voter, "E-mail me a code")
    voter.get_by_text("A code is on its way").wait_for()
    voter.get_by_label("Code").fill(re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    press(voter, "Continue")
    voter.get_by_role("heading", name="Your ballot").wait_for()
    axe(voter)

    rank(voter, "Candidate B").fill("1")
    rank(voter, "Candidate A").fill("1")
    press(voter, "Review your vote")
    voter.get_by_role("heading", name="There is a problem").wait_for()
    axe(voter)
    assert rank(voter, "Candidate B").input_value() == "1"
    rank(voter, "Candidate A").fill("2")
    press(voter, "Review your vote")
    voter.get_by_role("heading", name="Review your vote").wait_for()
    axe(voter)
    press(voter, "Confirm and cast this vote")
    voter.get_by_text("Vote cast").first.wait_for()
    axe(voter)
    receipt = re.search(r"\b[A-Z2-7]{20}\b", voter.inner_text("main"))[0]
    assert SealedBallot.objects.count() == OTHERS + 1

    voter.goto(f"{base_url}{election.get_absolute_url()}")
    assert not voter.get_by_role("button", name=f"Vote for {member}").is_visible()

    officer = enter_as(desktop, efua)
    office = f"{base_url}/cms/elections/{election.pk}/"
    time_machine.move_to(election.receipts_at + dt.timedelta(minutes=1))
    officer.goto(office)
    press(officer, "Publish the receipts")
    gone(officer, "Publish the receipts")
    voter.goto(f"{base_url}{election.get_absolute_url()}receipts/")
    assert receipt in voter.inner_text("main")
    axe(voter)

    time_machine.move_to(election.opening_at + dt.timedelta(minutes=1))
    officer.goto(office)
    officer.get_by_role("link", name=f"Record the lot: {contest}").click()
    officer.get_by_label("What the event gave").fill("3 17 22 41 42 59")
    officer.locator("main button.button, form button.button").first.click()
    officer.get_by_role("link", name="Open the ballot box").click()
    for place, text in enumerate(typed[:2], 1):
        officer.get_by_label(f"Share, field {place}").fill(text.lower().replace("-", " "))
    officer.locator("main button.button, form button.button").first.click()
    press(officer, "Count")
    officer.get_by_text("the provisional result is public").first.wait_for()

    voter.goto(f"{base_url}{election.get_absolute_url()}result/")
    axe(voter)
    assert "Candidate A" in voter.inner_text("main")
    assert "This result is provisional" in voter.inner_text("main")

    sign_all(election, at=election.opening_at + dt.timedelta(minutes=2))
    time_machine.move_to(election.challenge_ends_at + dt.timedelta(minutes=1))
    enter_as(officer, efua).goto(office)  # two weeks on, the session has ended
    press(officer, "Declare the result")
    gone(officer, "Declare the result")
    assert not SealedBallot.objects.exists()
    time_machine.move_to(election.opening_at + 30 * DAY)  # the term has begun
    voter.goto(f"{base_url}/representatives/")
    assert "Candidate A" in voter.inner_text("main")
    axe(voter)
