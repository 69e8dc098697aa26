"""The eligibility test: its criteria, what was declared on each, and what was found."""

from django.conf import settings
from django.db import models

from .organisation import Organisation


class Criterion(models.TextChoices):
    """The criteria of the eligibility test. The values are codes of the record."""

    NOT_FOR_PROFIT = "not-for-profit", "Does not distribute profit to private owners"
    NOT_STATUTORY = "not-statutory", "Is not a public body and not controlled by one"
    SELF_GOVERNING = "self-governing", "Governs itself, independent of government"
    UNPAID_COMMITTEE = "unpaid-committee", "Is run by an unpaid management committee"
    REINVESTS = "reinvests-surplus", "Reinvests its surplus in its social purpose"
    ACTIVE_HERE = "active-here", "Works in the area of the Assembly"


class EligibilityFinding(models.Model):
    """What an organisation declared on one criterion of the eligibility test, and what the Support Unit found."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="findings")
    criterion = models.CharField(max_length=20, choices=Criterion.choices)
    declared = models.BooleanField()
    met = models.BooleanField(null=True, help_text="Empty until it is checked.")
    evidence = models.TextField(max_length=2_000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "criterion"], name="finding_once_a_criterion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_criterion_display()}"
