"""Who moves up: called by every act that frees a place, while it holds the lock of the meeting."""

import datetime as dt

from assembly.core.events import record
from assembly.notifications.services import notify
from forums.models import GroupMeeting, Registration

from .selectors import people_of


def left(meeting: GroupMeeting) -> int | None:
    """How many places are free; None where there is no limit. Fewer than none when the number was lowered since."""
    if meeting.capacity is None:
        return None
    return meeting.capacity - meeting.registrations.with_place().count()


def fill(meeting: GroupMeeting, *, at: dt.datetime) -> list[Registration]:
    """Give the free places to those who wait, in their order, and tell them. Once it has begun nobody moves up."""
    if meeting.is_cancelled or meeting.has_begun(at):
        return []
    free = left(meeting)
    waiting = meeting.registrations.waiting().select_related("user", "registered_by")
    moved = list(waiting if free is None else waiting[: max(free, 0)])
    for registration in moved:
        registration.placed_at = at
        registration.save(update_fields=["placed_at"])
        record(
            "forums.moved_up",
            meeting,
            by=None,
            acting_for=registration.organisation,
            data={"registration": registration.pk},
        )
        notify(
            people_of(registration),
            "forums/place_given",
            about=meeting,
            context={
                "meeting": meeting,
                "group": meeting.group,
                "registration": registration,
            },
            url=meeting.get_absolute_url(),
            at=at,
        )
    return moved
