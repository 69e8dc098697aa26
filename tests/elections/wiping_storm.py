"""Ballots are deleted, or the box is opened, while somebody else uses the database: see `tests.storm`."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from assembly.core.rules import RuleBroken
from elections import tasks
from elections.models import Contest, Election, ReceiptKey
from elections.services import ending, opening, result
from elections.services.receipts import signs_receipts
from elections.services.voting import cast_ballot

# The tables of PostgreSQL whose pages are searched. Its statistics hold samples of other tables.
KEEPING = ("elections_sealedballot", "elections_receiptkey", "pg_statistic")


@contextmanager
def somebody_with(*statements: str):
    """Another program that did this in a transaction, and left it open."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute(statements[0])
    else:
        other = connection.Database.connect(
            **{**connection.get_connection_params(), "cursor_factory": None}
        )
    try:
        for statement in statements[1:]:
            other.execute(statement).fetchall()
        yield
    finally:
        other.close()


def a_reader(table="elections_sealedballot"):
    """Such as somebody at a console, or a backup that is being made."""
    return somebody_with("BEGIN", f"SELECT count(*) FROM {table}")  # noqa: S608 - our own table


def a_writer():
    """SQLite: an import that takes its time. PostgreSQL: a vote whose program stopped in the middle."""
    return somebody_with(
        "BEGIN IMMEDIATE",
        "UPDATE elections_sealedballot SET ciphertext = ciphertext WHERE false RETURNING id",
    )


def on_the_disk() -> bytes:
    """What the files of the database hold, as somebody reads who takes the disk."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        log = file.with_name(f"{file.name}-wal")
        return file.read_bytes() + (log.read_bytes() if log.exists() else b"")
    # The pages as they are, dead rows too. A CHECKPOINT would write all of a shared server to its disk.
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        return b"".join(_pages(cursor, table) for table in KEEPING)


def _pages(cursor, table: str) -> bytes:
    cursor.execute(
        """
        SELECT string_agg(get_raw_page(%(table)s, page::integer), '')
        FROM generate_series(0, pg_relation_size(%(table)s) / 8192 - 1) AS page
        """,
        {"table": table},
    )
    return bytes(cursor.fetchone()[0] or b"")


def take_samples() -> None:
    """PostgreSQL does so by itself in a busy table, and copies what it finds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE elections_sealedballot, elections_receiptkey")


def sealed_in(contest: int) -> list[bytes]:
    """What is deleted at the end: the ballots of a contest, and the key that signed its receipts."""
    key = ReceiptKey.objects.get(election__contests=contest)
    ballots = Contest.objects.get(pk=contest).box.all()
    return [*(bytes(each.ciphertext) for each in ballots), bytes(key.sealed)]


def state(election: int, sealed: list[bytes]) -> dict:
    """What the database says, what its files hold and what the certificate says."""
    disk = on_the_disk()
    one = Election.objects.get(pk=election)
    page = (
        Client(HTTP_HOST="localhost")
        .get(reverse("elections:destruction", args=[one.slug]))
        .content.decode()
    )
    return {
        "found": sum(each in disk for each in sealed),
        "marked": one.traces_wiped_at is not None,
        "not_yet": "are not wiped yet" in page,
        "wiped": "were wiped at" in page,
    }


class Voters:
    """The organisations on the roll of another poll: from a moment on they vote, one after another."""

    def __init__(self, contest: int) -> None:
        self.contest = Contest.objects.get(pk=contest)
        self.entries = list(self.contest.roll.select_related("organisation"))
        self.now = threading.Event()
        self.over = False
        self.seconds: list[float] = []

    def vote(self) -> None:
        self.now.wait()
        for entry in self.entries:
            if self.over:
                break
            began = time.monotonic()
            person = entry.organisation.delegates.get(is_voter=True).user
            cast_ballot(self.contest, entry.organisation, ranking=(2, 1), by=person)
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.1)
        connections.close_all()


