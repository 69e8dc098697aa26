"""Real threads at a real ballot box: PostgreSQL, or a file of SQLite with its write-ahead log.

The suite's own SQLite is in memory, where locks are not exercised: these tests copy it into a file, or give the
PostgreSQL test database, to a process of its own (storm.py).
"""

import sqlite3

from django.db import connection
from django.utils import timezone

import pytest

from elections.models import PublishedReceipts, RollEntry, SealedBallot
from elections.sealing import receipt_of
from elections.services.voting import cast_ballot
from tests.factories.elections import DAY, organisation_with_voter, poll
from tests.factories.membership import DelegateFactory
from tests.storm import Storm

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.elections.storm")


def receipts_in_box(contest):
    return sorted(receipt_of(bytes(ballot.ciphertext)) for ballot in contest.box.all())


def test_two_hundred_submits_for_one_organisation_give_one_ballot(storm):
    organisation_with_voter("Kennet Carers")
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    said = storm("one_organisation", contest.pk, 200)
    assert said["receipts"] == receipts_in_box(contest)
    assert SealedBallot.objects.count() == RollEntry.objects.marked().count() == 1


def test_voter_deputy_and_an_envelope_at_once_give_one_vote(storm):
    organisation, _ = organisation_with_voter("Kennet Carers")
    DelegateFactory(organisation=organisation, is_deputy=True)
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    done = storm("everybody_at_once", contest.pk)["done"]
    assert len(done) == RollEntry.objects.marked().count() == 1
    assert receipts_in_box(contest) == [one for one in done if one != "envelope"]


def test_publishing_waits_for_every_vote_in_flight(storm):
    for _ in range(20):
        organisation_with_voter()
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    said = storm("over_the_close", contest.pk)
    published = PublishedReceipts.objects.get(contest=contest)
    assert said["receipts"] == published.listed == receipts_in_box(contest)
    assert published.marks == contest.roll.marked().count() == len(said["receipts"])
    assert 0 < len(said["receipts"]) < 20, "some votes came in time and some too late"


def test_no_vote_is_lost_while_the_box_is_rewritten_for_another_election(storm):
    for _ in range(40):
        organisation_with_voter()
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    said = storm("beside_a_rewrite", contest.pk)
    assert said["receipts"] == receipts_in_box(contest)
    assert len(said["receipts"]) == contest.roll.marked().count() == 40


needs_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite keeps old rows in its file"
)


@pytest.fixture
def filled():
    """A contest with ballots, and the ids under which they were first written."""
    voters = [organisation_with_voter() for _ in range(30)]
    contest, _ = poll(poll_opens=timezone.now() - DAY)
    for organisation, person in voters:
        cast_ballot(contest, organisation, ranking=(2, 1), by=person)
    return contest, [ballot.pk.hex.encode() for ballot in contest.box.all()]


def traces(file, ids):
    """How many of these ids stand anywhere in the bytes of the database file or its write-ahead log."""
    written = b"".join(
        path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")) if path.is_file()
    )
    return sum(one in written for one in ids)


@needs_sqlite
def test_nothing_of_the_box_as_it_was_stays_in_the_file(storm, filled):
    contest, ids = filled
    with sqlite3.connect(storm.file) as copy:
        connection.connection.backup(copy)
    assert traces(storm.file, ids) == len(ids)
    storm("rewritten", contest.pk)
    assert traces(storm.file, ids) == 0
    assert contest.box.count() == len(ids)


@needs_sqlite
def test_a_box_that_somebody_reads_is_not_said_to_be_wiped(storm, filled):
    contest, _ids = filled
    assert storm("watched", contest.pk)["refused"]
