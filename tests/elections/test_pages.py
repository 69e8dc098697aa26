"""What everybody sees of an election, and the returning officer's screens."""

import re

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.membership import panels
from elections import election_status, selectors
from elections.key_statement import KeyStatement
from elections.models import (
    Candidate,
    Contest,
    Election,
    OpenedRankings,
    OpeningFinding,
    PublishedReceipts,
)
from elections.services.opening import publish_receipts
from elections.services.voting import cast_ballot
from elections.shares import Share, make_key
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    ContestFactory,
    ElectionFactory,
    PartnershipFactory,
    ReturningOfficerFactory,
    ScrutineerFactory,
    SeatFactory,
    instants,
    organisation_with_voter,
    sign_all,
)

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY


def says(response, text):
    return text in re.sub(r"\s+", " ", response.content.decode())


# For everybody


def test_an_election_is_public_from_its_notice(client, contest, time_machine):
    notice = contest.election.notice_at
    time_machine.move_to(notice - DAY)
    assert not says(client.get("/elections/"), contest.election.title)
    assert client.get(contest.election.get_absolute_url()).status_code == 404
    time_machine.move_to(notice)
    assert says(client.get("/elections/"), contest.election.title)
    assert client.get(contest.election.get_absolute_url()).status_code == 200


STATUSES = [
    # at                          tag
    (POLL_OPENS - 39 * DAY,       "Announced"),
    (POLL_OPENS - 30 * DAY,       "Nominations open"),
    (POLL_OPENS - 12 * DAY,       "Nominations closed"),
    (POLL_OPENS - 9 * DAY,        "Candidates known"),
    (POLL_OPENS - DAY,            "Voting opens soon"),
    (POLL_OPENS,                  "Voting open"),
    (CLOSE,                       "Voting closed"),
    (CLOSE + DAY / 4,             "Voting closed"),
    (OPENING + DAY,               "Voting closed"),  # nobody has opened the box
]  # fmt: skip


@pytest.mark.parametrize(("at", "tag"), STATUSES)
def test_the_clock_says_where_an_election_stands(client, contest, time_machine, at, tag):
    time_machine.move_to(at)
    assert says(client.get("/elections/"), tag)
    assert says(client.get(contest.election.get_absolute_url()), tag)


def test_an_opened_and_a_declared_election_say_so(contest):
    election = contest.election
    election.opened_at = OPENING
    assert election_status.status(election, OPENING)[0] == "Result provisional"
    assert election_status.status(election, OPENING + 9 * DAY)[0] == "Awaiting declaration"
    election.declared_at = OPENING + 9 * DAY
    assert election_status.status(election, OPENING + 9 * DAY)[0] == "Declared"
    assert election_status.card(election, OPENING + 9 * DAY).meta == "Declared on 19 November 2026"
    assert election_status.steps(election, OPENING + 40 * DAY)[-1].state == "done"
    assert "now" not in {step.state for step in election_status.steps(election, OPENING + 9 * DAY)}


@pytest.mark.parametrize(
    ("at", "meta"),
    [
        (POLL_OPENS - 37 * DAY, "Nominations open at 10am on Monday 28 September 2026"),
        (POLL_OPENS - 20 * DAY, "Nominations close at 10am on Monday 19 October 2026"),
        (POLL_OPENS - 12 * DAY, "Voting opens at 9am on Monday 2 November 2026"),
        (POLL_OPENS, "Voting closes at 9am on Monday 9 November 2026"),
        (OPENING, "Voting closed at 9am on Monday 9 November 2026"),
    ],
)
def test_a_list_says_until_when_something_can_be_done(contest, at, meta):
    assert election_status.card(contest.election, at).meta == meta


def test_a_list_says_until_when_a_result_can_be_challenged(contest):
    contest.election.opened_at = OPENING
    meta = election_status.card(contest.election, OPENING).meta
    assert meta == "The result can be challenged until 9am on Tuesday 17 November 2026"


