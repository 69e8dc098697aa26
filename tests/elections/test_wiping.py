"""Deleted ballots and receipt keys leave nothing on the disk: at once, or later and meanwhile nobody says otherwise.

Somebody who reads the database holds up the wiping, and must not hold up anything else: a declaration ends within
seconds, and people vote in other polls. Real processes at a real database file or server (wiping_storm.py).
"""

from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.schedules import JOBS
from elections import box, tasks
from elections.models import Election
from elections.safekeeping import polls_in_a_backup
from elections.services.opening import publish_receipts
from elections.services.result import declare
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, POLL_OPENS, organisation_with_voter, poll
from tests.storm import Storm

SECONDS = 15  # on a busy computer; each wiping gives up after five
DECLARED = POLL_OPENS + 16 * DAY
SEALED = 6  # five ballots, and the key that signed their receipts
WIPED = {"found": 0, "marked": True, "not_yet": False, "wiped": True}

at_a_real_database = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def not_wiped(found):
    return {"found": found, "marked": False, "not_yet": True, "wiped": False}


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.elections.wiping_storm")


@pytest.fixture
def filled(efua):
    """A poll in which five organisations voted."""
    voters = [organisation_with_voter() for _ in range(5)]
    contest, _ = poll(election__returning_officer=efua)
    for organisation, person in voters:
        cast_ballot(contest, organisation, ranking=(2, 1), by=person, at=POLL_OPENS + DAY)
    return contest


@pytest.fixture
def other():
    """Another poll, which is open now."""

    def open_one():
        return poll(poll_opens=timezone.now() - DAY)[0]

    return open_one


def nobody_waited(said):
    assert said["seconds"] < SECONDS
    assert said["slowest"] < SECONDS
    assert said["votes"], "somebody voted in the other poll meanwhile"


def assert_wiped_later(said):
    assert said["before"] == SEALED, "the search finds what is there"
    assert said["refused"] == ""
    nobody_waited(said)
    assert said["read"] == said["read_on"] == not_wiped(SEALED)
    assert said["unread"] == WIPED
    wiped = Event.objects.get(name="elections.traces_wiped")
    assert wiped.actor is None
    assert said["signs_on"], "the other poll has its key"


class TestAtARealDatabase:
    pytestmark = at_a_real_database

    def test_a_declaration_waits_for_no_reader_and_is_wiped_by_the_job(
        self, storm, challenged, other
    ):
        contest = challenged(3, 2)
        assert_wiped_later(storm("ended", contest.pk, other().pk, 1))

    def test_so_does_a_void_poll(self, storm, filled, other):
        filled.election.key_shares.update(lost_at=POLL_OPENS)
        assert_wiped_later(storm("ended", filled.pk, other().pk, 2))

    def test_a_declaration_is_not_undone_by_somebody_who_writes(self, storm, challenged):
        contest = challenged(3, 2)
        said = storm("ended_beside_a_writer", contest.pk)
        assert said["seconds"] < SECONDS
        assert said["written"] == not_wiped(said["written"]["found"])
        assert said["unwritten"] == WIPED

    def test_a_box_that_somebody_reads_stays_closed_as_it_is_and_opens_later(
        self, storm, filled, other, efua
    ):
        publish_receipts(filled.election, by=efua, at=filled.election.receipts_at)
        filled.lot_seed = "3"
        filled.save()
        said = storm("opened", filled.pk, other().pk)
        assert "Something else is using the database" in said["refused"]
        assert said["as_before"]
        assert not said["marked"]
        nobody_waited(said)
        assert said["marked_later"]
        assert said["found"] == 0


@pytest.fixture
def in_use(monkeypatch):
    """Nothing can be wiped until the test says so."""

    def busy(*, limit=0):
        raise box.BoxBusy

    with monkeypatch.context() as patch:
        patch.setattr(box, "wipe_deleted", busy)
        yield patch.undo


