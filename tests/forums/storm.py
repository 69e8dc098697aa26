"""Many people at once at the record of one meeting, in a process of its own: see `tests.storm`."""

import datetime as dt

from django.utils import timezone

from forums.actions.services import chase_actions
from forums.minutes.services import publish_minutes, save_minutes
from forums.models import GroupMeeting, Note, Section
from forums.notes.services import take_note
from tests.membership.storm import together

MANY = 6


def save(pk: int) -> list[str]:
    """Each has the same version before them, and writes something else."""
    return _everybody(
        pk,
        lambda meeting, n, by: save_minutes(
            meeting, [Section(0, "Whole", f"{n}")], based_on=1, by=by
        ),
    )


def publish(pk: int) -> list[str]:
    return _everybody(pk, lambda meeting, n, by: publish_minutes(meeting, by=by))


def notes(pk: int) -> list[str]:
    return _everybody(pk, lambda meeting, n, by: take_note(meeting, Note(text=f"{n}"), by=by))


def chase(day: str) -> list[str]:
    return together(lambda n: chase_actions(on=dt.date.fromisoformat(day)), list(range(MANY)))


def _everybody(pk: int, act) -> list[str]:
    meeting = GroupMeeting.objects.select_related("group").get(pk=pk)
    convenor = meeting.group.convenor_on(timezone.localdate())
    return together(lambda n: act(meeting, n, convenor), list(range(MANY)))
