"""What is forgotten of those who came to meetings: the lists serve the meeting, and attendance is in its minutes."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.retention import Rule
from forums.models import Registration

MONTHS_OF_REGISTRATIONS = 6


def forget_registrations(on: dt.date) -> int:
    long_past = Registration.objects.filter(
        meeting__ends_at__date__lte=months_after(on, -MONTHS_OF_REGISTRATIONS)
    )
    gone = long_past.count()
    long_past.delete()
    return gone


RULES = (
    Rule(
        "meeting-registrations",
        "Who was registered for a meeting of a group: "
        f"{in_words(MONTHS_OF_REGISTRATIONS, 'months')} after the meeting",
        forget_registrations,
    ),
)