def beside_voters(contest: int, where, name: str, act) -> dict:
    """Do the act, and let others vote from the moment at which it calls what is named."""
    voters = Voters(contest)
    calls = getattr(where, name)

    def call(*arguments, **more):
        voters.now.set()
        return calls(*arguments, **more)

    refused = ""
    with mock.patch.object(where, name, call), ThreadPoolExecutor(1) as threads:
        voting = threads.submit(voters.vote)
        began = time.monotonic()
        try:
            act()
        except RuleBroken as refusal:
            refused = str(refusal)
        seconds, meanwhile = time.monotonic() - began, len(voters.seconds)
        voters.now.set()
        voters.over = True
        voting.result()
    return {
        "seconds": seconds,
        "votes": meanwhile,
        "slowest": max(voters.seconds, default=0),
        "refused": refused,
    }


def declare(election: Election) -> None:
    result.declare(election, by=election.returning_officer, at=election.challenge_ends_at)


def void(election: Election) -> None:
    ending.void_poll(election, "Two shares are lost.", by=election.returning_officer)


ENDS = {
    1: (result, declare, "elections_sealedballot"),
    2: (ending, void, "elections_receiptkey"),
}


def ended(contest: int, other: int, how: int) -> dict:
    """Declared or void while somebody reads; the job comes twice, while they read and when they have ended."""
    election = Election.objects.get(contests=contest)
    sealed = sealed_in(contest)
    module, act, reads = ENDS[how]
    take_samples()
    said = {"before": sum(each in on_the_disk() for each in sealed)}
    with a_reader(reads):
        said |= beside_voters(other, module, "wipe_if_possible", lambda: act(election))
        said["read"] = state(election.pk, sealed)
        tasks.wipe_traces()
        said["read_on"] = state(election.pk, sealed)
    tasks.wipe_traces()
    said["unread"] = state(election.pk, sealed)
    tasks.wipe_traces()
    said["signs_on"] = signs_receipts(Election.objects.get(contests=other))
    return said


def ended_beside_a_writer(contest: int) -> dict:
    """Somebody begins to write, and does not end, at the moment at which the ballots are deleted."""
    election = Election.objects.get(contests=contest)
    sealed = sealed_in(contest)
    calls = result.wipe_if_possible
    said = {}
    Client(HTTP_HOST="localhost").get(
        "/elections/"
    )  # the first visit of all writes settings of the site

    def beside(*arguments):
        began = time.monotonic()
        with a_writer():
            done = calls(*arguments)
            said["seconds"] = time.monotonic() - began
            said["written"] = state(election.pk, sealed)
        return done

    with mock.patch.object(result, "wipe_if_possible", beside):
        declare(election)
    tasks.wipe_traces()
    return said | {"unwritten": state(election.pk, sealed)}


def opened(contest: int, other: int) -> dict:
    """The box is to be rewritten while somebody reads, and again when they have ended."""
    election = Election.objects.get(contests=contest)
    box = Contest.objects.get(pk=contest).box

    def act():
        opening.rewrite_box(election, by=election.returning_officer, at=election.opening_at)

    before = set(box.values_list("pk", flat=True))
    # SQLite: so that the log holds something, which the reader then keeps in it. (What changes nothing is not written.)
    election.title += " of the county"
    election.save(update_fields=["title"])
    with a_reader():
        said = beside_voters(other, opening.box, "make_way", act)
        said["as_before"] = before == set(box.values_list("pk", flat=True))
    election.refresh_from_db()
    said["marked"] = election.box_rewritten_at is not None
    act()
    disk = on_the_disk()
    written = [pk.hex.encode() if connection.vendor == "sqlite" else pk.bytes for pk in before]
    election.refresh_from_db()
    return said | {
        "marked_later": election.box_rewritten_at is not None,
        "found": sum(each in disk for each in written),
    }
