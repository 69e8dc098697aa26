"""Somebody who stands in a contest."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation
from elections.sealing import MOST_CANDIDATES

from .contest import Contest, at_most_200_words


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def standing(self) -> "CandidateQuerySet":
        return self.filter(status=Candidate.Status.VALID)


class Candidate(models.Model):
    """A person who stands. The number is the place on every sealed ballot: fixed once the roll is frozen."""

    class Status(models.TextChoices):
        VALID = "valid", "Stands"
        WITHDRAWN = "withdrawn", "Withdrawn"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="candidates")
    number = models.PositiveSmallIntegerField(
        "order of nomination",
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CANDIDATES)],
    )
    name = models.CharField(max_length=150, help_text="As it stands on the ballot. It is public.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidacies",
        help_text="Their account, if they have one.",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="candidates", help_text="Put forward by."
    )
    statement = models.TextField(
        max_length=2_000, blank=True, validators=[at_most_200_words], help_text="At most 200 words."
    )
    interests = models.TextField(
        "declared interests", max_length=1_000, blank=True, help_text="Public, with the statement."
    )
    photo = models.ImageField(upload_to="images/candidates/", blank=True)
    photo_alt = models.CharField("what the photo shows", max_length=150, blank=True)
    spread_group = models.CharField(
        "belongs to",
        max_length=120,
        blank=True,
        help_text="Where the contest's seats are spread: the theme, district or declared group that counts.",
    )
    # Moved by elections.services alone.
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.VALID)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "number"],
                name="candidate_number_once",
                violation_error_message="Another candidate has this number.",
            ),
            models.UniqueConstraint(
                fields=["contest", "user"],
                name="candidate_person_once",
                violation_error_message="This person stands in this contest already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_CANDIDATES),
                name="candidate_number_fits_a_byte",
                violation_error_message="A ballot has room for 255 candidates.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        return self.status == self.Status.VALID
