"""Registering people for a meeting, and withdrawing them.

Both hold the lock of the meeting, so a place is given once.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.names import tidy
from assembly.notifications.services import notify
from forums.meetings.selectors import may_run
from forums.meetings.services import lock
from forums.models import Registration

from . import places, rules, selectors


@transaction.atomic
def register(
    registration: Registration, *, by: User, at: dt.datetime | None = None
) -> Registration:
    """Give somebody a place, or a turn on the waiting list where none is left."""
    at = at or timezone.now()
    registration.meeting = meeting = lock(registration.meeting)
    registration.name = tidy(registration.name)
    registration.comes_from = tidy(registration.comes_from)
    registration.registered_by, registration.registered_at = by, at
    rules.may_register(
        registration,
        at=at,
        speaks_for_member=_speaks_for_member(registration, by),
        runs_it=may_run(by, meeting.group),
        known=selectors.is_registered(registration),
        of_one=selectors.come_from(registration),
    ).enforce()
    free = places.left(meeting)
    if free is None or free > 0:
        registration.placed_at = at
    registration.save()
    record(
        "forums.registered",
        meeting,
        by=by,
        acting_for=registration.organisation,
        data={"registration": registration.pk, "waits": not registration.has_place},
    )
    return registration


@transaction.atomic
def withdraw(
    registration: Registration, *, by: User, at: dt.datetime | None = None
) -> Registration:
    """Free a place or a turn; the first on the waiting list has it at once, and is told."""
    at = at or timezone.now()
    meeting = lock(registration.meeting)
    registration = meeting.registrations.select_related(
        "organisation", "user", "registered_by"
    ).get(pk=registration.pk)
    rules.may_withdraw(registration, may=_may_withdraw(registration, by)).enforce()
    registration.withdrawn_at = at
    registration.save(update_fields=["withdrawn_at"])
    record(
        "forums.registration_withdrawn",
        meeting,
        by=by,
        acting_for=registration.organisation,
        data={"registration": registration.pk},
    )
    notify(
        [user for user in selectors.people_of(registration) if user != by],
        "forums/place_withdrawn",
        about=meeting,
        context={"meeting": meeting, "group": meeting.group, "registration": registration},
        url=meeting.get_absolute_url(),
        at=at,
    )
    places.fill(meeting, at=at)
    return registration


def _speaks_for_member(registration: Registration, by: User) -> bool:
    group = registration.meeting.group
    if registration.organisation:
        return registration.organisation in selectors.organisations_for(group, by)
    seat = selectors.seat_of(group, by, registration.meeting.day)
    return seat is not None and registration.user == by


def _may_withdraw(registration: Registration, by: User) -> bool:
    group = registration.meeting.group
    return selectors.is_theirs(registration, by) or may_run(by, group)
