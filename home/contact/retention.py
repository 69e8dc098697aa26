"""Messages to the Support Unit are forgotten a year after they were settled."""

import datetime as dt

from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .rules import KEPT
from .services import forget_old_messages


def forget_messages(on: dt.date) -> int:
    return forget_old_messages(at=timezone.make_aware(dt.datetime.combine(on, dt.time())))


RULES = (
    Rule(
        "messages",
        f"Messages to the Support Unit: {in_words(KEPT, 'months')} after they were settled; to a representative or a "
        f"convenor, the same time after we passed them on",
        forget_messages,
    ),
)
