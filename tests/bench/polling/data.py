"""What the measurement of a poll does in the site's own database, each act in a process of its own.

    python -m tests.bench.polling.data fill ORGANISATIONS
    python -m tests.bench.polling.data sessions FIRST COUNT
    python -m tests.bench.polling.data box CONTEST
    python -m tests.bench.polling.data opened CONTEST SHARE SHARE

Prints one line of JSON.
"""

import datetime as dt
import json
import sys
import uuid
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from assembly.accounts.models import User  # noqa: E402
from assembly.membership.models import Delegate, Organisation  # noqa: E402
from elections import sealing  # noqa: E402
from elections.counting import read_blt  # noqa: E402
from elections.models import Contest  # noqa: E402
from elections.proof import SESSION_KEY as PROVED  # noqa: E402
from elections.services import opening  # noqa: E402
from tests.bench.polling.urls import TABLE  # noqa: E402
from tests.factories.elections import poll  # noqa: E402

LASTS = dt.timedelta(days=7)
LEFT = dt.timedelta(hours=6)  # of the poll: a slow computer must come to the end of the measurement
BATCH = 2_000
CANDIDATES, SEATS = 6, 3


def fill(organisations: str) -> dict:
    """Member organisations, each with its voter, and two polls that are about to close."""
    numbers = range(int(organisations))
    today = timezone.localdate()
    bodies = Organisation.objects.bulk_create(
        (
            Organisation(
                name=f"Organisation {number}",
                slug=f"bench-{number}",
                status=Organisation.Status.MEMBER,
                legal_form=Organisation.LegalForm.ASSOCIATION,
                admitted_on=today - dt.timedelta(days=365),
                confirmed_on=today,
            )
            for number in numbers
        ),
        batch_size=BATCH,
    )
    people = User.objects.bulk_create(
        (
            User(name=f"Voter {number}", email=f"bench{number}@example.org", password="!")
            for number in numbers
        ),
        batch_size=BATCH,
    )
    Delegate.objects.bulk_create(
        (
            Delegate(organisation=body, user=person, is_voter=True, role=Delegate.Role.LEAD)
            for body, person in zip(bodies, people, strict=True)
        ),
        batch_size=BATCH,
    )
    polls = [_poll() for _ in range(2)]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (id uuid PRIMARY KEY, contest bigint, sealed bytea)")
        cursor.execute("ANALYZE")
        durable = {name: _setting(cursor, name) for name in ("fsync", "synchronous_commit")}
    return {"polls": polls, "durable": durable}


def _poll() -> dict:
    contest, typed = poll(
        candidates=CANDIDATES, vacancies=SEATS, poll_opens=timezone.now() - LASTS + LEFT
    )
    return {"contest": contest.pk, "slug": contest.election.slug, "shares": typed}


def _setting(cursor, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return cursor.fetchone()[0]


def sessions(first: str, count: str) -> list[tuple[str, int]]:
    """Sessions of so many voters, proved now, each with the key of the organisation."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    now = timezone.now()
    ends = now + dt.timedelta(hours=6)
    delegates = Delegate.objects.filter(organisation__slug__startswith="bench-").order_by("pk")
    made = [
        (_session(store, delegate.user, now, ends), delegate.organisation_id)
        for delegate in delegates.select_related("user")[int(first) : int(first) + int(count)]
    ]
    Session.objects.bulk_create((session for session, _ in made), batch_size=BATCH)
    return [(session.session_key, organisation) for session, organisation in made]


def _session(store, person: User, now: dt.datetime, ends: dt.datetime) -> Session:
    data = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
        PROVED: {"user": person.pk, "at": now.timestamp()},
    }
    key = uuid.uuid4().hex
    return Session(session_key=key, session_data=store.encode(data), expire_date=ends)


def box(contest: str) -> dict:
    """What lies in the box, and how many lines of the roll are marked."""
    one = Contest.objects.get(pk=contest)
    sealed = one.box.values_list("ciphertext", flat=True)
    receipts = sorted(sealing.receipt_of(bytes(each)) for each in sealed)
    return {"receipts": receipts, "marks": one.roll.marked().count()}


def opened(contest: str, *shares: str) -> list[list[int]]:
    """Receipts, draw, rewriting and opening, each at its time; what was opened, sorted."""
    one = Contest.objects.select_related("election").get(pk=contest)
    election = one.election
    officer = election.returning_officer
    opening.publish_receipts(election, by=officer, at=election.receipts_at)
    opening.record_draw(one, "3 17", by=officer, at=election.receipts_at)
    opening.rewrite_box(election, by=officer, at=election.opening_at)
    opening.open_box(election, shares, by=officer, at=election.opening_at)
    ballots = read_blt(Contest.objects.get(pk=contest).opened_rankings.blt)
    rows = zip(ballots.preferences.tolist(), ballots.weights.tolist(), strict=True)
    return sorted(
        [number for number in row if number] for row, papers in rows for _ in range(papers)
    )


ACTS = {act.__name__: act for act in (fill, sessions, box, opened)}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(ACTS[name](*arguments)) + "\n")
