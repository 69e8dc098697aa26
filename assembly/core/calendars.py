"""The public calendar (RFC 5545): everything of the Assembly that has a date, whole or narrowed.

An app hands in its dates from `AppConfig.ready`, and the ways to narrow the calendar it knows of:

    calendars.add(selectors.dates)
    calendars.add_scope("theme", name_of_theme)

An entry says itself to which themes, districts and bodies it belongs.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.conf import settings

from icalendar import Calendar
from icalendar import Event as CalendarEvent

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
# The name of the thing with this slug, or None when there is none.
Naming = Callable[[str], str | None]

_sources: list[Source] = []
_scopes: dict[str, Naming] = {}


def add(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def add_scope(kind: str, naming: Naming) -> None:
    _scopes[kind] = naming


def scope_name(kind: str, slug: str) -> str | None:
    """What a narrowed calendar is about; None when there is no such thing."""
    naming = _scopes.get(kind)
    return naming(slug) if naming else None


def entries(scope: Scope | None = None) -> list[Entry]:
    """Every entry, or those of one theme, district or body, in the order of their dates."""
    found = [entry for source in _sources for entry in source()]
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
    written.add("x-wr-calname", title)
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
    event.add("summary", entry.title)
    event.add("url", f"{settings.SITE_URL}{entry.url}")
    event.add("dtstart", _utc(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _utc(entry.ends))
    if entry.text:
        event.add("description", entry.text)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a date to know of, not time that is taken
    return event


def _utc(when: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return when.astimezone(dt.UTC) if isinstance(when, dt.datetime) else when


def _day(when: dt.date | dt.datetime) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
