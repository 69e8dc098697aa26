"""What is asked: a set of questions in sections, of one consultation or kept to be used again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from assembly.partners.models import PublicBody

from .records import Consultation


class QuestionSetQuerySet(models.QuerySet["QuestionSet"]):
    def kept(self) -> Self:
        """Those that any consultation may begin with."""
        return self.filter(consultation=None)

    def in_force(self) -> Self:
        """The newest first: the one that a new response answers is the first of its consultation."""
        return self.exclude(in_force_at=None).order_by("-number")


class QuestionSet(models.Model):
    """Questions in their order. Those of a consultation are frozen once in force; a change is the next number."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="question_sets"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    put_in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Of one that is kept to be used again.
    name = models.CharField(max_length=120, blank=True)
    body = models.ForeignKey(
        PublicBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="question_sets",
        help_text="Whose officers use it; every body's if empty.",
    )

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="questions_number_once"
            ),
            models.CheckConstraint(
                condition=Q(consultation__isnull=False, number__isnull=False, name="", body=None)
                | (Q(consultation=None, number=None, in_force_at=None) & ~Q(name="")),
                name="questions_of_one_or_kept",
                violation_error_message="A set of questions belongs to a consultation, or has a name of its own.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Questions of {self.consultation}"

    @property
    def is_frozen(self) -> bool:
        return self.in_force_at is not None


class Section(models.Model):
    """Some questions under one heading. A set has one at least; a single one needs no heading."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField("words before its questions", max_length=2_000, blank=True)

    class Meta:
        ordering = ["question_set", "position", "pk"]

    def __str__(self) -> str:
        return self.title or f"Section {self.position}"


class Question(models.Model):
    """One question. It keeps its `code` when a later version asks it again, so that a draft can be carried over."""

    class Kind(models.TextChoices):
        TEXT = "text", "Words"
        CHOICE = "choice", "One choice"
        CHOICES = "choices", "Several choices"
        SCALE = "scale", "A scale"
        RANKING = "ranking", "Put in order"
        GRID = "grid", "Agree or disagree, several statements"
        FILE = "file", "A file"

    WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.RANKING, Kind.GRID})

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.PositiveSmallIntegerField(
        help_text="The same in each version of the questions of one consultation."
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    words = models.CharField("question", max_length=300)
    help = models.TextField("help", max_length=1_000, blank=True)
    is_required = models.BooleanField("has to be answered", default=False)
    options = models.JSONField(
        default=list, blank=True, help_text="What to choose from, or the statements of a grid."
    )
    points = models.PositiveSmallIntegerField("points of the scale", default=5)
    lowest = models.CharField("words for the lowest point", max_length=60, blank=True)
    highest = models.CharField("words for the highest point", max_length=60, blank=True)
    # Goes with its parent, when a whole set goes; the parent alone is not deleted (asking.editing.rules).
    only_if = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    only_if_option = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which option of that question, counted from 0."
    )

    class Meta:
        ordering = ["section__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(only_if=None, only_if_option=None)
                | Q(only_if__isnull=False, only_if_option__isnull=False),
                name="question_only_if_with_option",
                violation_error_message="Say which answer brings this question up.",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=3, points__lte=10),
                name="question_scale_of_3_to_10",
                violation_error_message="A scale has from 3 to 10 points.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def field_name(self) -> str:
        """What its field is called in every form and draft."""
        return f"q{self.code}"
