"""Elections in the public calendar: the instants somebody may want to act on or watch."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch

from assembly.core.calendars import Entry, Scope
from assembly.core.models import Event

from .models import Contest, Election
from .timetable import MILESTONES

SHOWN = {
    "nominations_open_at",
    "nominations_close_at",
    "poll_opens_at",
    "poll_closes_at",
    "receipts_at",
    "opening_at",
    "challenge_ends_at",
}
TIMETABLE_CHANGED = "elections.election_changed"


def dates() -> Iterable[Entry]:
    contests = Contest.objects.select_related("group__theme", "group__district", "district")
    known = (
        Election.objects.real()
        .public()
        .prefetch_related(
            Prefetch("contests", contests.prefetch_related("seats__theme", "seats__district"))
        )
    )
    changes = _changes()
    for election in known:
        scopes = frozenset(scope for one in election.contests.all() for scope in _scopes(one))
        times = changes.get(election.pk, [])
        for milestone in MILESTONES:
            if milestone.field in SHOWN:
                yield Entry(
                    uid=f"election-{election.pk}-{milestone.field.removesuffix('_at')}",
                    title=f"{milestone.label}: {election.title}",
                    url=election.get_absolute_url(),
                    starts=getattr(election, milestone.field),
                    text=election.purpose,
                    changed_at=max([election.notice_at, *times]),
                    changes=len(times),
                    scopes=scopes,
                )


def _changes() -> dict[int, list[dt.datetime]]:
    """When each election was changed: a calendar program takes the version with the higher number."""
    found: dict[int, list[dt.datetime]] = {}
    lines = Event.objects.filter(name=TIMETABLE_CHANGED).values_list("subject_id", "at")
    for election, at in lines:
        found.setdefault(election, []).append(at)
    return found


def _scopes(contest: Contest) -> Iterable[Scope]:
    """The themes and districts of those who vote, and of the seats they fill."""
    group = contest.group
    for thing in (group, *contest.seats.all()):
        if thing and thing.theme:
            yield ("theme", thing.theme.slug)
        if thing and thing.district:
            yield ("district", thing.district.slug)
    if contest.district:
        yield ("district", contest.district.slug)
