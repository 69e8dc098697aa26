"""What accounts forget, and when (docs/privacy.md)."""

import datetime as dt

from django.contrib.sessions.models import Session
from django.utils import timezone

from assembly.core.days import months_after
from assembly.core.retention import Rule

from . import services
from .models import AddressCorrection, Look

MONTHS_OF_LOOKS = MONTHS_OF_CORRECTIONS = 12


def forget_looks(on: dt.date) -> int:
    old = Look.objects.filter(at__date__lte=months_after(on, -MONTHS_OF_LOOKS))
    number = old.count()
    old.delete()
    return number


def forget_corrections(on: dt.date) -> int:
    before = months_after(on, -MONTHS_OF_CORRECTIONS)
    return AddressCorrection.objects.filter(proposed_at__date__lte=before).delete()[0]


def forget_sessions(on: dt.date) -> int:
    """Delete sessions that have run out, then what we noted about every session that has ended."""
    ended, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return ended + services.forget_ended_sessions()


RULES = (
    Rule(
        "sessions",
        "Sign-ins that have ended, and the browser each one used: the night after they end",
        forget_sessions,
    ),
    Rule(
        "looks",
        f"Who in an office looked at personal data: after {MONTHS_OF_LOOKS} months",
        forget_looks,
    ),
    Rule(
        "address-corrections",
        "Corrections of an e-mail address, with the old and the new one: "
        f"{MONTHS_OF_CORRECTIONS} months after they were proposed",
        forget_corrections,
    ),
)
