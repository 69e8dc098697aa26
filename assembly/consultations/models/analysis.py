"""What was heard: the themes that people raised, which answers raise them, and who is behind the answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .records import Consultation
from .responses import Answer


class RaisedTheme(models.Model):
    """Something that people raised in a consultation: a line of the codebook, with what belongs to it.

    Merged into another it stays, so that what was coded before still means what it meant.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="raised_themes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    description = models.TextField(
        "what belongs to it",
        max_length=1_000,
        blank=True,
        help_text="What to look for, and what belongs to another theme instead.",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_themes"
    )

    class Meta:
        ordering = ["consultation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "consultation",
                condition=Q(merged_into=None),
                name="raised_theme_name_once",
                violation_error_message="This consultation has a theme of that name already.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="raised_theme_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """Which themes one answer raises, as one person read it; none is a finding too.

    Two people code an answer without seeing each other's reading. Where they differ, it is settled.
    """

    class Part(models.TextChoices):
        FIRST = "first", "First reading"
        SECOND = "second", "Second reading"
        SETTLED = "settled", "Settled"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="codings")
    part = models.CharField(max_length=7, choices=Part.choices)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    themes = models.ManyToManyField(RaisedTheme, blank=True, related_name="codings")
    saved_at = models.DateTimeField()
    number = models.PositiveIntegerField(
        default=1, help_text="Counts up at each save, so that two windows notice each other."
    )

    class Meta:
        ordering = ["answer", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["answer", "part"], name="coding_one_a_part"),
            models.UniqueConstraint(
                fields=["answer", "coder"],
                condition=~Q(part="settled") & Q(coder__isnull=False),
                name="coding_one_a_coder",
                violation_error_message="You have coded this answer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of answer {self.answer_id}"


class MonitoringCount(models.Model):
    """How many people ticked one answer to one monitoring question. A number, and nothing that leads to a response."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="monitoring_counts")
    question = models.CharField(max_length=12)
    option = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["consultation", "question", "option"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "question", "option"], name="monitoring_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}, option {self.option}: {self.number}"
