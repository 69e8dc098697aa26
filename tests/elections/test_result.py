"""The count, what is published of it, and the declaration."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.partners.models import Appointment
from elections import rules
from elections.beside_the_count import turnout_of
from elections.count_sheet import CountSheet
from elections.counting import read_blt, shortened
from elections.models import Count, RollEntry, SealedBallot
from elections.services import result
from elections.services.opening import open_box, publish_receipts, record_draw, rewrite_box
from elections.services.result import count_election, declare
from elections.services.setup import withdraw_candidate
from elections.services.voting import cast_ballot
from tests.conftest import ROOT
from tests.factories.elections import (
    DAY,
    POLL_OPENS,
    limits_missing_on,
    organisation_with_voter,
    poll,
    sign_all,
)
from tests.factories.membership import DistrictFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

DURING = POLL_OPENS + DAY
CLOSE = POLL_OPENS + 7 * DAY
OPENING = POLL_OPENS + 8 * DAY
CHALLENGE_ENDS = POLL_OPENS + 15 * DAY
NOW = POLL_OPENS + 16 * DAY


@pytest.fixture
def opened(efua):
    """Play an election up to the opening of its box, with so many ballots."""

    def play(ballots, withdrawn=(), **fields):
        voters = [organisation_with_voter() for _ in range(ballots)]
        organisation_with_voter("Did not vote")
        contest, share = poll(election__returning_officer=efua, **fields)
        for place, (organisation, person) in enumerate(voters):
            ranking = [(1, 2), (1,), (2, 3), (3, 2)][place % 4]
            cast_ballot(contest, organisation, ranking=ranking, by=person, at=DURING)
        for number in withdrawn:
            withdraw_candidate(contest.candidates.get(number=number), by=efua, at=DURING)
        publish_receipts(contest.election, by=efua, at=CLOSE)
        record_draw(contest, "3 17 22", by=efua, at=CLOSE)
        rewrite_box(contest.election, by=efua, at=OPENING)
        contest.election = open_box(contest.election, share, by=efua, at=OPENING)
        return contest

    return play


@pytest.fixture
def counted(opened, efua):
    def play(ballots, **fields):
        contest = opened(ballots, **fields)
        count_election(contest.election, by=efua, at=OPENING)
        sign_all(contest.election, at=OPENING)
        return contest

    return play


# Counting


def test_the_count_is_of_the_opened_rankings(counted):
    made = counted(20).count_result
    assert (made.ballots, made.electors) == (20, 21)
    assert made.result["elected"] == [1]
    assert made.seed == "3 17 22"


def test_an_organisation_struck_from_the_roll_is_no_elector(client, opened, efua, time_machine):
    contest = opened(20)
    silent = contest.roll.filter(organisation__name="Did not vote")
    silent.update(struck_on=DURING.date(), struck_because="Merged.")
    count_election(contest.election, by=efua, at=OPENING)
    assert contest.count_result.electors == 20
    assert "20 of 20 organisations (100%)" in result_page(client, contest, time_machine)


def test_an_organisation_struck_from_the_roll_is_in_no_line_of_the_turnout(contest):
    district, other = DistrictFactory.create_batch(2)
    contest.roll.get().organisation.districts.add(district)
    RollEntry.objects.bulk_create(
        RollEntry(
            contest=contest, organisation=_in(place), voted_on=DURING.date() if votes else None
        )
        for place in (district, other)
        for votes in [True] * 6 + [False] * 6
    )
    RollEntry.objects.create(
        contest=contest,
        organisation=_in(district),
        struck_on=DURING.date(),
        struck_because="Merged.",
    )
    shown = {line.name: line.electors for line in turnout_of(contest)}
    assert shown == {district.name: 13, other.name: 12}


def _in(district):
    organisation = OrganisationFactory(member=True)
    organisation.districts.add(district)
    return organisation


def test_nothing_is_counted_before_the_box_is_open(contest, efua):
    with pytest.raises(RuleBroken, match="has not been opened"):
        count_election(contest.election, by=efua, at=OPENING)


def test_an_election_is_counted_once(counted, efua):
    with pytest.raises(RuleBroken, match="has been counted"):
        count_election(counted(5).election, by=efua, at=OPENING)


def test_a_candidate_who_withdrew_during_the_poll_is_struck_from_every_ballot(counted):
    result = counted(20, withdrawn=[1]).count_result.result
    assert result["candidates"][0]["withdrawn"]
    assert result["elected"] != [1]


def test_nobody_withdraws_twice_or_after_the_close(contest, efua):
    candidate = contest.candidates.first()
    with pytest.raises(RuleBroken, match="Voting has closed"):
        withdraw_candidate(candidate, by=efua, at=CLOSE)
    withdraw_candidate(candidate, by=efua, at=DURING)
    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_candidate(candidate, by=efua, at=DURING)


# Publication

LEVELS = [
    (0, "outcome"),
    (4, "outcome"),
    (5, "totals"),
    (19, "totals"),
    (20, "full"),
    (100_000, "full"),
]


@pytest.mark.parametrize(("ballots", "level"), LEVELS)
def test_how_much_is_published_depends_on_the_ballots(ballots, level):
    assert rules.publication.publication_level(ballots) == level


def result_page(client, contest, time_machine):
    time_machine.move_to(NOW)
    return client.get(f"/elections/{contest.election.slug}/result/").content.decode()


def files(client, contest):
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    return {kind: client.get(f"{base}.{kind}") for kind in ("blt", "json", "txt")}


def test_with_twenty_ballots_everything_is_published(client, counted, time_machine):
    contest = counted(20)
    page = result_page(client, contest, time_machine)
    assert "Step through the count" in page
    assert "20 of 21 organisations (95%)" in page
    sheet = CountSheet(contest, contest.count_result)
    assert sheet.ballot_file_sha256 in page
    assert of_the_full_rankings(contest) not in page
    assert {kind: response.status_code for kind, response in files(client, contest).items()} == {
        "blt": 200,
        "json": 200,
        "txt": 200,
    }


def of_the_full_rankings(contest):
    return hashlib.sha256(contest.opened_rankings.blt.encode()).hexdigest()


def test_what_is_published_of_the_rankings_is_what_the_count_used(client, counted, time_machine):
    contest = counted(20)
    time_machine.move_to(NOW)
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    published = client.get(f"{base}.blt").content
    full = read_blt(contest.opened_rankings.blt.encode())
    kept = read_blt(published)
    assert published.decode() == contest.count_result.shortened
    assert kept.papers == full.papers
    assert (kept.preferences != 0).sum() < (full.preferences != 0).sum()
    shown = client.get(f"{base}.json").json()
    assert shown["stages"] == contest.count_result.result["stages"]
    assert shown["input_sha256"] == hashlib.sha256(published).hexdigest()
    assert of_the_full_rankings(contest) not in str(contest.count_result.result)


def test_a_count_from_before_is_published_shortened_too(client, counted, time_machine):
    contest = counted(20)
    shortened = contest.count_result.shortened
    Count.objects.update(shortened="")
    time_machine.move_to(NOW)
    page = client.get(f"/elections/{contest.election.slug}/result/{contest.pk}.blt")
    assert page.content.decode() == shortened


def test_rankings_that_count_otherwise_are_not_published(counted, monkeypatch):
    def one_paper_too_many(made):
        ballots = shortened(made)
        return replace(ballots, weights=ballots.weights + 1)

    monkeypatch.setattr(result, "shortened", one_paper_too_many)
    with pytest.raises(RuleBroken, match="do not count to the same stages"):
        counted(20)
    assert not Count.objects.exists()


def test_where_the_notice_promised_totals_no_ranking_is_published(client, counted, time_machine):
    contest = counted(20, publication="totals")
    page = result_page(client, contest, time_machine)
    assert "Votes after each stage" in page
    assert "Step through the count" not in page
    assert "The notice of election promised that the rankings of this contest are not" in page
    assert {response.status_code for response in files(client, contest).values()} == {404}
    notice = client.get(contest.election.get_absolute_url()).content.decode()
    assert "The rankings are not published, so that nobody can be made to show" in notice


def test_the_limits_are_printed_with_the_result(client, counted, time_machine):
    page = result_page(client, counted(5), time_machine)
    assert limits_missing_on(page) == []


def test_the_transfers_are_drawn_with_their_figures(client, counted, time_machine):
    contest = counted(20)
    page = result_page(client, contest, time_machine)
    sheet = CountSheet(contest, contest.count_result)
    moved = [t for stage in contest.count_result.result["stages"] for t in stage["transfers"]]
    assert moved
    assert len(sheet.flow_chart.rows) == len(moved)
    shown = [sheet.figures.amount(Decimal(each["votes"])) for each in moved]
    assert [row[4] for row in sheet.flow_chart.rows] == shown
    svg = page[page.index("asm-chart--flows") : page.rindex("</svg>")]
    for _, source, target, _, _ in sheet.flow_chart.rows:
        assert f"{source} to {target}</title>" in svg
    elected = sheet.elected[0]
    assert sheet.flow_chart.lanes[0].name == elected
    assert f"until these were elected: {elected}." in svg


def test_a_count_of_one_stage_has_nothing_to_draw(client, counted, time_machine):
    contest = counted(20, candidates=4, vacancies=3, withdrawn=[4])
    assert "Where the votes went" not in result_page(client, contest, time_machine)


@pytest.mark.parametrize(
    ("rule", "quota"), [("scottish", "11"), ("ers97", "10"), ("meek", "10.000000001")]
)
def test_a_result_by_each_rule_is_published(client, counted, time_machine, rule, quota):
    contest = counted(20, rule=rule)
    page = result_page(client, contest, time_machine)
    assert contest.count_result.result["rule"] == rule
    assert f">{quota}</dd>" in page
    assert f"--rule {rule} --seed" in page
    assert contest.get_rule_display() in client.get(
        contest.election.get_absolute_url()
    ).content.decode().replace("&#x27;", "'")


def test_with_five_ballots_only_the_votes_of_each_stage_are_published(
    client, counted, time_machine
):
    contest = counted(5)
    page = result_page(client, contest, time_machine)
    assert "Votes after each stage" in page
    assert "Step through the count" not in page
    assert "Where the votes went" not in page
    assert hashlib.sha256(contest.opened_rankings.blt.encode()).hexdigest() not in page
    assert {response.status_code for response in files(client, contest).values()} == {404}


def test_with_four_ballots_only_the_outcome_is_published(client, counted, time_machine):
    contest = counted(4)
    page = result_page(client, contest, time_machine)
    assert "4 of 5 organisations (80%)" in page
    assert "Candidate A" in page
    for unpublished in (
        "Where the votes went",
        "Votes after each stage",
        "Quota",
        "Blank ballots",
        "First preferences",
    ):
        assert unpublished not in page
    assert hashlib.sha256(contest.opened_rankings.blt.encode()).hexdigest() not in page
    assert {response.status_code for response in files(client, contest).values()} == {404}


def test_a_small_contest_says_that_it_cannot_hide(client, counted, time_machine):
    page = result_page(client, counted(4), time_machine)
    assert "A unanimous or a tiny vote cannot hide" in page


def test_an_unknown_file_is_not_found(client, counted, time_machine):
    contest = counted(20)
    time_machine.move_to(NOW)
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    assert client.get(f"{base}.exe").status_code == 404


def recounted(client, contest, tmp_path):
    """What the published command prints in a folder with the published files."""
    sheet = CountSheet(contest, contest.count_result)
    for _, address, _ in sheet.downloads:
        name = f"{sheet.file_name}.{address.partition('.')[2]}"
        (tmp_path / name).write_bytes(client.get(address).content)
    typed = sheet.command.replace("python ", f"{sys.executable} ", 1)
    done = subprocess.run(  # noqa: S602 - the command as a reader would paste it
        typed,
        shell=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_published_command_gives_the_published_result(client, counted, time_machine, tmp_path):
    contest = counted(20, withdrawn=[3])
    time_machine.move_to(NOW)
    assert "--constraints" in CountSheet(contest, contest.count_result).command
    sheet, _ = CountSheet(contest, contest.count_result).files["txt"]
    assert recounted(client, contest, tmp_path) == sheet


def test_without_limits_the_command_names_none(client, counted, time_machine, tmp_path):
    contest = counted(20, one_seat_an_organisation=False)
    time_machine.move_to(NOW)
    assert "--constraints" not in CountSheet(contest, contest.count_result).command
    sheet, _ = CountSheet(contest, contest.count_result).files["txt"]
    assert recounted(client, contest, tmp_path) == sheet
    base = f"/elections/{contest.election.slug}/result/{contest.pk}"
    assert client.get(f"{base}.constraints.json").status_code == 404


def test_a_quote_in_the_draw_does_not_break_the_command(counted):
    contest = counted(5)
    contest.count_result.seed = "it's 3"
    assert ' --seed "it\'s 3"' in CountSheet(contest, contest.count_result).command


@pytest.mark.parametrize(
    "seed", ['say "3"', "$HOME", "`ls`", "100%", "back\\", "wow!", "a “b”", "-5", "tab\there"]
)
def test_a_draw_that_a_shell_would_change_is_written_as_digits(counted, seed):
    contest = counted(5)
    contest.count_result.seed = seed
    command = CountSheet(contest, contest.count_result).command
    assert re.fullmatch(r"[\w .,-]+", command)
    digits = re.search(r" --seed-hex ([0-9a-f]+)", command)[1]
    assert bytes.fromhex(digits).decode() == seed


def test_without_a_draw_the_command_names_none(counted):
    contest = counted(5)
    contest.count_result.seed = ""
    assert "--seed" not in CountSheet(contest, contest.count_result).command


def test_a_result_is_provisional_until_it_is_declared(client, counted, efua, time_machine):
    contest = counted(20)
    assert "This result is provisional" in result_page(client, contest, time_machine)
    declare(contest.election, by=efua, at=NOW)
    assert "This result is provisional" not in result_page(client, contest, time_machine)


def test_a_result_that_is_not_there_is_said_to_come(client, contest, time_machine):
    assert "once the ballots have been counted" in result_page(client, contest, time_machine)


# Declaration


def test_the_elected_take_the_seats_and_the_ballots_are_destroyed(counted, efua):
    contest = counted(20, vacancies=2)
    election = declare(contest.election, by=efua, at=NOW)
    appointed = Appointment.objects.order_by("seat__pk")
    elected = contest.count_result.result["elected"]
    names = {candidate.number: candidate.name for candidate in contest.candidates.all()}
    assert [one.name for one in appointed] == [names[number] for number in elected]
    assert {one.basis for one in appointed} == {"elected"}
    assert {one.starts_on for one in appointed} == {election.term_starts_on}
    assert {one.election_path for one in appointed} == {election.get_absolute_url()}
    assert not SealedBallot.objects.exists()
    assert Event.objects.get(name="elections.ballots_destroyed").data == {"ballots": 20}


def test_what_was_declared_at_the_nomination_stands_beside_the_seat(counted, efua):
    contest = counted(20)
    contest.candidates.update(interests="Employer: none.")
    declare(contest.election, by=efua, at=NOW)
    declaration = Appointment.objects.get().declarations.get()
    assert (declaration.at_nomination, declaration.anything_else) == (True, "Employer: none.")


def test_a_declaration_keeps_the_ballots_of_other_elections(counted, efua, asha, member):
    contest = counted(5)
    other, _ = poll(poll_opens=NOW - DAY)
    cast_ballot(other, member, ranking=(1,), by=asha, at=NOW)
    declare(contest.election, by=efua, at=NOW)
    assert [ballot.contest for ballot in SealedBallot.objects.all()] == [other]


WHEN = [
    ("early", CHALLENGE_ENDS - DAY, "can be challenged until"),
    ("in time", CHALLENGE_ENDS, None),
]


@pytest.mark.parametrize(("name", "at", "refusal"), WHEN)
def test_a_result_is_declared_after_the_challenge_period(counted, efua, name, at, refusal):
    election = counted(5).election
    if refusal:
        with pytest.raises(RuleBroken, match=refusal):
            declare(election, by=efua, at=at)
    else:
        assert declare(election, by=efua, at=at).declared_at == at


def test_a_result_is_declared_once(counted, efua):
    election = declare(counted(5).election, by=efua, at=NOW)
    with pytest.raises(RuleBroken, match="has been declared"):
        declare(election, by=efua, at=NOW)


def test_what_is_not_counted_is_not_declared(opened, efua):
    with pytest.raises(RuleBroken, match="Not counted yet"):
        declare(opened(5).election, by=efua, at=NOW)
    assert not Count.objects.exists()


def test_what_is_not_opened_is_not_declared(contest, efua):
    with pytest.raises(RuleBroken, match="has not been opened"):
        declare(contest.election, by=efua, at=NOW)
