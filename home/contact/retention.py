"""Messages to the Support Unit are forgotten a year after they were settled."""

import datetime as dt

from django.utils import timezone

from assembly.core.retention import Rule

from .services import forget_old_messages


def forget_messages(on: dt.date) -> int:
    return forget_old_messages(at=timezone.make_aware(dt.datetime.combine(on, dt.time())))


RULES = (
    Rule(
        "messages",
        "Messages to the Support Unit: 12 months after they were settled",
        forget_messages,
    ),
)
