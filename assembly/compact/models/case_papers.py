"""What is written and handed in inside a case, each piece with the list of those who may read it."""

from pathlib import PurePath
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .cases import Case


class Author(models.TextChoices):
    """For whom somebody writes in a case."""

    COMPLAINANT = "complainant", "Complainant"
    RESPONDENT = "respondent", "The other side"
    BOARD = "board", "Compact Board"
    SUPPORT = "support", "Support Unit"


def kept_as(piece: "CasePiece", name: str) -> str:
    return f"case_evidence/{uuid4().hex}{PurePath(name).suffix.lower()}"


class PieceQuerySet(models.QuerySet["CasePiece"]):
    def there(self) -> Self:
        return self.filter(hidden_at=None)


class CasePiece(models.Model):
    """A message, or a file handed in as evidence. Those who work on the case read all of it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="pieces")
    author = models.CharField(max_length=11, choices=Author)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    # The access list: the side that wrote it always reads it.
    to_complainant = models.BooleanField("the complainant", default=True)
    to_respondent = models.BooleanField("the other side", default=True)
    words = models.TextField(max_length=8_000, blank=True)

    # Of a file: by a name that nobody can guess, and only ever sent as a download.
    title = models.CharField(max_length=150, blank=True)
    file = models.FileField(upload_to=kept_as, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")

    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hidden_because = models.CharField(max_length=500, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["case", "at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_because=""),
                name="case_piece_hidden_with_reason",
                violation_error_message="Say why it is hidden.",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"Message in {self.case}"

    @property
    def is_file(self) -> bool:
        return bool(self.title)

    @property
    def file_url(self) -> str:
        return reverse("compact:case_file", args=[self.case.reference, self.pk])

    @property
    def ending(self) -> str:
        return PurePath(self.file.name or "").suffix.removeprefix(".").lower()
