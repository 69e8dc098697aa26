"""Seal the record and prove that nobody has touched it (DESIGN, rule 5).

Each seal is the hash of the seal before it and of one event, so the last one, the *head*, stands for every line up
to it. Whoever wrote down a head can later find that a line was changed, removed, moved or cut off. What the
chain cannot show is a change made before a line was sealed, or a chain calculated anew from its beginning: that is
what published heads are for.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from . import append_only
from .models import Event, EventSeal

BEGINNING = "0" * 64
BATCH = 1_000
TABLES = (Event._meta.db_table, EventSeal._meta.db_table)


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines are sealed, and the hash that stands for all of them."""

    count: int
    digest: str

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read COUNT:HASH; ValueError says what is wrong with it."""
        count, _, digest = written.strip().lower().partition(":")
        if (
            not count.isdecimal()
            or len(digest) != len(BEGINNING)
            or set(digest) - set("0123456789abcdef")
        ):
            raise ValueError("A head is written COUNT:HASH, with 64 digits 0 to 9 and a to f.")
        return cls(int(count), digest)


def head() -> Head:
    """The head of the chain now; shown to the public, who may note it down."""
    last = EventSeal.objects.last()
    return Head(last.position, last.digest) if last else Head(0, BEGINNING)


def seal_events() -> int:
    """Chain every committed line that has no seal yet; returns how many. Safe to run twice, or twice at once."""
    total = 0
    while sealed := _seal_batch():
        total += sealed
    return total


def problems(expected: Head | None = None) -> Iterator[str]:
    """Name, in a sentence each, whatever is not as it was when it was sealed; nothing when all is well."""
    yield from _open_tables()
    yield from _broken_links()
    yield from _lines_behind_the_seal()
    yield from _lines_missing_at_the_end()
    if expected:
        yield from _differences_from(expected)


@transaction.atomic
def _seal_batch() -> int:
    """Seal up to BATCH lines in the order of their ids, while nobody else adds one.

    Ids are given before the commit, so a line may appear after a later one. The lock waits for those in flight.
    """
    _lock()
    last = EventSeal.objects.last()
    position, digest, event_id = (
        (last.position, last.digest, last.event_id) if last else (0, BEGINNING, 0)
    )
    seals = []
    for event in Event.objects.filter(id__gt=event_id).order_by("id")[:BATCH]:
        position, digest = position + 1, _digest(digest, event)
        seals.append(EventSeal(position=position, event_id=event.id, digest=digest))
    EventSeal.objects.bulk_create(seals)
    return len(seals)


def _lock() -> None:
    """Keep others from adding a line. On SQLite the IMMEDIATE transaction already does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A long import holds its own lines back; sealing must not make everyone else wait for it.
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute(f"LOCK TABLE {Event._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _digest(previous: str, event: Event) -> str:
    line = json.dumps(
        {
            "id": event.id,
            "at": event.at.isoformat(timespec="microseconds"),
            "name": event.name,
            "actor": event.actor_id,
            "acting_for": event.acting_for,
            "subject_type": event.subject_type,
            "subject_id": event.subject_id,
            "data": event.data,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256((previous + line).encode()).hexdigest()


def _open_tables() -> Iterator[str]:
    for table in TABLES:
        for name in append_only.missing(connection, table):
            yield f"The table {table} stands open: its trigger {name} is missing."


def _broken_links() -> Iterator[str]:
    """Walk the chain. Each link is held against the one before it as stored, so one change is named once."""
    position, digest, event_id = 0, BEGINNING, 0
    for seal, event in _chain():
        if seal.position != position + 1:
            yield f"The seals {position + 1} to {seal.position - 1} are missing."
        elif event is None:
            yield f"Event {seal.event_id}, sealed as number {seal.position}, is missing."
        elif seal.event_id <= event_id:
            yield f"Event {seal.event_id} is out of order: it is sealed after event {event_id}."
        elif seal.digest != _digest(digest, event):
            yield f"Event {seal.event_id}, or its seal number {seal.position}, was changed."
        position, digest, event_id = seal.position, seal.digest, seal.event_id


def _chain() -> Iterator[tuple[EventSeal, Event | None]]:
    seals = EventSeal.objects.order_by("position").iterator(BATCH)
    while batch := list(islice(seals, BATCH)):
        events = Event.objects.in_bulk([seal.event_id for seal in batch])
        for seal in batch:
            yield seal, events.get(seal.event_id)


def _lines_behind_the_seal() -> Iterator[str]:
    last = EventSeal.objects.aggregate(last=Max("event_id"))["last"] or 0
    sealed = EventSeal.objects.filter(event_id=OuterRef("id"))
    for event in Event.objects.filter(~Exists(sealed), id__lte=last).order_by("id"):
        yield f"Event {event.id} was added behind the seal: later events were sealed before it."


def _lines_missing_at_the_end() -> Iterator[str]:
    """Among lines not yet sealed, SQLite shows a missing one: it gives each number once and takes none back.

    PostgreSQL leaves a gap for every act that was undone, so there a gap proves nothing.
    """
    if connection.vendor != "sqlite":
        return
    number = EventSeal.objects.aggregate(last=Max("event_id"))["last"] or 0
    for event_id in Event.objects.filter(id__gt=number).order_by("id").values_list("id", flat=True):
        if event_id != number + 1:
            yield _missing(number + 1, event_id - 1)
        number = event_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Event._meta.db_table])
        given = (cursor.fetchone() or (0,))[0]
    if given > number:
        yield _missing(number + 1, given)


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"Event {first} is missing; it was not sealed yet."
    return f"The events {first} to {last} are missing; they were not sealed yet."


def _differences_from(expected: Head) -> Iterator[str]:
    now = head()
    if now.count < expected.count:
        yield (
            f"The record is cut off: {expected.count} lines were sealed, {now.count} are left, "
            f"the last of them event {_last_event_id()}."
        )
        return
    found = EventSeal.objects.filter(position=expected.count).first()
    if (found.digest if found else BEGINNING) != expected.digest:
        yield f"The first {expected.count} lines are not those of the head that was noted down."


def _last_event_id() -> int:
    last = EventSeal.objects.last()
    return last.event_id if last else 0
