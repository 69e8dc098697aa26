"""What stops an opening, and why scrutineers let it go on."""

import hashlib

from django.db import models

from .contest import Contest
from .key import Scrutineer


class OpeningFinding(models.Model):
    """Something about the box of a contest that must not be: marks without ballots, a tampered ballot.

    It stops the opening until two scrutineers have recorded why. What they wrote holds for this finding in these
    words: a box of which something else is found stops again.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="findings")
    text = models.TextField()
    digest = models.CharField(max_length=64, editable=False)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "digest"], name="opening_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.contest}: {self.text}"

    @staticmethod
    def digest_of(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()


class FindingReason(models.Model):
    """Why one scrutineer lets the opening go on although this was found. Public."""

    finding = models.ForeignKey(OpeningFinding, models.CASCADE, related_name="reasons")
    scrutineer = models.ForeignKey(Scrutineer, models.PROTECT, related_name="reasons_recorded")
    text = models.TextField(max_length=1_000)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["finding", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "scrutineer"],
                name="finding_reason_once",
                violation_error_message="You have recorded your reason already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scrutineer} on {self.finding}"
