"""A rehearsal is played like an election, is marked as one, and never mixes with real ones."""

import pytest

from assembly.partners.models import Appointment
from elections import panels, to_do
from elections.models import Count, Election
from elections.organisations import tell_of_other_hands, tell_returning_officers
from elections.reports import TurnoutReport
from elections.search import ELECTIONS
from elections.services import opening, result
from elections.services.proof import send_code
from elections.services.roll import remove_from_roll, tell_those_that_voted
from elections.services.setup import change_election
from elections.services.voting import cast_ballot
from home.front_page import open_elections
from tests.conftest import ROOT
from tests.factories.elections import DAY, POLL_OPENS, ElectionFactory, poll, sign_all

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY
NOW = POLL_OPENS + 16 * DAY
MARK = "This is a rehearsal"


@pytest.fixture
def rehearsal(asha, efua):
    """A rehearsal whose poll opens with that of `contest`, and the share of its key."""
    return poll(
        election__returning_officer=efua,
        election__is_rehearsal=True,
        election__slug="rehearsal",
        election__title="How it will be",
    )


@pytest.fixture
def declared(rehearsal, member, asha, efua):
    contest, share = rehearsal
    cast_ballot(contest, member, ranking=(1,), by=asha, at=DURING)
    opening.publish_receipts(contest.election, by=efua, at=CLOSE)
    opening.record_draw(contest, "3 17", by=efua, at=CLOSE)
    opening.rewrite_box(contest.election, by=efua, at=OPENING)
    opening.open_box(contest.election, share, by=efua, at=OPENING)
    result.count_election(contest.election, by=efua, at=OPENING)
    sign_all(contest.election, at=OPENING)
    return result.declare(contest.election, by=efua, at=NOW)


def test_nobody_takes_a_seat(declared):
    assert declared.declared_at == NOW
    assert Count.objects.get().result["elected"] == [1]
    assert not Appointment.objects.exists()


def test_a_rehearsal_stays_one(efua):
    for is_rehearsal in (True, False):
        election = ElectionFactory(returning_officer=efua, is_rehearsal=is_rehearsal)
        election.is_rehearsal = not is_rehearsal
        election.purpose = "Changed."
        change_election(election, by=efua, at=election.notice_at - DAY)
        election.refresh_from_db()
        assert (election.is_rehearsal, election.purpose) == (is_rehearsal, "Changed.")


def test_every_page_says_that_it_is_a_rehearsal(declared, client, time_machine):
    time_machine.move_to(NOW)
    for address in ("", "receipts/", "result/"):
        page = client.get(f"/elections/rehearsal/{address}").content.decode()
        assert MARK in page
        assert "Rehearsal: How it will be" in page


def test_every_page_of_the_ballot_says_so(rehearsal, asha, member, client, time_machine):
    time_machine.move_to(DURING)
    client.force_login(asha)
    contest, _ = rehearsal
    assert MARK in client.get("/elections/rehearsal/vote/").content.decode()  # the proof
    session = client.session
    session["elections_proved"] = {"user": asha.pk, "at": DURING.timestamp()}
    session.save()
    assert MARK in client.get("/elections/rehearsal/vote/").content.decode()
    numbers = [1, 2, 3]
    ballot = {
        "organisation": member.pk,
        "contest": contest.pk,
        "order": ",".join(map(str, numbers)),
        **{f"rank_{number}": "" for number in numbers},
    }
    review = client.post("/elections/rehearsal/vote/review/", ballot)
    assert "Review your vote" in review.content.decode()
    assert MARK in review.content.decode()
    cast = client.post("/elections/rehearsal/vote/cast/", ballot)
    assert "Your receipt" in cast.content.decode()
    assert MARK in cast.content.decode()
    refused = client.get("/elections/rehearsal/vote/").content.decode()
    assert "has already voted" in refused
    assert MARK in refused


def test_a_real_election_says_nothing_of_rehearsals(contest, client, time_machine):
    time_machine.move_to(DURING)
    page = client.get(contest.election.get_absolute_url()).content.decode()
    assert "ehearsal" not in page
    assert "ehearsal" not in client.get("/elections/").content.decode()


def test_the_list_keeps_rehearsals_apart(rehearsal, contest, client, time_machine):
    time_machine.move_to(DURING)
    page = client.get("/elections/").content.decode()
    real, _, apart = page.partition("Rehearsals</h2>")
    assert contest.election.title in real
    assert "How it will be" not in real
    assert "Rehearsal: How it will be" in apart.partition("Declared</h2>")[0]
    Election.objects.filter(is_rehearsal=True).update(declared_at=DURING)
    assert "How it will be" not in client.get("/elections/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/feeds/elections.atom", "/calendar.ics", "/api/v1/elections", "/", "/sitemap-elections.xml"],
)
def test_feeds_calendar_and_data_know_real_elections_only(
    address, rehearsal, contest, client, time_machine
):
    time_machine.move_to(DURING)
    text = b"".join(client.get(address, follow=True)).decode().replace("\r\n ", "")
    assert contest.election.slug in text or contest.election.title in text
    assert "elections/rehearsal" not in text
    assert "How it will be" not in text


def test_a_rehearsal_is_not_in_the_data_by_its_own_address(rehearsal, client, time_machine):
    time_machine.move_to(DURING)
    assert client.get("/api/v1/elections/rehearsal").status_code == 404


def test_search_turnout_front_page_and_panels_know_real_elections_only(
    declared, contest, time_machine
):
    time_machine.move_to(DURING)
    assert [each.pk for each in ELECTIONS.rows()] == [contest.election.pk]
    assert not TurnoutReport().get_queryset().exists()
    assert [each.heading for each in open_elections(DURING)] == [contest.election.title]
    standing = Election.objects.get(slug="rehearsal").contests.get().candidates.first()
    assert panels.candidates_panel(standing.organisation) is None


def test_tasks_say_that_it_is_a_rehearsal(rehearsal, asha, efua):
    assert [task.text for task in to_do.votes(asha, DURING)] == [
        "Rehearsal: Vote: Local Strategic Partnership"
    ]
    assert not list(to_do.next_acts(efua, DURING))  # while voting is open there is nothing to do
    assert [task.text.partition(": ")[0] for task in to_do.next_acts(efua, CLOSE)] == ["Rehearsal"]


def test_every_mail_says_that_it_is_a_rehearsal(
    rehearsal, member, asha, efua, mailoutbox, django_capture_on_commit_callbacks, time_machine
):
    time_machine.move_to(DURING)
    contest, _ = rehearsal
    with django_capture_on_commit_callbacks(execute=True):
        tell_returning_officers(member)
        tell_of_other_hands(member, [asha], DURING)
        entry = contest.roll.get(organisation=member)
        type(entry).objects.filter(pk=entry.pk).update(voted_on=DURING.date())
        tell_those_that_voted(on=(DURING + DAY).date())
        type(entry).objects.filter(pk=entry.pk).update(voted_on=None)
        remove_from_roll(entry, "It was wound up.", by=efua, at=DURING)
        send_code(asha, contest.election)
    assert len(mailoutbox) >= 5
    for mail in mailoutbox:
        assert mail.subject.startswith("Rehearsal: ")
        assert MARK in mail.body
        assert MARK in mail.alternatives[0][0]


def test_no_mail_of_an_election_forgets_to_say_so():
    for mail in (ROOT / "templates/emails/elections").glob("*.html"):
        subject = mail.read_text().partition("{% endblock subject %}")[0]
        assert "is_rehearsal" in subject, mail.name
