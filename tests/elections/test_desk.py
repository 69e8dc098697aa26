"""The returning officer's desk: what waits comes first, and what cannot be undone is asked about on a page."""

import datetime as dt

from django.urls import reverse

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from elections import blueprints, election_status, to_do
from elections.models import Candidate, Contest, Election
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import declare
from elections.services.setup import (
    change_election,
    place_candidate,
    save_contest,
    withdraw_candidate,
)
from elections.spread import Limit
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    CandidateFactory,
    ContestFactory,
    ElectionFactory,
    NominationFactory,
    ReturningOfficerFactory,
    ScrutineerFactory,
    complete_nomination,
    instants,
    poll,
    sign_all,
)
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import AppointmentFactory, PartnershipFactory, SeatFactory

pytestmark = pytest.mark.django_db

NOMINATING = POLL_OPENS - 30 * DAY
BEFORE_NOTICE = POLL_OPENS - 41 * DAY
OPENING = POLL_OPENS + 8 * DAY
AFTER_THE_CHALLENGES = POLL_OPENS + 16 * DAY


def screen(name, *args):
    return reverse(f"elections_officer:{name}", args=args)


@pytest.fixture
def officer(client, efua):
    client.force_login(efua)
    return client


def read(page):
    return page.content.decode()


# What waits


def test_a_complete_nomination_is_first_in_the_list_and_among_what_waits(
    officer, efua, time_machine
):
    time_machine.move_to(NOMINATING)
    contest = ContestFactory(election__returning_officer=efua)
    NominationFactory(contest=contest, name="Waits for people")
    assert [task.text for task in to_do.next_acts(efua, NOMINATING)] == [
        f"{contest.election}: Name a scrutineer"
    ]
    complete = complete_nomination(contest=contest, name="Complete")
    page = read(officer.get(screen("election_run", contest.election.pk)))
    listed = page[page.index('id="nominations"') :]
    assert listed.index("Complete, nominated by") < listed.index("Waits for people, nominated by")
    assert page.index("Rule on a nomination") < page.index("Name a scrutineer")
    assert screen("nomination_rule", contest.election.pk, complete.pk) in page
    (task,) = to_do.next_acts(efua, NOMINATING)
    assert (task.text, task.by) == (f"{contest.election}: Rule on a nomination", complete.sent_at)


def test_where_there_is_only_to_wait_nothing_waits_for_the_officer(contest, efua, time_machine):
    during = POLL_OPENS + DAY
    assert not list(to_do.next_acts(efua, during))
    time_machine.move_to(contest.election.poll_closes_at)
    (task,) = to_do.next_acts(efua, contest.election.poll_closes_at)
    assert task.text == f"{contest.election}: Publish the receipts"


def test_an_election_without_a_contest_begins_with_one(officer, efua, time_machine):
    time_machine.move_to(BEFORE_NOTICE)
    election = ElectionFactory(returning_officer=efua)
    (task,) = to_do.next_acts(efua, BEFORE_NOTICE)
    assert task.text == f"{election}: Add a contest"


def test_the_list_of_elections_says_phase_and_next_act(officer, contest, efua, time_machine):
    time_machine.move_to(POLL_OPENS + DAY)
    coming = ElectionFactory(returning_officer=efua, poll_opens=POLL_OPENS + 90 * DAY)
    page = officer.get(screen("election_index"))
    assert [line[1:] for line in page.context["lines"]] == [
        ("In preparation", "Add a contest"),
        ("Voting open", "Voting closes: 9am on Monday 9 November 2026"),
    ]
    assert coming.title in read(page)


# Before the notice


