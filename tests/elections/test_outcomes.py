"""Contests without a poll: as many candidates as seats or fewer, or none at all."""

import pytest

from assembly.core.rules import RuleBroken
from assembly.partners.models import Appointment
from elections import election_status, rules, selectors
from elections.models import Candidate, Contest, Election
from elections.officer.acts import acts
from elections.rules.roll import Readiness
from elections.services import opening, result, roll
from elections.services.setup import withdraw_candidate
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    key_for,
    sign_all,
)
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db
Outcome = Contest.Outcome
FROZEN = POLL_OPENS - 6 * DAY


@pytest.mark.parametrize(
    ("candidates", "seats", "outcome"),
    [
        (0, 1, Outcome.NO_CANDIDATE),
        (1, 1, Outcome.UNOPPOSED),
        (1, 2, Outcome.UNOPPOSED),
        (2, 1, Outcome.POLL),
    ],
)
def test_outcome_of_a_contest(candidates, seats, outcome):
    assert Readiness("A contest", candidates, 5, seats).outcome == outcome


@pytest.fixture
def unopposed(efua):
    """Two candidates for three seats, and a second contest in which nobody stands; frozen without a key."""
    contest = ContestFactory(election__returning_officer=efua, vacancies=3)
    for _ in range(2):
        CandidateFactory(contest=contest, organisation=OrganisationFactory())
    ContestFactory(election=contest.election, title="The other board")
    roll.freeze_roll(contest.election, by=efua, at=FROZEN)
    contest.refresh_from_db()
    return contest


@pytest.mark.django_db(transaction=True)
def test_unopposed_candidates_take_their_seats_without_key_or_poll(unopposed, efua):
    election = unopposed.election
    assert not election.has_poll
    assert not election.public_key
    assert not unopposed.roll.exists()
    result.declare(election, by=efua, at=FROZEN)
    appointed = Appointment.objects.order_by("seat__order", "seat")
    assert [one.name for one in appointed] == ["Candidate A", "Candidate B"]
    assert {one.basis for one in appointed} == {Appointment.Basis.UNOPPOSED}
    with pytest.raises(RuleBroken, match="can give the seat up instead"):
        withdraw_candidate(unopposed.candidates.first(), by=efua, at=FROZEN)
    with pytest.raises(RuleBroken, match="has been declared"):
        result.declare(election, by=efua, at=FROZEN)


@pytest.mark.django_db(transaction=True)
def test_unopposed_candidate_who_withdrew_since_takes_no_seat(unopposed, efua):
    withdraw_candidate(unopposed.candidates.first(), by=efua, at=FROZEN)
    unopposed.candidates.update(interests="Other seats: none.")
    result.declare(unopposed.election, by=efua, at=FROZEN)
    assert [one.name for one in Appointment.objects.all()] == ["Candidate B"]
    [declared] = Appointment.objects.get().declarations.all()  # as it stood on the ballot
    assert (declared.anything_else, declared.at_nomination) == ("Other seats: none.", True)


def test_no_act_of_a_poll_is_there_without_one(unopposed, efua):
    election = unopposed.election
    assert [act.label for act in acts(election, FROZEN)] == [
        "Give notice of poll and freeze the roll",
        "Declare the result",
    ]
    assert not Election.objects.polling(POLL_OPENS).exists()
    assert election_status.status(election, FROZEN) == ("No poll needed", "orange")
    with pytest.raises(RuleBroken, match="nobody was opposed"):
        opening.publish_receipts(election, by=efua, at=election.receipts_at)
    ruling = rules.draw.may_record_draw(unopposed, election, "1", election.receipts_at)
    assert "no poll" in ruling.reason


def test_pages_say_who_is_elected_and_what_stays_vacant(client, unopposed, time_machine):
    time_machine.move_to(FROZEN)
    page = client.get(unopposed.election.get_absolute_url()).content.decode()
    assert "Elected unopposed." in page
    assert "Fingerprints" not in page
    assert "Seats that stay vacant: 1." in page
    assert "Nobody stood." in page
    said = client.get(unopposed.election.get_absolute_url() + "result/").content.decode()
    assert "It stands once the returning officer declares it." in said
    assert "Candidate B" in said
    assert "Elected unopposed." in said
    listed = client.get("/elections/").content.decode()
    assert "there is no vote" in listed


def test_vote_for_an_unopposed_contest_is_answered_in_words(unopposed, member, asha):
    found = selectors.standings(unopposed.election, [member], asha, POLL_OPENS)
    assert all("There is no vote for" in one.ruling.reason for one in found)


@pytest.mark.django_db(transaction=True)
def test_one_contest_polls_and_the_other_is_unopposed(efua, member):
    contest = ContestFactory(election__returning_officer=efua)
    for _ in range(2):
        CandidateFactory(contest=contest, organisation=OrganisationFactory())
    other = ContestFactory(election=contest.election, title="The other board")
    CandidateFactory(contest=other, name="Una Unopposed", organisation=OrganisationFactory())
    election = contest.election
    with pytest.raises(RuleBroken, match="Make the key first"):
        roll.freeze_roll(election, by=efua, at=FROZEN)
    share = key_for(election)
    roll.freeze_roll(election, by=efua, at=FROZEN)
    assert contest.roll.count() == 1
    assert not other.roll.exists()
    lists = opening.publish_receipts(election, by=efua, at=election.receipts_at)
    assert [one.contest for one in lists] == [contest]
    opening.record_draw(contest, "3 17", by=efua, at=election.receipts_at)
    opening.rewrite_box(election, by=efua, at=election.opening_at)
    opening.open_box(election, share, by=efua, at=election.opening_at)
    result.count_election(election, by=efua, at=election.opening_at)
    sign_all(election, at=election.opening_at)
    result.declare(election, by=efua, at=election.challenge_ends_at)
    assert set(Appointment.objects.values_list("basis", flat=True)) == {"elected", "unopposed"}
    assert Candidate.objects.get(name="Una Unopposed").stands
