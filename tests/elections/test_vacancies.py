"""A seat falls vacant before the end of its term: countback from the same ballots, or a by-election."""

import datetime as dt
import hashlib
import json
import shlex
import subprocess
import sys

from django.urls import reverse

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.partners.models import Appointment
from assembly.partners.services import Holder, appoint, end_appointment
from elections import blueprints, retention, vacancies
from elections.count_sheet import CountSheet
from elections.models import Contest, Count, Election, OpenedRankings, Vacancy
from elections.selectors import rest_of_term
from elections.services import opening, result
from elections.services.vacancy import accept_vacancy, call_by_election, count_back
from elections.services.voting import cast_ballot
from tests.conftest import ROOT
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ElectionFactory,
    ReturningOfficerFactory,
    organisation_with_voter,
    poll,
    sign_all,
)

pytestmark = pytest.mark.django_db

LEFT = dt.date(2027, 3, 1)
NOW = dt.datetime(2027, 3, 10, 12, tzinfo=dt.UTC)
LATER = NOW + 100 * DAY
TERM_ENDS = dt.date(2028, 12, 2)


def declared(efua, ballots=20, vacancies=1, **fields):
    """An election of so many ballots, declared. Candidate 1 is elected, then 2 is the next choice of many."""
    voters = [organisation_with_voter() for _ in range(ballots)]
    contest, share = poll(
        candidates=4, vacancies=vacancies, election__returning_officer=efua, **fields
    )
    for place, (organisation, person) in enumerate(voters):
        ranking = [(1, 2, 3), (1, 3), (2, 1), (1, 2)][place % 4]
        cast_ballot(contest, organisation, ranking=ranking, by=person, at=POLL_OPENS + DAY)
    opening.publish_receipts(contest.election, by=efua, at=POLL_OPENS + 7 * DAY)
    opening.record_draw(contest, "3 17", by=efua, at=POLL_OPENS + 7 * DAY)
    opening.rewrite_box(contest.election, by=efua, at=POLL_OPENS + 8 * DAY)
    opening.open_box(contest.election, share, by=efua, at=POLL_OPENS + 8 * DAY)
    result.count_election(contest.election, by=efua, at=POLL_OPENS + 8 * DAY)
    sign_all(contest.election, at=POLL_OPENS + 9 * DAY)
    contest.election = result.declare(contest.election, by=efua, at=POLL_OPENS + 16 * DAY)
    return contest


def leave(contest, name="Candidate A", on=LEFT):
    return end_appointment(Appointment.objects.get(name=name, ended_on=None), by=None, on=on)


def numbered(contest, *numbers):
    return list(contest.candidates.filter(number__in=numbers))


@pytest.fixture
def contest(efua):
    return declared(efua)


@pytest.fixture
def left(contest):
    return leave(contest)


# What stands empty


def test_a_seat_left_early_is_seen_by_its_returning_officer(contest, efua):
    election = contest.election
    assert vacancies.empty_seats(election, LEFT) == []
    left = leave(contest)
    (empty,) = vacancies.empty_seats(election, LEFT)
    assert (empty.appointment, empty.contest, empty.vacancy) == (left, contest, None)
    assert empty.may_count_back
    assert empty.may_call_by_election
    (task,) = vacancies.tasks(efua, NOW)
    assert task.text.startswith("Fill the vacancy: ")
    assert not list(vacancies.tasks(ReturningOfficerFactory(), NOW))
    assert vacancies.empty_seats(election, LEFT - DAY) == []
    assert vacancies.empty_seats(election, TERM_ENDS) == []


def test_only_officers_are_asked(left, asha):
    assert not list(vacancies.tasks(asha, NOW))


def test_a_seat_that_was_filled_or_abolished_is_no_vacancy(contest, left):
    seat = left.seat
    type(seat).objects.filter(pk=seat.pk).update(abolished_on=LEFT)
    assert vacancies.empty_seats(contest.election, LEFT + DAY) == []
    type(seat).objects.filter(pk=seat.pk).update(abolished_on=None)
    appoint(
        seat, Holder(name="Co-opted"), basis=Appointment.Basis.CO_OPTED, starts_on=LEFT, by=None
    )
    assert vacancies.empty_seats(contest.election, LEFT + DAY) == []


def test_an_election_that_is_not_declared_has_no_vacancy(efua):
    assert vacancies.empty_seats(ElectionFactory(returning_officer=efua), LEFT) == []


def test_a_seat_moved_to_no_contest_of_the_election_is_left_alone(contest, left):
    contest.seats.clear()
    assert vacancies.empty_seats(contest.election, LEFT + DAY) == []


# Countback


