"""Paper ballots that were entered, in batches: how many, and nothing that says whose."""

from django.db import models
from django.db.models import Q

from .contest import Contest


class PaperBatch(models.Model):
    """What two people took out of the mixed inner envelopes at one time: ballots, or an envelope that held none."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="paper_batches")
    ballots = models.PositiveSmallIntegerField(default=0)
    empty = models.PositiveSmallIntegerField("envelopes without a ballot", default=0)
    because = models.CharField(
        "what was found", max_length=300, blank=True, help_text="It is published."
    )
    entered_on = models.DateField()

    class Meta:
        ordering = ["contest", "id"]
        verbose_name_plural = "paper batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(ballots__gt=0, empty=0, because="")
                | Q(ballots=0, empty__gt=0) & ~Q(because=""),
                name="paper_batch_ballots_or_none",
                violation_error_message="A batch holds ballots, or says why an envelope held none.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ballots} paper ballots of {self.contest}"
