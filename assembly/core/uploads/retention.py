"""A file that nobody applied is not kept."""

import datetime as dt

from assembly.core.retention import Rule

from .models import Upload

KEPT = dt.timedelta(days=30)


def forget_uploads(on: dt.date) -> int:
    old = Upload.objects.filter(uploaded_at__date__lte=on - KEPT).exclude(
        state__in=[Upload.State.ORDERED, Upload.State.APPLIED]
    )
    number = old.count()
    old.delete()
    return number


RULES = (
    Rule(
        "uploads",
        f"Files of awards and of official registers that were uploaded and not applied: after {KEPT.days} days",
        forget_uploads,
    ),
)