def count_again(contest, left, efua, *numbers, at=NOW):
    return count_back(contest, left, numbered(contest, *numbers), by=efua, at=at)


def test_a_countback_finds_who_takes_the_seat_for_the_rest_of_the_term(contest, left, efua):
    vacancy = count_again(contest, left, efua, 2, 3)
    assert (vacancy.vacating, vacancy.consenting) == (1, [2, 3])
    assert vacancy.filled_by.name == "Candidate B"
    assert not left.seat.appointments.filter(ended_on=None).exists()
    taken = accept_vacancy(vacancy, by=efua, at=NOW)
    assert (taken.name, taken.starts_on, taken.ends_on) == ("Candidate B", NOW.date(), TERM_ENDS)
    assert taken.basis == Appointment.Basis.ELECTED
    assert taken.election_id == contest.election.pk
    assert vacancies.empty_seats(contest.election, NOW.date()) == []
    with pytest.raises(RuleBroken, match="has taken the seat"):
        accept_vacancy(vacancy, by=efua, at=NOW)
    with pytest.raises(RuleBroken, match="has taken the seat"):
        count_again(contest, left, efua, 3)


def test_whom_a_countback_found_brings_the_interests_of_the_nomination(contest, left, efua):
    contest.candidates.filter(number=2).update(interests="Employer: none.")
    taken = accept_vacancy(count_again(contest, left, efua, 2), by=efua, at=NOW)
    assert taken.declarations.get().anything_else == "Employer: none."


def test_who_declines_is_left_out_of_the_next_countback(contest, left, efua):
    count_again(contest, left, efua, 2, 3)
    vacancy = count_again(contest, left, efua, 3)
    assert vacancy.filled_by.name == "Candidate C"
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize("rule", ["ers97", "meek"])
def test_every_rule_counts_back(efua, rule):
    contest = declared(efua, rule=rule)
    vacancy = count_again(contest, leave(contest), efua, 2, 3)
    assert vacancy.filled_by.name == "Candidate B"
    (sheet,) = vacancies.countbacks(contest.election)
    assert sheet.elected == ["Candidate B"]
    assert sheet.rows


def test_without_limits_it_counts_back_too(efua):
    contest = declared(efua, one_seat_an_organisation=False)
    assert count_again(contest, leave(contest), efua, 3).filled_by.name == "Candidate C"


def test_who_was_elected_or_withdrew_cannot_fill_it(contest, left, efua):
    with pytest.raises(RuleBroken, match="Candidate A cannot fill it"):
        count_again(contest, left, efua, 1, 2)
    with pytest.raises(RuleBroken, match="Say who would take the seat"):
        count_again(contest, left, efua)


def test_limits_of_the_election_hold_in_a_countback(efua):
    contest = declared(efua, vacancies=2)
    sitting = contest.candidates.get(number=2)
    rival = contest.candidates.get(number=3)
    # As if both had been put forward by one organisation when the count was made.
    kept = contest.count_result
    organisations = kept.result["constraints"]["categories"][0]["groups"]
    of = {number: group for group in organisations for number in group["members"]}
    of[sitting.number]["members"] = [2, 3]
    organisations.remove(of[rival.number])
    kept.save()
    with pytest.raises(RuleBroken, match="would break the constraints"):
        count_again(contest, leave(contest), efua, 3)


def test_a_second_vacancy_of_the_contest_needs_a_by_election(efua):
    contest = declared(efua, vacancies=2)
    count_again(contest, leave(contest), efua, 3)
    with pytest.raises(RuleBroken, match="the papers tell of one only"):
        count_again(contest, leave(contest, "Candidate B"), efua, 4)


def test_whom_a_countback_found_is_not_counted_back(contest, left, efua):
    accept_vacancy(count_again(contest, left, efua, 2), by=efua, at=NOW)
    again = leave(contest, "Candidate B", on=LATER.date())
    with pytest.raises(RuleBroken, match="the papers tell of one only"):
        count_again(contest, again, efua, 3, at=LATER)


def test_somebody_who_was_not_elected_by_these_ballots_is_named(contest, left, efua):
    Appointment.objects.filter(pk=left.pk).update(name="Somebody else")
    left.refresh_from_db()
    with pytest.raises(RuleBroken, match="was not elected by these ballots"):
        count_again(contest, left, efua, 2)


def test_nothing_is_counted_back_without_a_vacancy(contest, efua):
    sitting = Appointment.objects.get()
    with pytest.raises(RuleBroken, match="has not left the seat"):
        count_again(contest, sitting, efua, 2)
    with pytest.raises(RuleBroken, match="The term is over"):
        count_again(contest, leave(contest), efua, 2, at=NOW + 1000 * DAY)


