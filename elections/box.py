"""The ballot box as the database keeps it: the lock that guards it, and its rewriting.

Casting takes the lock of its election shared; publishing receipts, rewriting and opening take it alone, and so
wait for every vote in flight. On SQLite the lock is the transaction itself: IMMEDIATE lets one writer in.
"""

import hashlib
import time
from collections.abc import Collection

from django.db import connection
from django.db.transaction import TransactionManagementError

from .models import SealedBallot

LOCK_SPACE = (
    0x62616C6C  # "ball", the first half of PostgreSQL's advisory lock; the second is the election
)
BATCH = 2_000
CHECKPOINT_TRIES = 50


class BoxBusy(Exception):
    """Readers kept the old pages of the database file in use, so that they could not be wiped."""


def hold_shared(election_id: int) -> None:
    """Take the lock as a voter does: with other voters, never with an opening. Held to the transaction's end."""
    _lock("pg_advisory_xact_lock_shared", election_id)


def hold_alone(election_id: int) -> None:
    """Take the lock as an opening does: waits for every vote in flight. Held to the transaction's end."""
    _lock("pg_advisory_xact_lock", election_id)


def _lock(function: str, election_id: int) -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("The lock of the ballot box is held inside a transaction.")
    if connection.vendor == "postgresql":
        # An advisory lock, not a row lock: FOR SHARE would write its transaction into the election's row.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [LOCK_SPACE, election_id])


def rewrite(*, without: Collection[int] = ()) -> None:
    """Refill the whole box in the order of the ballots' hashes, under new ids, leaving out these contests.

    A row remembers the transaction that wrote it (PostgreSQL) or its place in the sequence (SQLite), which the
    line on the roll written with it remembers too. After this every ballot was written by one transaction, in an
    order that says nothing. Inside a transaction of the caller, who holds the election's lock.
    """
    table = connection.ops.quote_name(SealedBallot._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        ballots = SealedBallot.objects.exclude(contest__in=without)
        kept = sorted(
            ballots.values_list("contest_id", "ciphertext"),
            key=lambda ballot: hashlib.sha256(ballot[1]).digest(),
        )
        if connection.vendor == "postgresql":
            connection.check_constraints()  # a check still to come at the commit would forbid it
            cursor.execute(f"TRUNCATE TABLE {table}")
        else:
            cursor.execute("PRAGMA secure_delete = ON")
            SealedBallot.objects.all()._raw_delete(using=connection.alias)
    SealedBallot.objects.bulk_create(
        (SealedBallot(contest_id=contest, ciphertext=bytes(sealed)) for contest, sealed in kept),
        batch_size=BATCH,
    )


def wipe_traces() -> None:
    """Clear what a rewritten box left in the database file. Outside every transaction; BoxBusy: try again.

    PostgreSQL gave the old file back at the commit. SQLite's file and its write-ahead log keep old pages until
    the file is rebuilt and the log is emptied into it.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's own
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        for _ in range(CHECKPOINT_TRIES):
            busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(0.1)
    raise BoxBusy("The database is in use by other readers. Try again in a minute.")
