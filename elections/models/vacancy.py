"""A seat that an election filled and whose holder left before the end of the term."""

from django.db import models
from django.db.models import Q

from assembly.partners.models import Appointment
from elections import binding

from .candidate import Candidate
from .contest import Contest
from .counted import KeepsCount
from .election import Election


class Vacancy(KeepsCount, models.Model):
    """A casual vacancy, and how it is filled for the rest of the term: by countback or by-election.

    There is none until the returning officer acts on it: that a seat stands empty is read from the appointments.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="vacancies")
    appointment = models.OneToOneField(
        Appointment,
        models.PROTECT,
        related_name="vacancy",
        help_text="The appointment that ended early.",
    )

    # The countback: as much of it is public as of the count.
    vacating = models.PositiveSmallIntegerField(
        null=True, help_text="The number of the candidate who left."
    )
    consenting = models.JSONField(
        default=list, help_text="Numbers of the candidates who would take the seat."
    )
    result = models.JSONField(null=True)
    sheet = models.TextField(blank=True)
    shortened = models.TextField(
        blank=True, help_text="Ballot file (BLT) of what the count and this countback used."
    )
    random_bytes = models.CharField(
        max_length=64, default=binding.fresh_bytes, help_text="For scrutineers alone."
    )
    commitment = models.CharField(max_length=64, blank=True, help_text="Of the countback as data.")
    counted_at = models.DateTimeField(null=True)
    filled_by = models.ForeignKey(Candidate, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, help_text="When that person took the seat.")

    by_election = models.OneToOneField(
        Election, models.SET_NULL, null=True, related_name="fills", help_text="Or: what fills it."
    )

    class Meta:
        ordering = ["contest", "id"]
        verbose_name_plural = "vacancies"
        constraints = [
            models.CheckConstraint(
                condition=Q(result=None) | Q(vacating__isnull=False, counted_at__isnull=False),
                name="vacancy_countback_whole",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(filled_by__isnull=False),
                name="vacancy_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Vacancy: {self.appointment.seat}"
