"""Enquiries for help are forgotten a year after they were settled, and within a day if nobody confirmed them."""

import datetime as dt

from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.retention import Rule

from .rules import ENQUIRY_CODE, KEPT
from .services import forget_old_enquiries


def forget_enquiries(on: dt.date) -> int:
    return forget_old_enquiries(at=timezone.make_aware(dt.datetime.combine(on, dt.time())))


RULES = (
    Rule(
        "enquiries",
        f"Enquiries for help: {in_words(KEPT, 'months')} after they were settled; "
        f"{ENQUIRY_CODE.age} after they were sent, if nobody confirmed them",
        forget_enquiries,
    ),
)
