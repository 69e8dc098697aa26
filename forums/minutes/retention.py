"""What is forgotten of a meeting's record; the minutes themselves stay while the group lives."""

import datetime as dt

from django.utils import timezone

from assembly.core.days import months_after
from assembly.core.retention import Rule
from forums.models import Attendance
from forums.notes.rules import MONTHS_OF_SOURCES
from forums.notes.services import forget_sources

MONTHS_OF_NAMES = 24


def forget_names(on: dt.date) -> int:
    """Who came for an organisation, or as observer; that somebody came stays."""
    before = timezone.make_aware(dt.datetime.combine(months_after(on, -MONTHS_OF_NAMES), dt.time()))
    old = Attendance.objects.filter(meeting__ends_at__lt=before).exclude(name="")
    return old.update(name="")


RULES = (
    Rule(
        "unattributed-notes",
        f"Who made the comment in an unattributed note of a meeting: {MONTHS_OF_SOURCES} months after it was "
        "taken, and not while a "
        "complaint about it is open; the note stays",
        forget_sources,
    ),
    Rule(
        "names-at-meetings",
        f"Names of the people who came to a meeting from an organisation: {MONTHS_OF_NAMES} months after it; how many "
        "came stays",
        forget_names,
    ),
)
