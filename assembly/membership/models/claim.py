"""A person who says that they act for an organisation."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .delegate import Delegate
from .organisation import Organisation


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> Self:
        return self.filter(state__in=Claim.OPEN)

    def waiting(self) -> Self:
        """Those that the Support Unit decides, the oldest first."""
        return self.filter(state=Claim.State.WAITING).order_by("made_at", "pk")

    def for_deciding(self, user: models.Model) -> Self:
        """Without those that concern this person (`rules.may_decide`): a colleague decides on them."""
        acting = Delegate.objects.current().filter(user=user.pk).values("organisation")
        others = self.exclude(user=user.pk).exclude(organisation__in=acting)
        return others.without_proof_entered_by(user)

    def without_proof_entered_by(self, user: models.Model) -> Self:
        return self.exclude(proved_at__isnull=False, entered_by=user.pk)


class Claim(models.Model):
    """A person says that they act for an organisation which the site knows, and how it can be seen."""

    class State(models.TextChoices):
        PROVING = "proving", "Waiting for the mailed code"
        WAITING = "waiting", "Waiting for the Support Unit"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class LeadSays(models.TextChoices):
        NOTHING = "", "Not answered yet"
        YES = "yes", "Yes, this person may act for us"
        NO = "no", "No, this person may not act for us"

    OPEN = (State.PROVING, State.WAITING)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    state = models.CharField(max_length=10, choices=State.choices)
    made_at = models.DateTimeField(default=timezone.now)
    evidence = models.TextField(max_length=2_000, blank=True)

    # Where at the organisation's domain the last code went (`core.mailed_codes` keeps it), who in office says by
    # themselves that this domain is the organisation's (`mailboxes.entered_by`), and when the code was entered.
    address = models.EmailField(blank=True)
    entered_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)

    # Those who act for it already are asked; the Support Unit decides.
    lead_says = models.CharField(max_length=3, choices=LeadSays.choices, blank=True)
    lead_words = models.TextField(max_length=1_000, blank=True)
    lead_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    role = models.CharField(max_length=10, choices=Delegate.Role.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=1_000, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        permissions = [("decide_claims", "Can decide who may act for an organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(state__in=["proving", "waiting"]),
                name="claim_one_open_each",
                violation_error_message="You have asked to act for this organisation already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
