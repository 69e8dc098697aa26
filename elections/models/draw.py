"""A change to a recorded draw: the returning officer asks for it, and two scrutineers make it."""

from django.db import models

from .contest import Contest
from .key import Scrutineer


class LotChange(models.Model):
    """What the draw should read instead, and why. It counts once two scrutineers have agreed."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="lot_changes")
    was = models.CharField(max_length=100)
    seed = models.CharField(max_length=100)
    because = models.CharField(max_length=300, help_text="Public.")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["contest", "id"]

    def __str__(self) -> str:
        return f"{self.contest}: {self.was} becomes {self.seed}"


class LotChangeConsent(models.Model):
    """One scrutineer agrees to a change of a draw."""

    change = models.ForeignKey(LotChange, models.CASCADE, related_name="consents")
    scrutineer = models.ForeignKey(Scrutineer, models.PROTECT, related_name="lot_changes")
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["change", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "scrutineer"],
                name="lot_change_agreed_once",
                violation_error_message="You have agreed to this change already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scrutineer} on {self.change}"
