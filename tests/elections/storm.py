"""Run in a process of its own against a real database file or server: many threads at one ballot box.

Each returns how many were acknowledged, how many refused. The test looks at the database afterwards.
"""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, connections, transaction
from django.utils import timezone

from assembly.core.rules import RuleBroken
from elections import box, sealing, shares
from elections.models import Contest, Election, RollEntry, SealedBallot
from elections.services import opening
from elections.services.voting import cast_ballot, mark_envelope

# A server has fewer connections than voters (PostgreSQL takes 100 by default): the rest wait in line.
CONNECTIONS = threading.BoundedSemaphore(30)


def attempt(entry: RollEntry) -> str:
    """Cast one ballot; a receipt, or nothing when it was refused."""
    contest = Contest.objects.get(pk=entry.contest_id)
    organisation = entry.organisation
    person = organisation.delegates.get(is_voter=True).user
    try:
        return cast_ballot(contest, organisation, ranking=(2, 1), by=person)
    except RuleBroken:
        return ""


def in_thread(barrier: threading.Barrier, act, *arguments):
    barrier.wait()
    with CONNECTIONS:
        try:
            return act(*arguments)
        finally:
            connections.close_all()


def together(act, each):
    barrier = threading.Barrier(len(each))
    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(lambda one: in_thread(barrier, act, one), each))


def one_organisation(contest: int, submits: int) -> dict:
    """Everybody at once for the same organisation."""
    entry = RollEntry.objects.select_related("organisation").filter(contest=contest).first()
    receipts = together(attempt, [entry] * submits)
    return {"receipts": [receipt for receipt in receipts if receipt]}


def everybody_at_once(contest: int) -> dict:
    """The voter, the deputy and an envelope that one of them signed, many times each."""
    entry = RollEntry.objects.select_related("organisation").filter(contest=contest).first()
    delegates = list(entry.organisation.delegates.select_related("user"))

    def act(number):
        fresh = Contest.objects.get(pk=contest)
        delegate = delegates[number % len(delegates)]
        try:
            if number % 3 == 2:
                officer = fresh.election.returning_officer
                mark_envelope(fresh, entry.organisation, signed_by=delegate.user, by=officer)
                return "envelope"
            return cast_ballot(fresh, entry.organisation, ranking=(1,), by=delegate.user)
        except RuleBroken:
            return ""

    return {"done": [one for one in together(act, range(60)) if one]}


def over_the_close(contest: int) -> dict:
    """The poll closes two seconds from now; votes are in flight, slowly, while the receipts are published.

    The last statement of each vote is held up, so that a vote that read the clock in time commits well after the
    close. Publishing must wait for it.
    """
    from elections.services.opening import publish_receipts

    closes_at = timezone.now() + timedelta(seconds=2)
    Election.objects.filter(contests=contest).update(poll_closes_at=closes_at)
    election = Election.objects.get(contests=contest)
    create = SealedBallot.objects.create

    def create_late(**fields):
        time.sleep(0.3)
        return create(**fields)

    def act(entry):
        seconds_left = (closes_at - timezone.now()).total_seconds()
        if entry is None:
            time.sleep(max(0.0, seconds_left))
            publish_receipts(election, by=election.returning_officer)
            return ""
        time.sleep(max(0.0, seconds_left - 0.4 + entry.pk % 10 / 20))
        return attempt(entry)

    SealedBallot.objects.create = create_late
    entries = list(RollEntry.objects.select_related("organisation").filter(contest=contest))
    return {"receipts": sorted(filter(None, together(act, [*entries, None])))}


def beside_a_rewrite(contest: int) -> dict:
    """Votes arrive while the box is rewritten again and again for the opening of another election."""
    voting = threading.Event()

    def rewrite_over_and_over():
        # A pause between two: SQLite lets whoever asks at the right moment in, and voters must have such moments.
        while not voting.wait(0.05):
            with transaction.atomic():
                box.rewrite()
        connections.close_all()

    rewriter = threading.Thread(target=rewrite_over_and_over)
    rewriter.start()
    entries = list(RollEntry.objects.select_related("organisation").filter(contest=contest))
    try:
        receipts = together(attempt, entries)
    finally:
        voting.set()
        rewriter.join()
    return {"receipts": sorted(receipts)}


def rewritten(contest: int) -> dict:
    """No storm: the box is rewritten and its traces wiped, in a file."""
    with transaction.atomic():
        box.rewrite()
    box.wipe_file()
    return {"receipts": []}


def opened(contest: int, first: int, second: int) -> dict:
    """No storm: receipts, draw, rewriting and opening, each at its time, in a file or on a server."""
    election = Election.objects.get(contests=contest)
    officer, at = election.returning_officer, election.opening_at
    typed = [
        shares.Share(number, value.to_bytes(sealing.SECRET_BYTES)).text
        for number, value in ((1, first), (2, second))
    ]
    opening.publish_receipts(election, by=officer, at=election.receipts_at)
    opening.record_draw(
        Contest.objects.get(pk=contest), "3 17", by=officer, at=election.receipts_at
    )
    opening.rewrite_box(election, by=officer, at=at)
    opening.open_box(election, typed, by=officer, at=at)
    return {"receipts": []}


def watched(contest: int) -> dict:
    """Somebody reads on while the traces are to be wiped: says whether that was refused."""
    connection.ensure_connection()  # as on a running site: the file has its log before anybody reads it
    reader = sqlite3.connect(connection.settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM elections_sealedballot").fetchone()
    with transaction.atomic():
        box.rewrite()
    try:
        box.wipe_file(limit=1)
    except box.BoxBusy as busy:
        return {"refused": str(busy)}
    return {"refused": ""}
