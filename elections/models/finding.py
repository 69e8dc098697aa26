"""What stops an opening, and why scrutineers let it go on."""

from collections.abc import Mapping

from django.db import models

from elections import binding

from .contest import Contest
from .key import Scrutineer


class OpeningFinding(models.Model):
    """Something about the box of a contest that must not be: marks without ballots, a tampered ballot.

    It stops the opening until two scrutineers have recorded why. What they wrote holds for these facts, whatever the
    words in which they are told: a box of which something else is found stops again.
    """

    class Code(models.TextChoices):
        SAME_BALLOT_TWICE = (
            "same-ballot-twice",
            "The box holds the same sealed ballot more than once",
        )
        ANOTHER_BOX = "another-box", "The box is not the one whose receipts were published"
        BALLOTS_AND_MARKS = (
            "ballots-and-marks",
            "There are not as many ballots as marks on the roll",
        )
        NO_BALLOT = "no-ballot", "The box holds something that is no ballot of this election"
        UNKNOWN = "unknown", "Found by an early release, in words that name no facts"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="findings")
    code = models.CharField(max_length=20, choices=Code.choices)
    facts = models.JSONField(help_text="Numbers, or lists of receipts.")
    facts_sha256 = models.CharField(
        max_length=64, editable=False, help_text="A list of receipts is too long for an index."
    )
    text = models.TextField(help_text="As it was told when it was found.")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "code", "facts_sha256"], name="opening_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contest}: {self.text}"

    @staticmethod
    def sha256_of(facts: Mapping[str, object]) -> str:
        return binding.sha256(binding.data_file(facts))


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