def test_the_officer_alone_sees_the_page_before_the_notice(officer, client, efua, time_machine):
    election = ElectionFactory(returning_officer=efua)
    time_machine.move_to(election.notice_at - DAY)
    page = read(officer.get(election.get_absolute_url()))
    assert "This is a preview" in page
    assert "In preparation" in page
    assert "Preview its public page" in read(officer.get(screen("election_run", election.pk)))
    client.force_login(ReturningOfficerFactory())
    assert client.get(election.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(election.get_absolute_url()).status_code == 404
    time_machine.move_to(election.notice_at)
    assert "This is a preview" not in read(client.get(election.get_absolute_url()))


# A notice of poll that was missed


def test_voting_is_not_said_to_be_open_where_no_roll_was_frozen(efua):
    election = ElectionFactory(returning_officer=efua)
    at = election.poll_opens_at
    assert election_status.status(election, at - dt.timedelta(seconds=1))[0] == "Voting opens soon"
    for late in (at, election.poll_closes_at, election.challenge_ends_at):
        assert election_status.status(election, late)[0] == "Voting has not opened"
        assert "Voting" not in election_status.card(election, late).meta


@pytest.fixture
def missed(efua):
    """An election whose notice of poll was not given before the announced opening of the poll."""
    close = instants()["poll_closes_at"]
    return ContestFactory(
        election__returning_officer=efua,
        lot_numbers=6,
        lot_substitute="The draw of Saturday",
        lot_substitute_at=close + dt.timedelta(hours=12),
    )


LATER = ("poll_opens_at", "poll_closes_at", "receipts_at", "opening_at", "challenge_ends_at")


def put_off(election, by, *, draws=(), days=14):
    for field in LATER:
        setattr(election, field, getattr(election, field) + days * DAY)
    return change_election(
        election, by=by, because="Efua was ill.", draws=draws, at=POLL_OPENS + DAY
    )


def draw_of(contest, **fields):
    for field, value in fields.items():
        setattr(contest, field, value)
    return contest


def later_draw(contest):
    late = contest.election.poll_closes_at + 14 * DAY
    return {
        "lot_event": "The draw of late November",
        "lot_at": late,
        "lot_substitute": "The draw elsewhere",
        "lot_substitute_at": late,
    }


def test_a_poll_that_was_missed_is_put_off_with_its_draw(
    missed, efua, mailoutbox, django_capture_on_commit_callbacks
):
    candidate = CandidateFactory(contest=missed, user=UserFactory())
    named = draw_of(missed, **later_draw(missed))
    with django_capture_on_commit_callbacks(execute=True):
        election = put_off(missed.election, efua, draws=[named])
    missed.refresh_from_db()
    assert (election.poll_opens_at, missed.lot_event) == (
        POLL_OPENS + 14 * DAY,
        "The draw of late November",
    )
    (change,) = election.timetable_changes.all()
    was, now = change.moved[f"Draw for {missed.title}"]
    assert "Wednesday 11 November" in was
    assert "late November" in now
    (mail,) = mailoutbox
    assert mail.to == [candidate.user.email]
    assert "Efua was ill." in mail.body
    assert "Voting opens: 9am on Monday 16 November 2026" in mail.body


def test_what_is_put_off_is_put_off_to_a_time_to_come(missed, efua):
    missed.election.poll_opens_at += dt.timedelta(hours=1)
    with pytest.raises(RuleBroken, match="to a time in the future"):
        change_election(missed.election, by=efua, because="Ill.", at=POLL_OPENS + DAY)


def test_a_draw_that_still_fits_stays_as_it_was_announced(missed, efua):
    named = draw_of(missed, lot_event="A draw we like better")
    missed.election.challenge_ends_at += DAY
    with pytest.raises(RuleBroken, match="still fits the timetable"):
        change_election(
            missed.election, by=efua, because="Ill.", draws=[named], at=POLL_OPENS - 9 * DAY
        )


def moved_past_its_event(contest):
    """The close a minute past the first event, and before the substitute."""
    election = contest.election
    election.poll_closes_at += dt.timedelta(minutes=1)
    election.receipts_at += dt.timedelta(minutes=1)
    return election


def test_where_the_substitute_fits_it_settles_the_draw(missed, efua):
    """A minute's delay does not let the officer choose what decides ties."""
    chosen = {"lot_event": "An event I like", "lot_at": missed.lot_at + dt.timedelta(hours=1)}
    announced = missed.lot_substitute, missed.lot_substitute_at
    election = moved_past_its_event(missed)
    with pytest.raises(RuleBroken, match="so it settles the draw: enter “The draw of Saturday”"):
        change_election(
            election, by=efua, because="Ill.", draws=[draw_of(missed, **chosen)],
            at=POLL_OPENS - 9 * DAY,
        )  # fmt: skip
    takes_over = {"lot_event": announced[0], "lot_at": announced[1]}
    named = draw_of(missed, **takes_over, lot_substitute="Another", lot_substitute_at=announced[1])
    change_election(election, by=efua, because="Ill.", draws=[named], at=POLL_OPENS - 9 * DAY)
    missed.refresh_from_db()
    assert (missed.lot_event, missed.lot_substitute) == ("The draw of Saturday", "Another")


def test_a_draw_is_an_event_to_come_with_a_substitute(missed, efua):
    over = {**later_draw(missed), "lot_at": POLL_OPENS}
    with pytest.raises(RuleBroken, match="name events that are still to come"):
        put_off(missed.election, efua, draws=[draw_of(missed, **over)])
    missed.refresh_from_db()
    missed.election.refresh_from_db()
    alone = {**later_draw(missed), "lot_substitute": "", "lot_substitute_at": None}
    with pytest.raises(RuleBroken, match="Name a substitute event"):
        put_off(missed.election, efua, draws=[draw_of(missed, **alone)])


def test_the_draw_is_put_off_on_the_screen(officer, missed, efua, time_machine):
    time_machine.move_to(POLL_OPENS + DAY)
    run = read(officer.get(screen("election_run", missed.election.pk)))
    address = screen("election_change", missed.election.pk)
    assert run.index("Put the poll off") < run.index("Name a scrutineer")
    page = officer.get(address)
    data = {
        bound.html_name: f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, dt.datetime) else value
        for form in (page.context["form"], *page.context["parts"])
        for bound in form
        if (value := bound.value()) is not None
    }
    for field in LATER:
        data[field] = f"{getattr(missed.election, field) + 14 * DAY:%Y-%m-%dT%H:%M}"
    data["because"] = "Efua was ill."
    refused = read(officer.post(address, data))
    assert "Choose a time after voting closes" in refused
    assert "Efua was ill." in refused
    for field, value in later_draw(missed).items():
        typed = f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, dt.datetime) else value
        data[f"draw-{missed.pk}-{field}"] = typed
    assert officer.post(address, data).status_code == 302
    shown = read(officer.get(missed.election.get_absolute_url()))
    assert "Draw for Local Strategic Partnership: The draw of late November" in shown


