"""Whether the site is ready for its users: the checks behind `/readyz` and the notice in the Wagtail admin.

Each check answers in a few words and figures that anybody may read: no name, no address, no secret.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage
from redis.exceptions import RedisError

from .maintenance import is_closed
from .points import Point


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `sentence` says what is wrong, for staff; `figures` are whole numbers, for a monitor."""

    name: str
    ok: bool
    sentence: str = ""
    figures: tuple[tuple[str, int], ...] = ()

    def as_json(self) -> dict[str, bool | int | str]:
        told: dict[str, bool | int | str] = {"ok": self.ok, **dict(self.figures)}
        return told if self.ok else {**told, "problem": self.sentence}


Check = Callable[[dt.datetime], Finding]


def database(at: dt.datetime) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding("database", ok=True)


def migrations(at: dt.datetime) -> Finding:
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Finding(
        "migrations",
        ok=not pending,
        sentence=f"{pending} migrations wait: run manage.py migrate.",
        figures=(("pending", pending),),
    )


def queue(at: dt.datetime) -> Finding:
    """How long the oldest job has waited that could have been begun."""
    return _waiting("queue", _oldest_job(at), at, "A job has waited")


def worker(at: dt.datetime) -> Finding:
    """How late the timetable runs: it is the worker that starts scheduled jobs, so a dead one lets them pass."""
    due = Schedule.objects.filter(next_run__lt=at).order_by("next_run")
    late = due.values_list("next_run", flat=True).first()
    return _waiting("worker", late, at, "A scheduled job is late")


def maintenance(at: dt.datetime) -> Finding:
    return Finding(
        "maintenance",
        ok=not is_closed(),
        sentence="The site is closed for maintenance: manage.py maintenance off opens it.",
    )


CHECKS = (maintenance, database, migrations)
# Left out where `BACKGROUND_JOBS` is off.
job_checks: Point[Check] = Point("checks of background work")


def findings(at: dt.datetime) -> list[Finding]:
    """Ask every check, in order. One that cannot reach the database or the queue has found that."""
    return [_asked(check, at) for check in [*CHECKS, *_job_checks()]]


def problems_of_jobs(at: dt.datetime) -> Iterator[str]:
    """What staff should know of the background work, a sentence each."""
    return (
        finding.sentence
        for finding in (_asked(check, at) for check in _job_checks())
        if not finding.ok
    )


def _job_checks() -> Iterable[Check]:
    return job_checks if settings.BACKGROUND_JOBS else ()


def _asked(check: Check, at: dt.datetime) -> Finding:
    try:
        return check(at)
    except (DatabaseError, RedisError, OSError):
        # The error itself can name a host, a user or an address: it stays out of the answer.
        name = getattr(check, "__name__", "check")
        return Finding(name, ok=False, sentence="It cannot be asked.")


def _waiting(name: str, since: dt.datetime | None, at: dt.datetime, what: str) -> Finding:
    seconds = max(0, int((at - since).total_seconds())) if since else 0
    limit = settings.QUEUE_AGE_LIMIT
    return Finding(
        name,
        ok=seconds <= limit,
        sentence=f"{what} for {seconds // 60} minutes: is the worker running?",
        figures=(("oldest_seconds", seconds), ("limit_seconds", limit)),
    )


def _oldest_job(at: dt.datetime) -> dt.datetime | None:
    if not settings.REDIS_URL:
        # A job that is being worked on carries an instant to come: when it may be tried again.
        waiting = OrmQ.objects.filter(lock__lte=at).order_by("lock")
        oldest: dt.datetime | None = waiting.values_list("lock", flat=True).first()
        return oldest
    broker = get_broker()
    package = broker.connection.lindex(broker.list_key, 0)
    if package is None:
        return None
    started: dt.datetime = SignedPackage.loads(package)["started"]
    return started
