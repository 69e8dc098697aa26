"""Public bodies; partnerships, their seats and who holds them; what those people declare and report."""

from ..scorecard.models import HiddenReply, ScorecardReply
from .bodies import Department, Officer, PublicBody
from .reporting import Declaration, Meeting, Report
from .seats import Appointment, AppointmentQuerySet, Partnership, Seat, SeatQuerySet
from .succession import Succession, SuccessionQuerySet

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "Declaration",
    "Department",
    "HiddenReply",
    "Meeting",
    "Officer",
    "Partnership",
    "PublicBody",
    "Report",
    "ScorecardReply",
    "Seat",
    "SeatQuerySet",
    "Succession",
    "SuccessionQuerySet",
]