def test_the_timetable_of_a_missed_poll_says_that_it_was_not_held(missed):
    steps = election_status.steps(missed.election, POLL_OPENS + 9 * DAY)
    held = {step.label: (step.state, step.text) for step in steps}
    assert held["Nominations close"] == ("done", "")
    for label in ("Voting opens", "Voting closes", "Ballot box opened and counted"):
        assert held[label] == ("next", "Not held")


def test_a_candidate_withdraws_while_no_roll_is_frozen(missed, efua):
    candidate = CandidateFactory(contest=missed)
    withdraw_candidate(candidate, by=efua, at=POLL_OPENS + 9 * DAY)
    assert not missed.candidates.standing().exists()


# What was set up wrongly


def test_a_contest_and_an_election_are_taken_back_before_the_notice(officer, efua, time_machine):
    contest = ContestFactory(election__returning_officer=efua)
    election = contest.election
    ScrutineerFactory(election=election)
    time_machine.move_to(election.notice_at - DAY)
    assert "Remove this contest" in read(officer.get(screen("election_run", election.pk)))
    officer.post(screen("contest_remove", election.pk, contest.pk))
    assert not election.contests.exists()
    address = screen("election_give_up", election.pk)
    assert "You cannot undo this." in read(officer.get(address))
    officer.post(address)
    assert not Election.objects.exists()
    assert Event.objects.filter(name="elections.election_given_up").exists()


