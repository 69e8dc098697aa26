"""Somebody who stands in a contest."""

from collections.abc import Sequence

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assembly.funding.models import Award
from assembly.membership.models import Organisation
from elections.sealing import MOST_CANDIDATES
from elections.spread import INFRASTRUCTURE

from .contest import STATEMENT_WORDS, Contest, at_most_200_words


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def standing(self) -> "CandidateQuerySet":
        return self.filter(status=Candidate.Status.VALID)


class Candidate(models.Model):
    """A person who stands. The number is the place on every sealed ballot: fixed once the roll is frozen."""

    # What they did in a seat before; elections.selectors.with_records says it of those on a page.
    record = ""
    # Awards they declared, each with its page; elections.declared_awards says it of those on a page.
    award_lines: Sequence[tuple[str, str]] = ()

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
        max_length=2_000,
        blank=True,
        validators=[at_most_200_words],
        help_text=f"At most {STATEMENT_WORDS} words.",
    )
    interests = models.TextField(
        "declared interests", max_length=1_000, blank=True, help_text="Public, with the statement."
    )
    declared_awards = models.ManyToManyField(
        Award, blank=True, related_name="+", help_text="Public money, from the funding register."
    )
    photo = models.ImageField(upload_to="images/candidates/", blank=True)
    photo_alt = models.CharField("what the photo shows", max_length=150, blank=True)
    spread_group = models.CharField(
        "belongs to",
        max_length=120,
        blank=True,
        help_text="Where the contest's seats are spread: the theme, district or declared group that counts.",
    )
    late_because = models.CharField(
        "why it is entered after nominations closed",
        max_length=300,
        blank=True,
        help_text="When the nomination came in, and why you enter it only now. It is public.",
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
        """The name within its contest: on the ballot, in every list, sentence and file."""
        if self.contest_id is None:
            return self.name
        return self.contest.names_of_candidates.get(self.pk) or self.name

    @property
    def spread_words(self) -> str:
        """Where the candidate belongs, as the page of the election says it."""
        if self.contest.spread_by == Contest.SpreadBy.INFRASTRUCTURE:
            is_one = self.spread_group == INFRASTRUCTURE
            return f"{'Infrastructure' if is_one else 'Not an infrastructure'} organisation"
        return f"{self.contest.spread_category}: {self.spread_group}"

    @property
    def stands(self) -> bool:
        return self.status == self.Status.VALID
