"""The ballot box as the database keeps it: the lock that guards it, its rewriting, and the wiping of what it was.

Casting takes the lock of its election shared; publishing receipts, rewriting and opening take it alone, and so
wait for every vote in flight. On SQLite the lock is the transaction itself: IMMEDIATE lets one writer in.

Rewriting and wiping need for a moment what votes in other polls need too. So they ask for it in short attempts,
with pauses in which others get through, and give up after some seconds with BoxBusy (docs/ballot-secrecy.md).
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import OperationalError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.transaction import TransactionManagementError

from assembly.core.rules import Refusal

from .models import ReceiptKey, SealedBallot

LOCK_SPACE = (
    0x62616C6C  # "ball", the first half of PostgreSQL's advisory lock; the second is the election
)
BATCH = 2_000

LIMIT = 5.0  # seconds that somebody who waits for a page is kept by one wiping
ATTEMPT = 0.2  # seconds that others wait behind one attempt
PAUSE = 0.2  # seconds in which they get through
STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine, between two looks at the clock
IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT}
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's SQLSTATE


class BoxBusy(Refusal):
    """Somebody else reads or writes the database for longer than the limit. The sentence says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Something else is using the database, such as a running backup. Try again when it has finished."
        )


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


def rewrite(*, limit: float = LIMIT) -> None:
    """Refill the whole box in the order of the ballots' hashes, under new ids. BoxBusy: nothing was changed.

    A row remembers the transaction that wrote it (PostgreSQL) or its place in the sequence (SQLite), which the
    line on the roll written with it remembers too. After this every ballot was written by one transaction, in an
    order that says nothing. Inside a transaction of the caller.
    """
    if connection.vendor == "postgresql":
        _take_alone(SealedBallot, limit=limit)
    kept = sorted(
        SealedBallot.objects.values_list("contest_id", "ciphertext"),
        key=lambda ballot: hashlib.sha256(ballot[1]).digest(),
    )
    if connection.vendor == "postgresql":
        connection.check_constraints()  # a check still to come at the commit would forbid it
        _truncate(SealedBallot)
    else:
        SealedBallot.objects.all()._raw_delete(using=connection.alias)
    SealedBallot.objects.bulk_create(
        (SealedBallot(contest_id=contest, ciphertext=bytes(sealed)) for contest, sealed in kept),
        batch_size=BATCH,
    )


def wipe_deleted(*, limit: float = LIMIT) -> None:
    """Clear deleted ballots and receipt keys from the files of the database. Outside every transaction.

    PostgreSQL leaves a deleted row where it is, and VACUUM leaves its bytes; only a new file is without it.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            _take_alone(SealedBallot, ReceiptKey, limit=limit)
            rewrite(limit=limit)
            _renew_keys()
    else:
        wipe_file(limit=limit)


def _renew_keys() -> None:
    """Give the keys of polls that go on a new file."""
    kept = [
        ReceiptKey(election_id=election, sealed=bytes(sealed))
        for election, sealed in ReceiptKey.objects.values_list("election_id", "sealed")
    ]
    _truncate(ReceiptKey)
    ReceiptKey.objects.bulk_create(kept)


def wipe_file(*, limit: float = LIMIT) -> None:
    """Clear what a rewritten box left in the database file. Outside every transaction; can be repeated.

    PostgreSQL gave the old file back at the commit. SQLite's file and its write-ahead log keep old pages until
    the file is rebuilt and the log is emptied into it. Both need a moment without readers of old pages; where none
    comes, the file is not even rebuilt, because the log would grow by the whole of it at each attempt.
    """
    if not _is_a_file():
        return
    until = time.monotonic() + limit
    with connection.cursor() as cursor, waiting_at_most(ATTEMPT), _broken_off(until):
        for step in (_log_is_empty, _file_is_rebuilt, _log_is_empty):
            _insist(partial(step, cursor), until)


def make_way(*, limit: float = LIMIT) -> None:
    """Find out before anything is changed whether a file could be wiped now.

    It finds anybody who reads pages of the log. A reader of the file alone is found when it is wiped.
    """
    if not _is_a_file():
        return
    until = time.monotonic() + limit
    with connection.cursor() as cursor, waiting_at_most(ATTEMPT):
        _insist(partial(_log_is_empty, cursor), until)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Let SQLite wait for another writer or reader no longer than this. PostgreSQL is told with each lock."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = _set_patience()
    _set_patience(_milliseconds(seconds))
    try:
        yield
    finally:
        _set_patience(usual)


def _set_patience(milliseconds: int | None = None) -> int:
    """Set how long SQLite waits, if anything; returns it. The answer is read: VACUUM refuses beside an unread one."""
    new = "" if milliseconds is None else f" = {milliseconds}"
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout{new}")
        [[now]] = cursor.fetchall()
    return int(now)


@contextmanager
def _broken_off(until: float) -> Iterator[None]:
    """When the time is over, whatever SQLite is still doing is rolled back."""
    database = connection.connection
    database.set_progress_handler(lambda: time.monotonic() > until, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        database.set_progress_handler(None, 0)


def _is_a_file() -> bool:
    return connection.vendor == "sqlite" and not connection.is_in_memory_db()  # type: ignore[attr-defined]  # SQLite's own


def _insist(attempt: Callable[[], bool], until: float) -> None:
    """Try until it succeeds or the time is over, with pauses in which others get through."""
    while not _succeeds(attempt):
        if time.monotonic() >= until:
            raise BoxBusy
        time.sleep(PAUSE)


def _succeeds(attempt: Callable[[], bool]) -> bool:
    try:
        return attempt()
    except OperationalError as error:
        if not _is_in_use(error):
            raise
        return False


def _is_in_use(error: OperationalError) -> bool:
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF  # without the detail
    return code in IN_USE or getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE


def _take_alone(*tables: type[models.Model], limit: float) -> None:
    """Take tables of PostgreSQL alone, all of them or none: nobody waits at one while we wait for another."""
    names = ", ".join(map(_name, tables))
    with connection.cursor() as cursor:
        _insist(partial(_tables_are_ours, cursor, names), time.monotonic() + limit)


def _tables_are_ours(cursor: CursorWrapper, names: str) -> bool:
    """Take them if that takes a moment only: every vote of every poll queues behind the one that waits."""
    with transaction.atomic():
        cursor.execute(f"SET LOCAL lock_timeout = '{_milliseconds(ATTEMPT)}ms'")
        cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    return True


def _truncate(table: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE TABLE {_name(table)}")


def _name(table: type[models.Model]) -> str:
    return connection.ops.quote_name(table._meta.db_table)


def _log_is_empty(cursor: CursorWrapper) -> bool:
    [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _file_is_rebuilt(cursor: CursorWrapper) -> bool:
    cursor.execute("VACUUM")
    return True


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1_000)