def test_after_the_notice_only_what_offered_nothing_is_given_up(officer, efua, time_machine):
    contest = ContestFactory(election__returning_officer=efua)
    empty = ElectionFactory(returning_officer=efua)
    time_machine.move_to(empty.notice_at + DAY)
    officer.post(screen("contest_remove", contest.election.pk, contest.pk))
    for election in (contest.election, empty):
        officer.post(screen("election_give_up", election.pk))
    assert list(Election.objects.all()) == [contest.election]
    assert contest.election.contests.exists()
    page = read(officer.get(screen("election_give_up", contest.election.pk)))
    assert "this election goes on to its end" in page


def test_an_election_does_not_begin_with_a_notice_in_the_past(officer, time_machine):
    time_machine.move_to(POLL_OPENS - 39 * DAY)  # a day after the notice
    data = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in instants().items()}
    data |= {"title": "Board", "term_starts_on": "2026-12-01"}
    page = read(officer.post(screen("election_create"), data))
    assert "Choose a time for the notice of election that is still to come" in page
    assert not Election.objects.exists()


def test_an_address_is_made_from_the_title(officer, time_machine):
    time_machine.move_to(BEFORE_NOTICE)
    data = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in instants().items()}
    data |= {"term_starts_on": "2026-12-01"}
    for title in ("Our Board", "Our board"):
        officer.post(screen("election_create"), {**data, "title": title})
    assert {each.slug for each in Election.objects.all()} == {"our-board", "our-board-2"}


def test_an_election_is_not_set_up_twice_by_pressing_twice(officer, time_machine):
    time_machine.move_to(BEFORE_NOTICE)
    data = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in instants().items()}
    data |= {"title": "Our Board", "term_starts_on": "2026-12-01"}
    officer.post(screen("election_create"), data)
    again = officer.post(screen("election_create"), data)
    assert "There is an election “Our Board”" in again.content.decode()
    assert Election.objects.count() == 1


def contest_in(election, partnership):
    """One that is not stored."""
    return Contest(
        election=election,
        partnership=partnership,
        title="Again",
        lot_event="The draw of Wednesday",
        lot_at=election.poll_closes_at,
    )


def test_a_seat_is_filled_by_one_contest_at_a_time(efua):
    first = ContestFactory(election__returning_officer=efua)
    seat = first.seats.get()
    for election in (first.election, ElectionFactory(returning_officer=efua)):
        second = contest_in(election, first.partnership)
        with pytest.raises(RuleBroken, match=f"{seat.title} is filled by the contest"):
            save_contest(second, [seat], by=efua, at=BEFORE_NOTICE)
    assert not blueprints.propose(first.partnership, BEFORE_NOTICE.date()).contests
    rehearsal = ElectionFactory(returning_officer=efua, is_rehearsal=True)
    tried = contest_in(rehearsal, first.partnership)
    assert save_contest(tried, [seat], by=efua, at=BEFORE_NOTICE).pk


# Candidates


def test_after_the_close_a_candidate_is_entered_with_a_public_reason(
    officer, efua, member, time_machine
):
    contest = ContestFactory(election__returning_officer=efua)
    address = screen("candidate_add", contest.election.pk, contest.pk)
    fields = {"name": "Late Lee", "organisation_name": member.name, "account": ""}
    time_machine.move_to(NOMINATING)
    assert "late_because" not in read(officer.get(address))
    time_machine.move_to(contest.election.nominations_close_at + DAY)
    officer.force_login(efua)  # after so many days
    assert "Nominations closed at" in read(officer.post(address, fields))
    officer.post(address, {**fields, "late_because": "By post on Friday, and mislaid."})
    assert contest.candidates.get().name == "Late Lee"
    page = read(officer.get(contest.election.get_absolute_url()))
    assert "By post on Friday, and mislaid." in page


def test_several_members_of_one_name_are_listed(officer, efua, time_machine):
    contest = ContestFactory(election__returning_officer=efua)
    for name in ("St Mary's Pre-School", "Saint Marys Preschool"):
        OrganisationFactory(name=name, member=True)
    time_machine.move_to(NOMINATING)
    address = screen("candidate_add", contest.election.pk, contest.pk)
    fields = {"name": "Mo", "organisation_name": "ST MARYS PRE SCHOOL", "account": ""}
    page = read(officer.post(address, fields))
    assert "Several members have this name. Type one of these exactly" in page
    officer.post(address, {**fields, "organisation_name": "Saint Marys Preschool"})
    assert contest.candidates.get().organisation.name == "Saint Marys Preschool"


