"""Seal the record and prove that nobody has touched it (docs/design.md, rule 5).

Each seal is the hash of the seal before it and of one event's leaf, so the last one, the *head*, stands for every
line up to it. The leaf is made in the act itself and kept beside the line, so that a line changed before it was
sealed is found too. Anybody who wrote down a head can later find that a line was changed, removed, moved or cut off.
The chain cannot show a line whose leaf was replaced before it was sealed, or a chain recalculated from its beginning:
that is what published heads and witnesses are for.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Self

from django.db import connection, transaction
from django.db.models import Exists, Max, Min, OuterRef

from . import append_only, chain, events
from .chain import BEGINNING
from .models import Event, EventSeal

BATCH = 1_000
PART = 10_000  # lines of one public file of leaves
# The tables that only grow, and the columns of which no two rows share a value.
TABLES = {
    Event._meta.db_table: ("id",),
    EventSeal._meta.db_table: ("position", "event_id"),
}
NO_LEAF = "0" * 64  # in the seal of a line that lost its leaf: it matches no line
Version = EventSeal.Version


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


def parts() -> range:
    """The numbers of the public files of leaves, oldest first. Seals from before there were leaves are in none."""
    sealed = EventSeal.objects.filter(version=Version.LEAF).aggregate(
        first=Min("position"), last=Max("position")
    )
    first, last = sealed["first"] or 1, sealed["last"] or 1
    return range(-(-first // PART), -(-last // PART) + 1)


def leaves(part: int) -> Iterator[tuple[int, str, str]]:
    """The lines of one public file: position, leaf and seal.

    The last seal from before there were leaves comes first, without a leaf: the chain goes on from it. What the
    leaves were made of is secret here.
    """
    start = (part - 1) * PART
    seals = EventSeal.objects.filter(position__gt=start, position__lte=start + PART)
    begun = False
    for seal in seals.filter(version=Version.LEAF).order_by("position").iterator(BATCH):
        if not begun and seal.position > 1:
            before = EventSeal.objects.filter(
                position=seal.position - 1, version=Version.TEXT
            ).first()
            if before:
                yield before.position, "", before.digest
        begun = True
        yield seal.position, seal.leaf, seal.digest


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
    yield from _lines_changed_before_their_seal()
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
    last = EventSeal.objects.last() or EventSeal(position=0, event_id=0, digest=BEGINNING)
    seals = []
    for event in Event.objects.filter(id__gt=last.event_id).order_by("id")[:BATCH]:
        last = _seal(event, last)
        seals.append(last)
    EventSeal.objects.bulk_create(seals)
    return len(seals)


def _seal(event: Event, last: EventSeal) -> EventSeal:
    """The next seal. A line from before there were leaves is sealed as it always was."""
    seal = EventSeal(position=last.position + 1, event_id=event.id)
    if event.leaf or last.version == Version.LEAF:
        seal.version, seal.leaf = Version.LEAF, event.leaf or NO_LEAF
        seal.digest = chain.link(last.digest, seal.leaf)
    else:
        seal.version, seal.digest = Version.TEXT, _digest_of_text(last.digest, event)
    return seal


def _lock() -> None:
    """Keep others from adding a line. On SQLite the IMMEDIATE transaction already does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A long import holds its own lines back; sealing must not make everyone else wait for it.
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute(f"LOCK TABLE {Event._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _digest_of_text(previous: str, event: Event) -> str:
    """The seal of version 1. Its text holds the number of the line, and no random bytes."""
    line = events.as_text(
        {
            **events.facts_of(event),
            "id": event.id,
            "at": event.at.isoformat(timespec="microseconds"),
        }
    )
    return hashlib.sha256((previous + line).encode()).hexdigest()


def _is_whole(event: Event) -> bool:
    """Whether a line has the leaf that was made of it."""
    try:
        return event.leaf == chain.leaf_of(event.random_bytes, events.text_of(event))
    except ValueError:  # its random bytes are none
        return False


def _is_as_sealed(seal: EventSeal, event: Event, previous: str) -> bool:
    if seal.version == Version.TEXT:
        return not seal.leaf and seal.digest == _digest_of_text(previous, event)
    fits = event.leaf == seal.leaf and seal.digest == chain.link(previous, seal.leaf)
    return fits and _is_whole(event)


def _open_tables() -> Iterator[str]:
    for table, unique in TABLES.items():
        for fault in append_only.faults(connection, table, *unique):
            yield f"The table {table} is not protected: {fault}."


def _broken_links() -> Iterator[str]:
    """Walk the chain. Each link is held against the one before it as stored, so one change is named once."""
    position, digest, event_id = 0, BEGINNING, 0
    version: int = Version.TEXT
    for seal, event in _chain():
        if seal.position != position + 1:
            yield f"The seals {position + 1} to {seal.position - 1} are missing."
        elif event is None:
            yield f"Event {seal.event_id}, sealed as number {seal.position}, is missing."
        elif seal.event_id <= event_id:
            yield f"Event {seal.event_id} is out of order: it is sealed after event {event_id}."
        elif seal.version < version or not _is_as_sealed(seal, event, digest):
            # Once there are leaves, no seal is made over the text: the public files could not show its line.
            yield f"Event {seal.event_id}, or its seal number {seal.position}, was changed."
        position, digest, event_id = seal.position, seal.digest, seal.event_id
        version = max(version, seal.version)


def _chain() -> Iterator[tuple[EventSeal, Event | None]]:
    seals = EventSeal.objects.order_by("position").iterator(BATCH)
    while batch := list(islice(seals, BATCH)):
        events = Event.objects.in_bulk([seal.event_id for seal in batch])
        for seal in batch:
            yield seal, events.get(seal.event_id)


def _lines_changed_before_their_seal() -> Iterator[str]:
    """Of lines that wait for their seal. What was sealed changed keeps a leaf that does not fit, and is named above."""
    last = EventSeal.objects.last()
    has_leaves = last is not None and last.version == Version.LEAF
    waiting = Event.objects.filter(id__gt=last.event_id if last else 0).order_by("id")
    for event in waiting.iterator(BATCH):
        if (event.leaf or has_leaves) and not _is_whole(event):
            yield f"Event {event.id} was changed before it was sealed."


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
