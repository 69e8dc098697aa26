"""The acts beside the ballot box, many at once and one into the middle of another, on both kinds of database."""

import pytest

from assembly.core.models import Event
from assembly.partners.models import Appointment, Report
from elections.models import (
    Candidate,
    Contest,
    Nomination,
    Objection,
    SealedBallot,
    Vacancy,
)
from elections.services.vacancy import count_back
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    ScrutineerFactory,
    complete_nomination,
    key_for,
    organisation_with_voter,
    poll,
)
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, MeetingFactory
from tests.storm import Storm

from .test_vacancies import NOW, leave
from .test_vacancies import declared as declared_election

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

MANY = 8


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.elections.acts_storm")


def events(name):
    return Event.objects.filter(name=f"elections.{name}").count()


@pytest.fixture
def forming(efua):
    """A contest whose nominations are open."""
    return ContestFactory(election__returning_officer=efua)


# Nominations


def test_a_proposer_confirms_once(storm, forming):
    nomination = complete_nomination(contest=forming)
    support = nomination.supports.first()
    nomination.supports.update(confirmed_at=None)
    delegate = support.organisation.delegates.create(
        user=UserFactory(), started_on=POLL_OPENS.date()
    )
    said = storm("confirmed", nomination.pk)
    assert said.count("") == 1
    support.refresh_from_db()
    assert support.confirmed_by == delegate.user
    assert events("nomination_supported") == 1


def test_one_person_is_put_forward_by_one_organisation(storm, forming):
    for _ in range(2 + MANY):
        organisation_with_voter()
    said = storm("put_forward", forming.pk)
    assert said.count("") == Nomination.objects.count() == 1
    assert all("Nita Noble" in words for words in said if words)