def test_only_its_own_officer_counts_back(contest, left):
    with pytest.raises(RuleBroken, match="its returning officer"):
        count_again(contest, left, ReturningOfficerFactory(), 2)


def test_nothing_is_accepted_that_was_not_found(contest, left, efua):
    vacancy = Vacancy.objects.create(contest=contest, appointment=left)
    with pytest.raises(RuleBroken, match="Count back first"):
        accept_vacancy(vacancy, by=efua, at=NOW)


# What is public of it


def result_page(client, contest, time_machine, at=NOW):
    time_machine.move_to(at)
    return client.get(f"/elections/{contest.election.slug}/result/").content.decode()


def test_a_countback_is_published_with_its_stages_and_command(
    contest, left, efua, client, time_machine, tmp_path
):
    vacancy = count_again(contest, left, efua, 2, 3)
    page = result_page(client, contest, time_machine)
    assert "Countback: " in page
    assert "Votes after each stage of the countback" in page
    assert "Found, and asked to take the seat" in page
    (sheet,) = vacancies.countbacks(contest.election)
    for kind in (f"countback-{vacancy.pk}.blt", "constraints.json"):
        address = f"/elections/{contest.election.slug}/result/{contest.pk}.{kind}"
        (tmp_path / f"{sheet.file_name}.{kind}").write_bytes(client.get(address).content)
    typed = [sys.executable, *shlex.split(sheet.command)[1:]]
    env = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - the command as a reader would paste it
        typed, cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == sheet.files["txt"][0]
    assert vacancy.sheet in done.stdout
    published = client.get(
        f"/elections/{contest.election.slug}/result/{contest.pk}.countback-{vacancy.pk}.blt"
    ).content.decode()
    assert published == vacancy.shortened != contest.opened_rankings.blt
    digest = hashlib.sha256(published.encode()).hexdigest()
    assert digest in page
    assert json.loads(sheet.data)["input_sha256"] == digest
    assert Event.objects.get(name="elections.counted_back").data["blt"] == digest
    accept_vacancy(vacancy, by=efua, at=NOW)
    assert "Took the seat for the rest of the term" in result_page(client, contest, time_machine)


@pytest.mark.parametrize(("ballots", "stages"), [(19, True), (4, False)])
def test_a_countback_shows_no_more_than_the_count(efua, client, time_machine, ballots, stages):
    contest = declared(efua, ballots)
    count_again(contest, leave(contest), efua, 2, 3)
    page = result_page(client, contest, time_machine)
    assert ("Votes after each stage of the countback" in page) is stages
    assert ("Papers examined" in page) is stages
    assert "--countback" not in page
    assert "Candidate B" in page


# By-election


def proposal(contest, left, efua):
    proposed = blueprints.propose_by_election(contest, left.seat, NOW.date() + 10 * DAY)
    proposed.election.returning_officer = efua
    return proposed.election, proposed.contests


def test_a_by_election_fills_the_seat_for_the_rest_of_the_term(
    contest, left, efua, client, time_machine
):
    Contest.objects.update(vacancy_rule="by-election", rule="meek", infrastructure="left-out")
    contest.refresh_from_db()
    with pytest.raises(RuleBroken, match="filled by a by-election"):
        count_again(contest, left, efua, 2)
    by_election = call_by_election(contest, left, *proposal(contest, left, efua), by=efua, at=NOW)
    (filling,) = by_election.contests.all()
    assert list(filling.seats.all()) == [left.seat]
    assert filling.infrastructure == "left-out"
    assert (filling.rule, by_election.title) == ("meek", f"By-election: {left.seat}")
    (empty,) = vacancies.empty_seats(contest.election, NOW.date())
    assert not empty.may_call_by_election
    assert not list(vacancies.tasks(efua, NOW))
    with pytest.raises(RuleBroken, match="A by-election fills this seat"):
        call_by_election(contest, left, *proposal(contest, left, efua), by=efua, at=NOW)

    assert rest_of_term(by_election) == TERM_ENDS
    assert rest_of_term(contest.election) is None
    time_machine.move_to(by_election.notice_at - DAY)
    assert "By-election" not in client.get(contest.election.get_absolute_url()).content.decode()
    time_machine.move_to(by_election.notice_at)
    assert (
        "until Friday 1 December 2028"
        in client.get(by_election.get_absolute_url()).content.decode()
    )
    page = client.get(contest.election.get_absolute_url()).content.decode()
    assert by_election.get_absolute_url() in page
    assert (
        contest.election.get_absolute_url()
        in client.get(by_election.get_absolute_url()).content.decode()
    )