def test_no_two_candidates_are_called_alike_and_each_on_one_line():
    contest = ContestFactory()
    for organisation in (OrganisationFactory(name="Red Cross") for _ in range(2)):
        CandidateFactory(contest=contest, name="Ann Smith", organisation=organisation)
    CandidateFactory(contest=contest, name="Ann Smith (Red Cross)")
    CandidateFactory(contest=contest, name="Bo\nLee\u202e")
    assert [str(each) for each in contest.candidates.all()] == [
        "Ann Smith (Red Cross), number 1",
        "Ann Smith (Red Cross), number 2",
        "Ann Smith (Red Cross), number 3",
        "Bo Lee",
    ]


def test_a_box_whose_names_broke_a_line_is_opened(efua, member):
    """Names from before the forms took them on one line."""
    contest, texts = poll(election__returning_officer=efua)
    Candidate.objects.filter(contest=contest, number=1).update(name="Ann\nSmith")
    Election.objects.filter(pk=contest.election_id).update(title="Our\nBoard")
    publish_receipts(contest.election, by=efua, at=POLL_OPENS + 7 * DAY)
    record_draw(contest, "3 17 22", by=efua, at=POLL_OPENS + 7 * DAY)
    rewrite_box(contest.election, by=efua, at=OPENING)
    assert open_box(contest.election, texts, by=efua, at=OPENING).opened_at


def test_the_register_says_where_a_candidate_belongs(efua):
    contest = ContestFactory(
        election__returning_officer=efua,
        spread_by="infrastructure",
        limits=[Limit("Infrastructure organisations", maximum=1)],
    )
    hub = OrganisationFactory(member=True, infrastructure=True)
    candidate = CandidateFactory(
        contest=contest, organisation=hub, spread_group="Infrastructure organisations"
    )
    with pytest.raises(RuleBroken, match="The register says “Infrastructure organisations”"):
        place_candidate(candidate, "None of these", by=efua)


def test_one_scrutineer_is_not_enough(efua, time_machine):
    time_machine.move_to(NOMINATING)
    contest = ContestFactory(election__returning_officer=efua)
    ScrutineerFactory(election=contest.election)
    (task,) = to_do.next_acts(efua, NOMINATING)
    assert task.text == f"{contest.election}: Name another scrutineer"


def test_a_void_poll_waits_for_the_officer(efua, contest):
    Election.objects.filter(pk=contest.election_id).update(
        voided_at=POLL_OPENS + DAY, voided_because="Two shares are lost."
    )
    (task,) = to_do.next_acts(efua, POLL_OPENS + 2 * DAY)
    assert task.text == f"{contest.election}: Run the poll again"


def test_a_new_officer_is_led_to_the_first_election(efua):
    (task,) = to_do.next_acts(efua, NOMINATING)
    assert task.text == "Set up the first election"


def test_a_preview_ends_with_the_office(client, efua, time_machine):
    election = ElectionFactory(returning_officer=efua)
    time_machine.move_to(election.notice_at - DAY)
    client.force_login(efua)
    assert client.get(election.get_absolute_url()).status_code == 200
    efua.office_terms.update(ends_on=election.notice_at.date() - 9 * DAY)
    assert client.get(election.get_absolute_url()).status_code == 404


# The roll


def test_the_roll_is_searched(officer, contest, member):
    OrganisationFactory(name="On no roll", member=True)
    address = screen("roll_list", contest.election.pk, contest.pk)
    assert member.name in read(officer.get(address))
    assert member.name in read(officer.get(address, {"q": member.name[2:8].upper()}))
    assert member.name in read(officer.get(address, {"q": "kénnet carers"}))
    page = read(officer.get(address, {"q": "On no roll"}))
    assert "No organisation on this roll matches your search." in page
    assert member.name not in page