def test_an_organisation_is_named_when_its_poll_is_not_open(client, contest, asha, time_machine):
    client.force_login(asha)
    for at, reason in [(POLL_OPENS - DAY, "Voting opens at"), (CLOSE, "Voting closed at")]:
        time_machine.move_to(at)
        page = client.get(contest.election.get_absolute_url())
        assert says(page, f"is on the roll for {contest}. {reason}")


def test_an_act_that_is_late_is_said_to_be_not_done(contest):
    late = [step.label for step in election_status.steps(contest.election, OPENING) if step.text]
    assert late == ["Receipts published", "Ballot box opened and counted"]


def test_each_organisation_sees_whether_it_may_vote(client, contest, asha, time_machine):
    time_machine.move_to(DURING)
    late, voter = organisation_with_voter("Late Arrivals")
    client.force_login(asha)
    assert says(client.get(contest.election.get_absolute_url()), "Vote for Kennet Carers")
    client.force_login(voter)
    assert says(
        client.get(contest.election.get_absolute_url()),
        f"{late} is not on the roll: it was not entitled on the day the roll was frozen.",
    )


def test_an_organisation_that_has_voted_sees_the_day(client, contest, member, asha, time_machine):
    time_machine.move_to(DURING)
    cast_ballot(contest, member, ranking=(1,), by=asha)
    client.force_login(asha)
    assert says(
        client.get(contest.election.get_absolute_url()),
        "voted for Local Strategic Partnership on Tuesday 3 November 2026.",
    )


def test_before_the_roll_is_frozen_each_reads_whether_it_would_be_on_it(client, asha, time_machine):
    contest = ContestFactory()
    time_machine.move_to(POLL_OPENS - 30 * DAY)
    client.force_login(asha)
    page = client.get(contest.election.get_absolute_url())
    assert says(page, "would be on the roll")
    assert not says(page, "cannot start")


def test_my_assembly_names_the_polls_that_are_open(contest, member, asha, time_machine):
    time_machine.move_to(DURING)
    [task] = to_do.tasks_for(asha, POLL_OPENS + DAY)
    assert task.note == "Voting closes at 9am on Monday 9 November 2026"
    assert not [one for one in panels.of_person(asha, member) if one.heading == "Elections"]
    cast_ballot(contest, member, ranking=(1,), by=asha)
    assert "has already voted" in selectors.elections_panel(asha, member).lines[0].note
    time_machine.move_to(CLOSE)
    assert selectors.elections_panel(asha, member) is None


