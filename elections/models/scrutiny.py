"""What the scrutineers say of a count: that it is right, or why they do not sign it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from .contest import Contest
from .key import Scrutineer


class CountSignatureQuerySet(models.QuerySet["CountSignature"]):
    def standing(self) -> Self:
        """Those under the count that stands now: a count made again voids what was signed before it."""
        return self.filter(counted_at=F("contest__count_result__counted_at"))


class CountSignature(models.Model):
    """What one scrutineer, or for a missing one the returning officer, put under one count of one contest."""

    class Statement(models.TextChoices):
        AGREES = "agrees", "I repeated the count and it is right"
        REMARK = "remark", "I sign the count, with a remark"
        REFUSES = "refuses", "I do not sign the count, for this reason"
        MISSING = "missing", "The signature is missing"

    # The returning officer records a missing one; it is no choice of a scrutineer.
    OWN = (Statement.AGREES, Statement.REMARK, Statement.REFUSES)
    SIGNED = (Statement.AGREES, Statement.REMARK)
    IN_PUBLIC: ClassVar = {
        Statement.AGREES: "repeated the count and found it right",
        Statement.REMARK: "signed the count, with a remark",
        Statement.REFUSES: "did not sign the count, for this reason",
        Statement.MISSING: "the signature is missing",
    }

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="signatures")
    scrutineer = models.ForeignKey(Scrutineer, models.PROTECT, related_name="signatures")
    statement = models.CharField(max_length=10, choices=Statement.choices)
    words = models.TextField(
        "in your words", max_length=1_000, blank=True, help_text="Public, with the result."
    )
    signed_at = models.DateTimeField()
    # What was signed. A plain hash would let a guess be tested.
    rankings_commitment = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64, help_text="Of the count as data.")
    published_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the published rankings, where they are published."
    )
    counted_at = models.DateTimeField()

    objects = CountSignatureQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "scrutineer"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "scrutineer", "counted_at"],
                condition=~Q(statement="missing"),
                name="count_signed_once",
                violation_error_message="This count has this scrutineer's statement already.",
            ),
            models.UniqueConstraint(
                fields=["contest", "scrutineer", "counted_at"],
                condition=Q(statement="missing"),
                name="count_signature_missing_once",
                violation_error_message="Why this signature is missing has been recorded.",
            ),
            models.CheckConstraint(
                condition=Q(statement="agrees") | ~Q(words=""),
                name="count_signature_says_why",
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scrutineer}: {self.get_statement_display()}"

    @property
    def in_public(self) -> str:
        """What others read after the name: the statement itself is made in the first person."""
        return self.IN_PUBLIC[self.Statement(self.statement)]

    @property
    def is_signed(self) -> bool:
        return self.statement in self.SIGNED
