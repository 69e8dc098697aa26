"""Wipe the traces of deleted ballots and receipt keys from the database files, at once or later."""

import datetime as dt
import logging

from django.db import DatabaseError, transaction
from django.utils import timezone

from assembly.core.events import record
from elections import box
from elections.models import Election

TO_MARK = 2.0  # seconds

log = logging.getLogger(__name__)


def wipe_traces(*, limit: float = box.LIMIT, at: dt.datetime | None = None) -> list[Election]:
    """Wipe for every election that needs it; returns those. BoxBusy: none was wiped, and it can be tried again.

    Only elections found before the wiping are marked: ballots that are deleted during it may have missed it.
    """
    waiting = list(Election.objects.with_traces().values_list("pk", flat=True))
    if not waiting:
        return []
    box.wipe_deleted(limit=limit)
    with box.waiting_at_most(TO_MARK), transaction.atomic(durable=True):
        wiped = list(Election.objects.with_traces().select_for_update().filter(pk__in=waiting))
        for election in wiped:
            election.traces_wiped_at = at or timezone.now()
            election.save(update_fields=["traces_wiped_at"])
            record("elections.traces_wiped", election, by=None)
    return wiped


def wipe_if_possible(election: Election) -> Election:
    """Wipe at once after an act that deleted ballots. The act is done, so a failure here does not undo it."""
    wipe_again()
    election.refresh_from_db(fields=["traces_wiped_at"])
    return election


def wipe_again() -> None:
    """Wipe what could not be wiped before. The next run tries again what fails, and the site keeps saying so."""
    try:
        wipe_traces()
    except box.BoxBusy:
        log.warning("Traces of deleted ballots are not wiped yet: the database is in use.")
    except DatabaseError:
        log.exception("Traces of deleted ballots are not wiped yet.")
