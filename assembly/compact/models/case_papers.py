"""What is written and handed in inside a case, each piece with the list of those who may read it."""

from pathlib import PurePath
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from assembly.core.references import new_reference

from .cases import Case, Side


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

    def read_by(self, side: Side) -> Self:
        """By the access list. To a side that is not on it the piece does not exist."""
        return self.filter(Q(author=side.value) | Q(**{f"to_{side.value}": True}))


class CasePiece(models.Model):
    """A message, or a file handed in as evidence. Those who work on the case read all of it."""

    # In the addresses of a piece: a number would tell that there are others.
    key = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="pieces")
    author = models.CharField(max_length=11, choices=Author)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    # Of a person without an account, for whom staff enter it.
    came_how = models.CharField("how it came", max_length=200, blank=True)
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
        indexes = [models.Index(fields=["case", "at", "id"], name="case_piece_by_case")]
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
        return reverse("compact:case_file", args=[self.case.reference, self.key])

    @property
    def is_deleted(self) -> bool:
        """For good, and not only hidden: nothing of it is left but who handed it in, when, and why it went."""
        return self.hidden_at is not None and not (self.words or self.file)

    @property
    def file_name(self) -> str:
        """As it is saved by who reads it: in plain letters, whatever the title holds."""
        return f"{slugify(self.title) or 'file'}.{self.ending}"

    @property
    def ending(self) -> str:
        return PurePath(self.file.name or "").suffix.removeprefix(".").lower()
