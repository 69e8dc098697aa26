"""What accounts forget, and when (DESIGN section 6)."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.retention import Rule

from .models import Look

MONTHS_OF_LOOKS = 12


def forget_looks(on: dt.date) -> int:
    old = Look.objects.filter(at__date__lte=months_after(on, -MONTHS_OF_LOOKS))
    number = old.count()
    old.delete()
    return number


RULES = (Rule("looks", "Who in an office looked at personal data: after 12 months", forget_looks),)
