"""Two records of one organisation become one: who proposed it, who confirmed it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from .organisation import Organisation


class MergeQuerySet(models.QuerySet["Merge"]):
    def waiting(self) -> "MergeQuerySet":
        """Those that nobody has confirmed or withdrawn, the oldest first."""
        return self.filter(outcome="").order_by("proposed_at", "pk")


class Merge(models.Model):
    """A member of staff says that two records are one organisation; a second person confirms it."""

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting for a second person"
        MERGED = "merged", "Merged"
        WITHDRAWN = "withdrawn", "Withdrawn"

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    gone = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="record that is merged into it"
    )
    reason = models.TextField(max_length=2_000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)

    # Moved by membership.services alone.
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        default_permissions = ()
        permissions = [
            ("merge_organisations", "Can propose and confirm that two records are merged")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("gone")),
                name="merge_of_two",
                violation_error_message="Choose two different records.",
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(outcome=""),
                name="merge_proposed_once",
                violation_error_message="Somebody has already proposed merging this record.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="merge_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} into {self.kept}"

    def get_absolute_url(self) -> str:
        return reverse("membership_merges:merge", args=[self.pk])