def test_where_a_countback_finds_nobody_a_by_election_follows(contest, left, efua):
    count_again(contest, left, efua, 2)
    by_election = call_by_election(contest, left, *proposal(contest, left, efua), by=efua, at=NOW)
    assert Vacancy.objects.get().by_election == by_election
    with pytest.raises(RuleBroken, match="A by-election fills this seat"):
        count_again(contest, left, efua, 3)


def test_no_by_election_for_a_seat_that_was_taken(contest, left, efua):
    accept_vacancy(count_again(contest, left, efua, 2), by=efua, at=NOW)
    with pytest.raises(RuleBroken, match="has taken the seat"):
        call_by_election(contest, left, *proposal(contest, left, efua), by=efua, at=NOW)


# The screens


@pytest.fixture
def officer(client, efua, time_machine):
    time_machine.move_to(NOW)
    client.force_login(efua)
    return client


def screen(name, *args):
    return reverse(f"elections_officer:{name}", args=args)


def test_an_officer_counts_back_and_gives_the_seat(contest, left, officer):
    run = screen("election_run", contest.election.pk)
    assert "Casual vacancies" in officer.get(run).content.decode()
    address = screen("vacancy_count_back", contest.election.pk, left.pk)
    accept = screen("vacancy_accept", contest.election.pk, left.pk)
    assert "put forward by" in officer.get(address).content.decode()
    assert officer.post(accept).status_code == 404
    agree = contest.candidates.get(number=2).pk
    assert officer.post(address, {"agree": [agree]}).url == run
    assert "Candidate B accepts" in officer.get(run).content.decode()
    officer.post(accept)
    assert left.seat.appointments.get(ended_on=None).name == "Candidate B"
    assert officer.get(address).status_code == 404
    assert "Casual vacancies" not in officer.get(run).content.decode()


def test_an_officer_calls_a_by_election(contest, left, officer):
    Contest.objects.update(vacancy_rule="by-election")
    run = officer.get(screen("election_run", contest.election.pk)).content.decode()
    assert "The notice of election said that a vacancy is filled by a by-election." in run
    address = screen("by_election_propose", contest.election.pk, left.pk)
    assert "Day of the notice" in officer.get(address).content.decode()
    address += "?notice_on=2027-04-01"
    page = officer.get(address)
    fields = {}
    for form in (page.context["form"], *page.context["contests"]):
        for bound in form:
            value = bound.value()
            if isinstance(value, dt.datetime):
                value = f"{value:%Y-%m-%d %H:%M}"
            if isinstance(value, list):
                value = [getattr(one, "pk", one) for one in value]
            if value not in (None, False):
                fields[bound.html_name] = value
    officer.post(address, fields)
    by_election = Election.objects.exclude(pk=contest.election.pk).get()
    assert by_election.fills.appointment == left
    assert not by_election.is_rehearsal
    run = officer.get(screen("election_run", contest.election.pk)).content.decode()
    assert f"By-election: {left.seat}" in run


# When the rankings are forgotten


def test_rankings_go_at_the_end_of_the_term_and_the_result_stays(
    contest, left, efua, client, time_machine
):
    count_again(contest, left, efua, 2, 3)
    Appointment.objects.filter(pk=left.pk).update(ended_on=None)
    assert retention.forget_rankings(TERM_ENDS - DAY) == 0
    assert retention.forget_rankings(TERM_ENDS) == 1
    assert not Count.objects.exclude(shortened="").exists()
    assert not Vacancy.objects.exclude(shortened="").exists()
    assert retention.forget_rankings(TERM_ENDS) == 0
    assert not OpenedRankings.objects.exists()
    contest = Contest.objects.get(pk=contest.pk)
    at = dt.datetime.combine(TERM_ENDS, dt.time(12), tzinfo=dt.UTC)
    page = result_page(client, contest, time_machine, at)
    assert "Step through the count" in page
    assert "forgotten at the end of the term" in page
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    assert f"{base}.blt" not in page
    assert client.get(f"{base}.blt").status_code == 404
    assert client.get(f"{base}.json").status_code == 200
    (shown,) = client.get(f"/api/v1/elections/{contest.election.slug}").json()["contests"]
    assert not any(file.endswith(".blt") for file in shown["result"]["files"])
    assert not CountSheet(contest, contest.count_result).has_rankings


def test_rankings_stay_until_the_term_has_begun(contest):
    Appointment.objects.all().delete()
    Election.objects.update(term_starts_on=LEFT)
    assert retention.forget_rankings(LEFT - DAY) == 0
    assert retention.forget_rankings(LEFT) == 1


def test_a_vacancy_after_that_needs_a_by_election(contest, left, efua):
    OpenedRankings.objects.all().delete()
    with pytest.raises(RuleBroken, match="rankings have been forgotten"):
        count_again(contest, left, efua, 2)
