"""Work for the background worker, handed to it once the transaction that wants it is committed."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from django_q.tasks import async_task


@dataclass(frozen=True, slots=True)
class Job:
    """A function by its dotted name, and its arguments."""

    function: str
    args: tuple[Any, ...]
    keep_result: bool

    def queue(self) -> None:
        async_task(self.function, *self.args, save=self.keep_result)


def after_commit(function: str, *args: Any, keep_result: bool = False) -> None:
    """Queue a function by its dotted name; arguments are ids, never what they stand for.

    A queue that cannot be reached does not undo what was committed: every job has a scheduled one that makes
    it good. `BACKGROUND_JOBS=off` queues nothing. A transaction that wants the same job many times gets it once.
    """
    job = Job(function, args, keep_result)
    if settings.BACKGROUND_JOBS and not _waits_for_commit(job):
        transaction.on_commit(job.queue, robust=True)


def _waits_for_commit(job: Job) -> bool:
    """Whether this transaction has the job on its list (a rolled-back savepoint takes its own off again)."""
    waiting = transaction.get_connection().run_on_commit
    return any(getattr(entry[1], "__self__", None) == job for entry in waiting)
