"""What organisations and candidates object to after a poll, and what was decided of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation

from .candidate import Candidate
from .contest import Contest
from .key import Scrutineer


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def undecided(self) -> Self:
        return self.filter(decided_at=None)

    def unsigned(self) -> Self:
        """Receipts said to be missing whose signature nobody showed: anybody can write twenty letters down."""
        return self.filter(kind=Objection.Kind.MISSING_RECEIPT, signature="")

    def against_votes(self) -> Self:
        """Those that put a vote in doubt: all that were not shown to be unfounded, the undecided with them.

        Of the unsigned ones only those that were found founded, which two scrutineers must have said first.
        """
        unsigned = Q(kind=Objection.Kind.MISSING_RECEIPT, signature="")
        return (
            self.filter(kind__in=Objection.OF_A_VOTE)
            .exclude(outcome=Objection.Outcome.UNFOUNDED)
            .exclude(unsigned & ~Q(outcome=Objection.Outcome.FOUNDED))
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
    signature = models.CharField(
        max_length=128, blank=True, help_text="Of the receipt, in hexadecimal; it was checked."
    )

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

    @property
    def is_unsigned(self) -> bool:
        """A receipt is said to be missing, and its signature was not shown."""
        return self.kind == self.Kind.MISSING_RECEIPT and not self.signature


class ObjectionFinding(models.Model):
    """A scrutineer finds an unsigned objection founded: with two of them the returning officer may find so too."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="findings")
    scrutineer = models.ForeignKey(Scrutineer, models.CASCADE, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["objection", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["objection", "scrutineer"],
                name="objection_found_founded_once",
                violation_error_message="You have said this already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scrutineer}: {self.objection} is founded"
