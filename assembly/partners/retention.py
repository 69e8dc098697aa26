"""What is forgotten of those who left a seat."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.retention import Rule

from .models import Appointment, Declaration

MONTHS_OF_DECLARATIONS = 12


def forget_declarations(on: dt.date) -> int:
    """Of everybody who left the seat a year ago or earlier; that they held it, and what they reported, stays."""
    before = months_after(on, -MONTHS_OF_DECLARATIONS)
    old = Declaration.objects.exclude(appointment__in=Appointment.objects.not_over(before))
    return old.delete()[0]


RULES = (
    Rule(
        "declarations-of-interest",
        "What representatives declared of their interests: "
        f"{MONTHS_OF_DECLARATIONS} months after they left the seat; their reports stay",
        forget_declarations,
    ),
)