def test_the_page_of_an_election_asks_as_often_for_twenty_candidates_as_for_two(
    client, efua, member, time_machine
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories.elections import poll

    time_machine.move_to(DURING)
    counts = []
    for candidates in (2, 20):
        contest, _ = poll(candidates=candidates, election__returning_officer=efua)
        client.get(contest.election.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(contest.election.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_asks_as_often_for_twenty_elections_as_for_two(client, time_machine):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    time_machine.move_to(DURING)
    counts = []
    for more in (2, 18):
        ElectionFactory.create_batch(more)
        client.get("/elections/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/elections/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_receipts_are_listed_after_publication(client, contest, member, asha, efua, time_machine):
    address = reverse("elections:receipt_list", args=[contest.election.slug])
    receipt = cast_ballot(contest, member, ranking=(1,), by=asha, at=DURING)
    time_machine.move_to(CLOSE)
    assert says(client.get(address), "Receipts are published after voting has closed.")
    publish_receipts(contest.election, by=efua)
    page = client.get(address)
    assert says(page, receipt)
    assert says(page, "The two agree.")
    text = client.get(reverse("elections:receipt_file", args=[contest.election.slug, contest.pk]))
    assert text.content.decode() == f"{receipt}\n"


def test_a_box_that_does_not_agree_with_the_roll_is_published_as_such(
    client, contest, efua, time_machine
):
    PublishedReceipts.objects.create(contest=contest, receipts="AAAA\nBBBB", marks=1)
    time_machine.move_to(CLOSE)
    page = client.get(reverse("elections:receipt_list", args=[contest.election.slug]))
    assert says(page, "The box and the roll do not agree")


# For the returning officer


@pytest.fixture
def officer(client, efua):
    """Efua at her screens."""
    client.force_login(efua)
    return client


def screen(name, *args):
    return reverse(f"elections_officer:{name}", args=args)


def of_board(name, partnership, *args):
    """The address of a contest's form once it has been said whose seats it fills."""
    return f"{screen(name, *args)}?partnership={partnership.pk}"


def posted(poll_opens=POLL_OPENS):
    return {name: f"{value:%Y-%m-%d %H:%M}" for name, value in instants(poll_opens).items()}


def test_efua_runs_an_election_from_its_setting_up_to_its_declaration(
    officer, efua, time_machine, mailoutbox
):
    partnership = PartnershipFactory()
    seat = SeatFactory(partnership=partnership)
    voters = [organisation_with_voter(f"Organisation of voter {n}") for n in range(5)]

    time_machine.move_to(POLL_OPENS - 41 * DAY)
    officer.force_login(efua)
    officer.post(
        screen("election_create"),
        {"title": "Board", "slug": "board", "term_starts_on": "2026-12-01", **posted()},
    )
    election = Election.objects.get()
    officer.post(
        of_board("contest_add", partnership, election.pk),
        {
            "title": "Board",
            "seats": [seat.pk],
            "electorate": "members",
            "rule": "scottish",
            "lot_event": "A draw after the close",
            "lot_at": "2026-11-09 20:00",
            "lot_numbers": "6",
            "lot_substitute": "A draw elsewhere",
            "lot_substitute_at": "2026-11-09 20:00",
            "vacancy_rule": "countback",
            "publication": "full",
        },
    )
    contest = Contest.objects.get()

    time_machine.move_to(POLL_OPENS - 30 * DAY)
    officer.force_login(efua)
    for name in ("Candidate A", "Candidate B"):
        officer.post(
            screen("candidate_add", election.pk, contest.pk),
            {"name": name, "organisation_name": "organisation of VOTER 0", "account": ""},
        )
    assert [candidate.number for candidate in contest.candidates.all()] == [1, 2]
    watching = [ScrutineerFactory().user for _ in range(2)]
    for person in watching:
        officer.post(screen("scrutineer_name", election.pk), {"person": person.pk})
    made = officer.post(screen("key_make", election.pk), {"needed": "2"}).content.decode()
    assert "2 of them open the ballot box" in made
    typed = [match[0] for match in re.finditer(r"[12](-[0-9A-Z]{4}){7}", made)]
    for person, text in zip(watching, typed, strict=True):
        browser = Client()
        browser.force_login(person)
        browser.post(reverse("elections:share_keep", args=[election.slug]), {"share": text.lower()})

    time_machine.move_to(POLL_OPENS - DAY)
    officer.force_login(efua)
    officer.post(screen("roll_freeze", election.pk))
    assert contest.roll.count() == 5

    for organisation, person in voters:
        cast_ballot(contest, organisation, ranking=(2, 1), by=person, at=DURING)
    time_machine.move_to(CLOSE)
    officer.force_login(efua)
    officer.post(screen("receipts_publish", election.pk))
    lot = {"seed": "3 17 22 41 42 59"}
    officer.post(screen("lot_record", election.pk, contest.pk), lot)
    assert Contest.objects.get().lot_seed == ""  # its event is in the evening
    time_machine.move_to(OPENING)
    officer.force_login(efua)
    officer.post(screen("lot_record", election.pk, contest.pk), lot)
    officer.post(
        screen("box_open", election.pk), {"share_1": typed[1], "share_2": typed[0].lower()}
    )
    officer.post(screen("contests_count", election.pk))
    sign_all(election, at=OPENING)
    time_machine.move_to(POLL_OPENS + 16 * DAY)
    officer.force_login(efua)
    officer.post(screen("result_declare", election.pk))
    assert seat.appointments.get().name == "Candidate B"
    page = officer.get(screen("election_run", election.pk))
    assert says(page, "Done at 9am on Wednesday 18 November 2026")


def test_the_screens_of_an_election_belong_to_its_own_officer(officer, client, contest, settings):
    client.force_login(ReturningOfficerFactory())
    for name in ("election_run", "election_change", "key_ways", "box_open"):
        assert client.get(screen(name, contest.election.pk)).status_code == 404


def test_the_screens_are_closed_to_other_offices(officer, client, contest, dev):
    client.force_login(dev)
    response = client.get(screen("election_run", contest.election.pk))
    assert response.status_code in {302, 403}
    assert client.get(screen("election_index")).status_code in {302, 403}


ACTS = ["key_make", "roll_freeze", "receipts_publish", "contests_count", "result_declare"]


@pytest.mark.parametrize("name", ACTS)
def test_no_act_is_done_by_following_a_link(officer, contest, name):
    shows = name == "result_declare"  # its page asks first
    assert officer.get(screen(name, contest.election.pk)).status_code == (200 if shows else 405)
    assert not Election.objects.exclude(declared_at=None).exists()


@pytest.mark.parametrize("name", [name for name in ACTS if name != "key_make"])
def test_an_act_out_of_its_time_is_refused_with_its_reason(officer, contest, name, time_machine):
    time_machine.move_to(DURING)
    page = officer.post(screen(name, contest.election.pk), follow=True)
    assert says(page, "What is to be done, in this order")
    assert page.context["messages"]
    assert not OpenedRankings.objects.exists()


def test_a_key_out_of_its_time_or_for_too_few_is_refused_on_its_page(
    officer, contest, time_machine
):
    time_machine.move_to(DURING)
    page = officer.post(screen("key_make", contest.election.pk), {"needed": "2"})
    assert says(page, "The key cannot be replaced")


def test_what_is_no_key_is_told_on_its_page(officer, efua):
    election = ElectionFactory(returning_officer=efua)
    for _ in range(2):
        ScrutineerFactory(election=election)
    page = officer.post(screen("key_make", election.pk), {"needed": "1"})
    assert says(page, "greater than or equal to 2")
    page = officer.post(screen("key_make", election.pk), {"needed": "3"})
    assert says(page, "Of 2 shares, 2 to 2 can be needed")
    page = officer.post(screen("key_register", election.pk), {"statement": "{}"})
    assert says(page, "paste all that the command printed")
    assert not election.key_shares.exists()


def test_a_key_that_was_made_elsewhere_is_registered(officer, efua):
    election = ElectionFactory(returning_officer=efua)
    for _ in range(2):
        ScrutineerFactory(election=election)
    statement = KeyStatement.of(make_key(needed=2, holders=2))
    page = officer.post(
        screen("key_register", election.pk), {"statement": statement.text}, follow=True
    )
    assert says(page, "The key is registered")
    assert says(page, "on a computer without network")
    person = election.scrutineers.first()
    page = officer.post(screen("scrutineer_release", election.pk, person.pk), follow=True)
    assert says(page, "The scrutineers have changed since the key was made")


def test_shares_that_were_mistyped_are_each_named_and_not_written_back(
    officer, contest, time_machine
):
    time_machine.move_to(CLOSE)
    officer.post(screen("receipts_publish", contest.election.pk))
    officer.post(screen("lot_record", contest.election.pk, contest.pk), {"seed": "3"})
    time_machine.move_to(OPENING)
    typed = Share(1, bytes(16)).text
    page = officer.post(
        screen("box_open", contest.election.pk), {"share_1": typed, "share_2": "2-ABC"}
    )
    assert says(page, "In field 1: This is a share, and typed without a slip, but it is the wrong")
    assert says(page, "In field 2: It has 28 characters after its number, and this has 3")
    assert "no-store" in page.headers["Cache-Control"]
    assert not says(page, typed[2:10])


def test_a_poll_whose_key_is_lost_is_declared_void_on_the_screen(officer, contest, time_machine):
    time_machine.move_to(DURING)
    page = officer.get(screen("election_run", contest.election.pk))
    assert not says(page, "Declare the poll void")
    contest.election.key_shares.filter(number__gt=1).update(lost_at=DURING)
    page = officer.get(screen("election_run", contest.election.pk))
    assert says(page, "Declare the poll void")
    page = officer.post(
        screen("poll_void", contest.election.pk), {"because": "Two shares are lost."}, follow=True
    )
    assert says(page, "The poll is void")
    public = officer.get(contest.election.get_absolute_url())
    assert says(public, "Poll void")
    assert says(public, "Two shares are lost.")
    certificate = officer.get(reverse("elections:destruction", args=[contest.election.slug]))
    assert says(certificate, "deleted, unopened")
    run = officer.get(screen("election_run", contest.election.pk))
    assert says(run, "Run the poll again")
    new = {**posted(POLL_OPENS + 60 * DAY), "term_starts_on": "2027-03-01"}
    again = {
        **new,
        "because": "Two shares were lost.",
        "lot_event": "The draw of January",
        "lot_substitute": "The draw of that day elsewhere",
    }
    page = officer.post(screen("election_again", contest.election.pk), again, follow=True)
    assert says(page, "is polled again. Make the key of the new poll now.")
    made = Contest.objects.get(repeats=contest).election
    assert (made.key_shares.count(), made.scrutineers.count()) == (0, 3)
    run = officer.get(screen("election_run", contest.election.pk))
    assert says(run, "Done")
    page = officer.post(screen("election_again", contest.election.pk), again)
    assert says(page, "is polled again already")


def test_only_a_void_poll_is_run_again_as_a_whole(officer, contest):
    assert officer.get(screen("election_again", contest.election.pk)).status_code == 404


# A scrutineer's pages


@pytest.fixture
def watching(contest, client):
    """A scrutineer of the contest's election, signed in."""
    client.force_login(contest.election.scrutineers.first().user)
    return client


def keep(contest, name="share_keep", *args):
    return reverse(f"elections:{name}", args=[contest.election.slug, *args])


def test_a_scrutineer_sees_their_share_loses_it_and_says_it_is_destroyed(watching, contest, efua):
    assert says(watching.get(keep(contest)), "You hold share 1")
    page = watching.post(keep(contest, "share_lost"), follow=True)
    assert says(page, "You reported it lost")
    page = watching.post(keep(contest, "share_destroyed"), follow=True)
    assert says(page, "Keep the share until the result is declared")


def test_a_scrutineer_who_mistypes_is_told_and_nothing_is_written_back(watching, contest):
    contest.election.key_shares.update(proved_at=None)
    Election.objects.filter(pk=contest.election_id).update(roll_frozen_at=None)
    typed = Share(1, bytes(16)).text
    page = watching.post(keep(contest), {"share": typed})
    assert says(page, "it is the wrong one")
    assert not says(page, typed[2:10])


def test_before_the_key_is_made_there_is_nothing_to_show(client, efua):
    scrutineer = ScrutineerFactory(election__notice_at=POLL_OPENS - 40 * DAY)
    client.force_login(scrutineer.user)
    page = client.get(reverse("elections:share_keep", args=[scrutineer.election.slug]))
    assert says(page, "The key has not been made yet")


def test_a_finding_is_explained_and_an_empty_reason_is_refused(watching, contest, time_machine):
    time_machine.move_to(OPENING)
    finding = OpeningFinding.objects.create(
        contest=contest, facts={}, text="Torn.", found_at=OPENING
    )
    assert says(watching.get(keep(contest)), "Found at the opening")
    page = watching.post(keep(contest, "finding_explain", finding.pk), {"because": ""})
    assert finding.reasons.count() == 0
    page = watching.post(
        keep(contest, "finding_explain", finding.pk), {"because": "Wet."}, follow=True
    )
    assert says(page, "Your reason is recorded")
    page = watching.post(keep(contest, "finding_explain", finding.pk), {"because": "Wet."})
    assert says(page, "recorded your reason already")


def test_a_timetable_out_of_order_is_named(officer, time_machine):
    time_machine.move_to(POLL_OPENS - 41 * DAY)
    wrong = {**posted(), "poll_closes_at": "2026-11-01 09:00"}
    page = officer.post(
        screen("election_create"),
        {"title": "Board", "slug": "board", "term_starts_on": "2026-11-02", **wrong},
    )
    assert says(page, "Voting closes comes before “voting opens”.")
    assert says(page, "The term starts before the challenge period ends.")
    assert not Election.objects.exists()


def test_a_timetable_can_be_moved_until_the_notice_of_poll(officer, efua, contest, time_machine):
    time_machine.move_to(POLL_OPENS - 41 * DAY)
    free = ElectionFactory(returning_officer=efua)
    moved = {"title": "Moved", "term_starts_on": "2027-01-01", **posted(POLL_OPENS + DAY)}
    officer.post(screen("election_change", free.pk), moved)
    free.refresh_from_db()
    assert (free.title, free.poll_opens_at) == ("Moved", POLL_OPENS + DAY)
    page = officer.post(screen("election_change", contest.election.pk), moved)
    assert says(page, "The timetable is fixed")


def test_what_is_put_off_after_the_notice_has_a_public_reason(officer, efua, time_machine):
    election = ElectionFactory(returning_officer=efua)
    time_machine.move_to(election.notice_at + DAY)
    address = screen("election_change", election.pk)
    local = {field: timezone.localtime(at) for field, at in instants().items()}
    fields = {
        "title": election.title,
        "term_starts_on": "2027-01-01",
        **{field: f"{at:%Y-%m-%d %H:%M}" for field, at in local.items()},
    }
    assert says(officer.post(address, fields), "Say why the timetable changes")
    officer.post(address, {**fields, "because": "The hall burnt down."})
    election.refresh_from_db()
    assert str(election.term_starts_on) == "2027-01-01"
    assert says(officer.get(election.get_absolute_url()), "The hall burnt down.")


def test_an_hour_that_occurs_twice_is_asked_about(officer, efua, time_machine):
    """The clocks go back on Sunday 25 October 2026, and forward on 28 March 2027."""
    time_machine.move_to(POLL_OPENS - 41 * DAY)
    election = ElectionFactory(returning_officer=efua)
    address = screen("election_change", election.pk)
    fields = {"title": election.title, "term_starts_on": "2027-05-01", **posted()}
    for field, moment in [
        ("poll_notice_at", "2026-10-25 01:30"),
        ("challenge_ends_at", "2027-03-28 01:30"),
    ]:
        assert says(officer.post(address, {**fields, field: moment}), "it may be ambiguous")
    election.refresh_from_db()
    assert election.challenge_ends_at == POLL_OPENS + 15 * DAY


def test_contests_are_fixed_from_the_notice_on(officer, efua, time_machine):
    contest = ContestFactory(election__returning_officer=efua)
    seat = SeatFactory(partnership=contest.partnership)
    fields = {
        "title": "Changed",
        "seats": [seat.pk],
        "electorate": "members",
        "rule": "scottish",
        "lot_event": "A draw",
        "lot_at": "2026-11-09 20:00",
        "lot_numbers": "6",
        "lot_substitute": "A draw elsewhere",
        "lot_substitute_at": "2026-11-09 20:00",
        "vacancy_rule": "countback",
        "publication": "full",
    }
    address = screen("contest_change", contest.election.pk, contest.pk)
    time_machine.move_to(contest.election.notice_at)
    assert says(officer.post(address, fields, follow=True), "Contests are fixed")
    time_machine.move_to(contest.election.notice_at - DAY)
    officer.post(address, fields)
    contest.refresh_from_db()
    assert (contest.title, list(contest.seats.all())) == ("Changed", [seat])


def test_seats_of_another_partnership_are_refused(officer, efua, time_machine):
    election = ElectionFactory(returning_officer=efua)
    time_machine.move_to(election.notice_at - DAY)
    page = officer.post(
        of_board("contest_add", PartnershipFactory(), election.pk),
        {
            "title": "Board",
            "seats": [SeatFactory().pk],
            "electorate": "members",
            "rule": "scottish",
            "lot_event": "A draw",
            "lot_at": "2026-11-09 20:00",
            "lot_numbers": "6",
            "lot_substitute": "A draw elsewhere",
            "lot_substitute_at": "2026-11-09 20:00",
            "vacancy_rule": "countback",
            "publication": "full",
        },
    )
    assert says(page, "Select a valid choice")
    assert not election.contests.exists()


CANDIDATES = [
    # changed fields                             what is said
    ({"organisation_name": "Nobody Known"},      "No member organisation is called “Nobody Known”."),
    ({"account": "nobody@example.org"},          "Nobody has an account with this address."),
    ({"account": "efua@example.org"},            "Efua Essel is the returning officer of this election"),
    ({"statement": "word " * 201},               "A statement has at most 200 words; this one has 201."),
    ({"name": ""},                               "This field is required."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), CANDIDATES)
def test_why_a_candidate_is_not_entered(officer, efua, member, time_machine, changed, said):
    contest = ContestFactory(election__returning_officer=efua)
    time_machine.move_to(POLL_OPENS - 30 * DAY)
    fields = {"name": "Candidate A", "organisation_name": member.name, "account": "", **changed}
    page = officer.post(screen("candidate_add", contest.election.pk, contest.pk), fields)
    assert says(page, said)
    assert not Candidate.objects.exists()


def test_a_person_stands_once_in_a_contest(officer, efua, member, asha, time_machine):
    contest = ContestFactory(election__returning_officer=efua)
    time_machine.move_to(POLL_OPENS - 30 * DAY)
    fields = {"name": "Asha", "organisation_name": member.name, "account": "Asha@example.org"}
    address = screen("candidate_add", contest.election.pk, contest.pk)
    officer.post(address, fields)
    assert says(officer.post(address, fields), "This person stands in this contest already.")
    assert contest.candidates.get().user == asha


def test_candidates_are_entered_from_nominations_to_the_notice_of_poll(
    officer, efua, member, contest, time_machine
):
    fields = {"name": "Late", "organisation_name": member.name, "account": ""}
    page = officer.post(screen("candidate_add", contest.election.pk, contest.pk), fields)
    assert says(page, "The candidates are fixed")
    early = ContestFactory(election__returning_officer=efua)
    time_machine.move_to(early.election.nominations_open_at - DAY)
    page = officer.post(screen("candidate_add", early.election.pk, early.pk), fields)
    assert says(page, "Nominations open at")


def test_efua_records_a_withdrawal_and_corrects_the_roll(
    officer, contest, member, efua, time_machine
):
    time_machine.move_to(DURING)
    candidate = contest.candidates.first()
    officer.post(screen("candidate_withdraw", contest.election.pk, candidate.pk))
    candidate.refresh_from_db()
    assert not candidate.stands
    entry = contest.roll.get(organisation=member)
    address = screen("roll_remove", contest.election.pk, entry.pk)
    assert says(officer.post(address, {"because": ""}), "This field is required.")
    officer.post(address, {"because": "Merged with another."})
    roll = officer.get(screen("roll_list", contest.election.pk, contest.pk))
    assert says(roll, "Removed on 3 November 2026: Merged with another.")


def table(page):
    return page.content.decode().partition('<table class="listing">')[2].partition("</table>")[0]


def test_the_roll_does_not_show_who_has_voted(officer, contest, member, asha, time_machine):
    time_machine.move_to(DURING)
    address = screen("roll_list", contest.election.pk, contest.pk)
    before = table(officer.get(address))
    cast_ballot(contest, member, ranking=(1,), by=asha)
    assert "Kennet Carers" in before
    assert table(officer.get(address)) == before


def test_efua_finds_her_elections_in_the_menu_and_others_do_not(officer, client, contest, dev):
    assert says(officer.get(screen("election_index")), contest.election.title)
    assert says(officer.get("/cms/"), "Elections")
