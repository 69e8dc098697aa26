"""What accounts forget, and when (DESIGN section 6)."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.retention import Rule

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


RULES = (
    Rule("looks", "Who in an office looked at personal data: after 12 months", forget_looks),
    Rule(
        "address-corrections",
        "Corrections of an e-mail address, with the old and the new one: 12 months after they were proposed",
        forget_corrections,
    ),
)