def test_each_nomination_becomes_one_candidate_with_a_number_of_its_own(storm, forming):
    made = [complete_nomination(contest=forming, name=f"Nita {each}") for each in range(4)]
    said = storm("found_valid", forming.pk)
    assert said.count("") == len(made)
    assert sorted(forming.candidates.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert sorted(forming.candidates.values_list("name", flat=True)) == [one.name for one in made]


def test_nobody_becomes_a_candidate_while_the_roll_is_frozen(storm, forming):
    CandidateFactory(contest=forming)
    nomination = complete_nomination(contest=forming)
    frozen, ruled = storm("found_valid_in_a_freeze", nomination.pk)
    assert frozen == ""
    assert "candidates are fixed" in ruled
    forming.refresh_from_db()
    assert (forming.outcome, forming.candidates.count()) == (Contest.Outcome.UNOPPOSED, 1)


def test_a_freeze_waits_for_a_withdrawal_in_flight(storm, forming):
    candidates = CandidateFactory.create_batch(2, contest=forming)
    key_for(forming.election)
    assert storm("withdrawn_in_a_freeze", candidates[0].pk) == ["", ""]
    forming.refresh_from_db()
    assert forming.outcome == Contest.Outcome.UNOPPOSED


def test_who_withdraws_while_they_are_ruled_valid_does_not_stand(storm, forming):
    nomination = complete_nomination(contest=forming)
    assert storm("withdrawn_in_a_ruling", nomination.pk) == ["", ""]
    assert forming.candidates.get().status == Candidate.Status.WITHDRAWN


# Key, opening, count


def test_a_share_is_shown_once(storm, forming):
    ScrutineerFactory.create_batch(3, election=forming.election)
    CandidateFactory.create_batch(2, contest=forming)
    said = storm("proved", forming.election_id)
    assert "" in said
    assert events("share_proved") == 1
    assert forming.election.key_shares.filter(proved_at=None).count() == 2


def test_receipts_are_published_once(storm, efua):
    organisation_with_voter()
    contest, _ = poll(election__returning_officer=efua)
    assert storm("published", contest.election_id).count("") == 1
    assert events("receipts_published") == 1


def test_a_count_is_made_once(storm, challenged):
    contest = challenged(3, 1)
    contest.count_result.delete()
    assert storm("counted", contest.election_id).count("") == 1
    assert events("counted") == 2  # the one that was made away with, and the one that stands


def test_a_result_is_declared_once_and_a_seat_filled_once(storm, challenged):
    contest = challenged(3, 1)
    assert storm("declared", contest.election_id).count("") == 1
    assert Appointment.objects.count() == events("declared") == 1


def test_a_poll_is_void_once(storm, efua):
    organisation_with_voter()
    contest, _ = poll(election__returning_officer=efua)
    contest.election.key_shares.update(lost_at=POLL_OPENS)
    assert storm("voided", contest.election_id).count("") == 1
    assert events("voided") == events("ballots_destroyed") == 1


def test_no_vote_is_taken_into_a_box_that_is_being_destroyed(storm, efua):
    organisation_with_voter()
    contest, _ = poll(election__returning_officer=efua)
    contest.election.key_shares.update(lost_at=POLL_OPENS)
    voided, cast = storm("cast_in_a_void", contest.pk)
    assert voided == ""
    assert "declared void" in cast
    assert not SealedBallot.objects.exists()
    assert not contest.roll.marked().exists()


# After the count


def test_objections_at_once_have_a_number_each(storm, challenged):
    contest = challenged(5, 2)
    assert set(storm("objected", contest.pk)) == {""}
    assert sorted(Objection.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_no_objection_comes_into_a_declaration(storm, challenged):
    contest = challenged(3, 1)
    declared, objected = storm("objected_in_a_declaration", contest.pk)
    assert (declared, objected) == ("", "The result has been declared.")
    assert not Objection.objects.exists()


def test_a_scrutineer_signs_a_count_once(storm, challenged):
    contest = challenged(3, 1, scrutineers=1)
    assert storm("signed", contest.pk).count("") == 1
    assert contest.signatures.count() == events("count_signed") == 1


def test_no_signature_comes_into_a_declaration(storm, challenged):
    contest = challenged(3, 1, scrutineers=3)
    for scrutineer in list(contest.election.scrutineers.order_by("pk"))[:2]:
        contest.signatures.create(
            scrutineer=scrutineer,
            statement="agrees",
            signed_at=POLL_OPENS + 9 * DAY,
            rankings_commitment=contest.count_result.rankings_commitment,
            counted_at=contest.count_result.counted_at,
        )
    contest.signatures.create(
        scrutineer=contest.election.scrutineers.order_by("pk").last(),
        statement="missing",
        words="Ill.",
        signed_at=POLL_OPENS + 9 * DAY,
        rankings_commitment=contest.count_result.rankings_commitment,
        counted_at=contest.count_result.counted_at,
    )
    declared, late = storm("signed_in_a_declaration", contest.pk)
    assert (declared, late) == ("", "The result has been declared.")
    assert contest.signatures.count() == 3


# Seats


@pytest.fixture
def left(efua):
    """A seat that the elected left, and the contest from whose ballots it can be filled."""
    contest = declared_election(efua)
    return leave(contest), contest


def test_a_seat_is_counted_back_in_one_vacancy(storm, left):
    appointment, contest = left
    storm("counted_back", appointment.pk, contest.pk)
    vacancy = Vacancy.objects.get()
    assert vacancy.filled_by.name == "Candidate B"


def test_a_seat_that_was_counted_back_is_taken_once(storm, left, efua):
    appointment, contest = left
    consenting = list(contest.candidates.filter(number__in=[2, 3]))
    vacancy = count_back(contest, appointment, consenting, by=efua, at=NOW)
    assert storm("accepted", vacancy.pk).count("") == 1
    assert appointment.seat.appointments.filter(ended_on=None).count() == 1


def test_a_code_of_conduct_is_accepted_once(storm, asha):
    appointment = AppointmentFactory(user=asha, taken_on=None, code_version="")
    assert storm("taken", appointment.pk).count("") == 1
    assert Event.objects.filter(name="partners.code_accepted").count() == 1


def test_a_report_is_sent_once_by_page_and_link(storm, asha):
    appointment = AppointmentFactory(user=asha)
    meeting = MeetingFactory(partnership=appointment.seat.partnership)
    said = storm("reported", appointment.pk, meeting.pk)
    assert said.count("") == Report.objects.count() == 1
    assert Report.objects.get().decisions == f"Version {said.index('')}."
