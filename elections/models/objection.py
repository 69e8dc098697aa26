"""What organisations and candidates object to after a poll, and what was decided of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation

from .contest import Candidate, Contest


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def undecided(self) -> Self:
        return self.filter(decided_at=None)

    def against_votes(self) -> Self:
        """Those that put a vote in doubt: all that were not shown to be unfounded, the undecided with them."""
        return self.filter(kind__in=Objection.OF_A_VOTE).exclude(
            outcome=Objection.Outcome.UNFOUNDED
        )


class Objection(models.Model):
    """An objection to a contest. Its number and kind are public, whose it is and its words are not."""

    class Kind(models.TextChoices):
        NOT_CAST = "not cast", "We did not cast this vote"
        MISSING_RECEIPT = "missing receipt", "Our receipt is missing"
        OTHER = "other", "Something else"

    class Outcome(models.TextChoices):
        FOUNDED = "founded", "It is right"
        UNSETTLED = "unsettled", "It could not be settled"
        UNFOUNDED = "unfounded", "It was shown to be unfounded"

    OF_A_VOTE = (Kind.NOT_CAST, Kind.MISSING_RECEIPT)

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="objections")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField("what is wrong", max_length=20, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="objections"
    )
    candidate = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="objections"
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    raised_at = models.DateTimeField()
    words = models.TextField("what happened", max_length=2_000)
    receipt = models.CharField(max_length=20, blank=True)

    # Moved by elections.services alone.
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    because = models.TextField(max_length=1_000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "number"],
                name="objection_number_once",
                violation_error_message="Another objection has this number.",
            ),
            models.UniqueConstraint(
                fields=["contest", "organisation", "kind"],
                condition=~Q(kind="other"),
                name="objection_of_a_vote_once",
                violation_error_message="Your organisation has raised this objection already.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="", because="")
                | (Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(because="")),
                name="objection_decided_with_reason",
                violation_error_message="A decision has its reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"Objection {self.number}: {self.get_kind_display()}"
