"""The public calendar (RFC 5545): everything of the Assembly that has a date, whole or narrowed.

An app hands in its dates, and the ways to narrow the calendar it knows of. An entry says itself to which themes,
districts and bodies it belongs.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from django.conf import settings

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from .clean_text import clean, clean_line
from .points import Point

Scope = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on a day, or at an instant. `uid` never changes; `changes` grows with each change of the date."""

    uid: str
    title: str
    url: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime | None = None
    text: str = ""
    changed_at: dt.datetime
    changes: int = 0
    cancelled: bool = False
    scopes: frozenset[Scope] = field(default_factory=frozenset)


Source = Callable[[], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A way to narrow the calendar; `name_of` gives the name of the thing with a slug, or None."""

    kind: str
    name_of: Callable[[str], str | None]


sources: Point[Source] = Point("the dates of the calendar")
narrowings: Point[Narrowing] = Point("what narrows the calendar", key=attrgetter("kind"))


def scope_name(kind: str, slug: str) -> str | None:
    """What a narrowed calendar is about; None when there is no such thing."""
    narrowing = narrowings.get(kind)
    return narrowing.name_of(slug) if narrowing else None


def entries(scope: Scope | None = None) -> list[Entry]:
    """Every entry, or those of one theme, district or body, in the order of their dates."""
    found = [entry for source in sources for entry in source()]
    return sorted(
        (entry for entry in found if scope is None or scope in entry.scopes),
        key=lambda entry: (_day(entry.starts), entry.uid),
    )


def calendar(title: str, found: Iterable[Entry]) -> bytes:
    """Write the entries as an iCalendar file. Instants are in UTC, so no program has to know when clocks change."""
    written = Calendar()
    written.add("prodid", "-//VCS Assembly//Calendar//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", clean_line(title))
    for entry in found:
        written.add_component(_event(entry))
    file: bytes = written.to_ical()
    return file


def _event(entry: Entry) -> CalendarEvent:
    event = CalendarEvent()
    event.add("uid", f"{entry.uid}@{settings.SITE_HOST}")
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    event.add("sequence", entry.changes)
    event.add("summary", clean_line(entry.title))
    event.add("url", f"{settings.SITE_URL}{entry.url}")
    event.add("dtstart", _utc(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _utc(entry.ends))
    if entry.text:
        event.add("description", clean(entry.text))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a date to know of, not time that is taken
    return event


def _utc(when: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return when.astimezone(dt.UTC) if isinstance(when, dt.datetime) else when


def _day(when: dt.date | dt.datetime) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