@pytest.mark.django_db
class TestWhatIsSaid:
    def test_screen_and_certificate_say_what_is_not_wiped_until_it_is(
        self, client, challenged, efua, in_use, time_machine
    ):
        election = challenged(3, 2).election
        time_machine.move_to(DECLARED)
        client.force_login(efua)
        run = reverse("elections_officer:election_run", args=[election.pk])
        certificate = reverse("elections:destruction", args=[election.slug])

        def says(text, address):
            return text in client.get(address).content.decode()

        page = client.post(
            reverse("elections_officer:result_declare", args=[election.pk]), follow=True
        ).content.decode()
        assert "the sealed ballots are deleted" in page
        assert page.count("are not wiped yet") == 2, "in the answer, and in the list from then on"
        assert says("are not wiped yet", run)
        assert says("are not wiped yet", certificate)
        assert not says("were wiped at", certificate)
        tasks.wipe_traces()
        assert says("are not wiped yet", certificate)

        in_use()
        tasks.wipe_traces()
        assert not says("are not wiped yet", run)
        assert not says("are not wiped yet", certificate)
        assert says("were wiped at", certificate)

    def test_the_job_comes_every_ten_minutes_and_wipes_once(self, challenged, efua, in_use):
        [job] = [job for job in JOBS if job.function == "elections.tasks.wipe_traces"]
        assert job.cron == "7-59/10 * * * *"
        declare(challenged(3, 2).election, by=efua, at=DECLARED)
        in_use()
        tasks.wipe_traces()
        first = Election.objects.get().traces_wiped_at
        tasks.wipe_traces()
        assert Election.objects.get().traces_wiped_at == first
        assert Event.objects.filter(name="elections.traces_wiped").count() == 1

    def test_the_command_says_what_came_of_it(self, challenged, efua, in_use, capsys):
        declare(challenged(3, 2).election, by=efua, at=DECLARED)
        with pytest.raises(CommandError, match="Nothing was wiped"):
            call_command("wipe_traces")
        in_use()
        call_command("wipe_traces")
        assert f"Wiped: {Election.objects.get()}" in capsys.readouterr().out
        call_command("wipe_traces")
        assert "nothing to wipe" in capsys.readouterr().out

    def test_a_disk_without_room_undoes_no_declaration(self, challenged, efua, monkeypatch, caplog):
        def full(*, limit):
            raise OperationalError("database or disk is full")

        monkeypatch.setattr(box, "wipe_deleted", full)
        declared = declare(challenged(3, 2).election, by=efua, at=DECLARED)
        assert declared.declared_at
        assert declared.traces_wiped_at is None
        assert "not wiped yet" in caplog.text

    def test_ballots_deleted_during_a_wiping_wait_for_the_next(self, challenged, efua, monkeypatch):
        election = challenged(3, 2).election
        late = poll(poll_opens=POLL_OPENS + DAY, election__slug="late")[0].election

        def wipe(*, limit):
            Election.objects.filter(pk=late.pk).update(ballots_destroyed=1)

        monkeypatch.setattr(box, "wipe_deleted", wipe)
        declare(election, by=efua, at=DECLARED)
        assert list(Election.objects.with_traces()) == [late]

    def test_a_key_is_wiped_where_nobody_voted(self, challenged, efua, in_use):
        election = declare(challenged(0, 0).election, by=efua, at=DECLARED)
        assert election.ballots_destroyed == 0
        assert election.has_traces
        in_use()
        tasks.wipe_traces()
        assert not Election.objects.get().has_traces

    def test_without_a_poll_there_is_nothing_to_wipe(self, efua, in_use):
        unopposed, _ = poll(candidates=1, election__returning_officer=efua)
        election = declare(unopposed.election, by=efua, at=DECLARED)
        assert not election.has_traces
        assert not Election.objects.with_traces().exists()

    def test_a_backup_made_meanwhile_is_named(self, challenged, efua, in_use):
        declare(challenged(3, 2).election, by=efua, at=DECLARED)
        assert "make another backup" in "".join(polls_in_a_backup(DECLARED))
        in_use()
        tasks.wipe_traces()
        assert "make another backup" not in "".join(polls_in_a_backup(DECLARED))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite overwrites what is deleted")
@pytest.mark.django_db
def test_what_is_deleted_anywhere_is_overwritten():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