def test_strike_means_removing_from_the_roll(officer, contest, member):
    page = read(officer.get(screen("roll_list", contest.election.pk, contest.pk)))
    assert "Remove from the roll" in page
    assert "Strike<" not in page
    assert "truck" not in page


# Contests


def test_a_contest_offers_the_seats_of_its_own_board(officer, efua, time_machine):
    election = ElectionFactory(returning_officer=efua)
    time_machine.move_to(election.notice_at - DAY)
    board, other = PartnershipFactory(), PartnershipFactory()
    held, vacant = (SeatFactory(partnership=board) for _ in range(2))
    SeatFactory(partnership=other)
    AppointmentFactory(
        seat=held,
        name="Hal Holder",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2027, 1, 1),
        ended_on=None,
    )
    address = screen("contest_add", election.pk)
    asked = officer.get(address)
    assert "Whose seats are they?" in read(asked)
    page = officer.get(address, {"partnership": board.pk})
    labels = [str(label) for _, label in page.context["form"].fields["seats"].choices]
    assert labels == [
        f"{held.title} (Hal Holder, until 1 January 2027)",
        f"{vacant.title} (vacant)",
    ]
    assert "has no seats yet" in read(
        officer.get(address, {"partnership": PartnershipFactory().pk})
    )


# The count and the declaration


def test_each_scrutineer_is_asked_to_sign(
    challenged, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        contest = challenged(3, 1, scrutineers=2)
    first, second = contest.election.scrutineers.all()
    asked = [mail.to for mail in mailoutbox if "Repeat and sign the count" in mail.subject]
    assert sorted(asked) == sorted([[first.user.email], [second.user.email]])
    (task,) = to_do.counts_to_sign(first.user, OPENING)
    assert task.text == f"Repeat and sign the count: {contest}"
    sign_all(contest.election, at=OPENING)
    assert not list(to_do.counts_to_sign(first.user, OPENING))
    assert not list(to_do.counts_to_sign(second.user, OPENING))


def test_declaring_asks_first_and_names_winners_and_what_is_missing(
    officer, challenged, time_machine
):
    contest = challenged(3, 1, scrutineers=2)
    time_machine.move_to(AFTER_THE_CHALLENGES)
    address = screen("result_declare", contest.election.pk)
    first, second = contest.election.scrutineers.all()
    page = read(officer.get(address))
    winner = contest.candidates.get(number=1)
    assert winner.name in page
    assert winner.organisation.name in page
    assert f"{first.name}, {second.name}" in page
    assert "Not signed, and no reason recorded why" in page
    assert 'method="post"' not in page.partition('class="nice-padding"')[2]
    assert "See what would be declared" in read(
        officer.get(screen("election_run", contest.election.pk))
    )
    sign_all(contest.election, at=OPENING)
    page = read(officer.get(address))
    assert "Every scrutineer has signed" in page
    assert "You cannot undo this." in page
    assert not Election.objects.exclude(declared_at=None).exists()


def test_what_was_shown_is_declared(officer, challenged, time_machine):
    contest = challenged(3, 1, scrutineers=2)
    sign_all(contest.election, at=OPENING)
    time_machine.move_to(AFTER_THE_CHALLENGES)
    winner = contest.candidates.get(number=1)
    assert winner.name in read(officer.get(screen("result_declare", contest.election.pk)))
    officer.post(screen("result_declare", contest.election.pk))
    assert contest.seats.get().appointments.get().name == winner.name


def test_an_unopposed_election_names_who_takes_which_seat(officer, efua, time_machine):
    contest = ContestFactory(election__returning_officer=efua, vacancies=2, outcome="unopposed")
    Election.objects.filter(pk=contest.election_id).update(
        has_poll=False, roll_frozen_at=POLL_OPENS - 6 * DAY
    )
    candidate = CandidateFactory(contest=contest)
    time_machine.move_to(POLL_OPENS)
    page = read(officer.get(screen("result_declare", contest.election.pk)))
    assert candidate.name in page
    assert "1 seat stays vacant." in page
    declare(contest.election, by=efua, at=POLL_OPENS)
    assert [seat.appointments.count() for seat in contest.seats.all()] == [1, 0]
