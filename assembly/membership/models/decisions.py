"""Decisions by which an organisation is not, or no longer, a member, and the appeals against them."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from .organisation import Organisation


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> "DecisionQuerySet":
        return self.filter(ended_on=None)


class Decision(models.Model):
    """Why an organisation is not a member, and since when. At most one stands; the others are history.

    Written by membership.services alone. A resignation and a winding-up stand here too, but nobody appeals
    against those.
    """

    class Kind(models.TextChoices):
        REFUSED = "refused", "Refusal"
        SUSPENDED = "suspended", "Suspension"
        LAPSED = "lapsed", "Lapse"
        RESIGNED = "resigned", "Resignation"
        WOUND_UP = "wound-up", "Winding-up"
        MERGED = "merged", "Merged into another record"

    APPEALABLE = (Kind.REFUSED, Kind.SUSPENDED, Kind.LAPSED)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField(blank=True)
    # Empty for a lapse, which nobody decides, and for what was decided before the site kept decisions.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField()
    ended_on = models.DateField(
        null=True, blank=True, help_text="The day it was reversed, lifted or overtaken."
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on=None),
                name="decision_one_stands",
                violation_error_message="Another decision on this organisation stands.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.organisation}"

    @property
    def can_be_appealed(self) -> bool:
        return self.kind in self.APPEALABLE


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> "AppealQuerySet":
        """Those on which there is still something to decide, the oldest first."""
        return self.filter(outcome="", decision__ended_on=None).order_by("made_on", "id")


class Appeal(models.Model):
    """An organisation asks the Assembly Board to look at a decision again. Once a decision, in its own words."""

    class Outcome(models.TextChoices):
        STANDS = "stands", "The decision stands"
        REVERSED = "reversed", "The decision is reversed"

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    words = models.TextField("why the decision is wrong", max_length=5_000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_on = models.DateField()

    # Moved by membership.services alone.
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    panel = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text="The members of the Board who sat."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    heard_on = models.DateField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "id"]
        default_permissions = ()
        permissions = [
            ("hear_appeals", "Can hear appeals of organisations, and record the outcome")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", heard_on=None)
                | (~Q(outcome="") & ~Q(reason="") & Q(heard_on__isnull=False)),
                name="appeal_decided_with_reason",
                violation_error_message="An outcome has its day and its reason.",
            )
        ]

    def __str__(self) -> str:
        return f"Appeal of {self.decision.organisation}"

    @property
    def is_waiting(self) -> bool:
        return not self.outcome

    def days_waiting(self, on: dt.date) -> int:
        return (on - self.made_on).days
