"""What became of it: feedback theme by theme, the decision, and why an overdue was no overdue."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from wagtail.documents import get_document_model_string

from assembly.partners.models import Officer

from .analysis import RaisedTheme
from .records import Consultation


class VersionQuerySet(models.QuerySet["Version"]):
    def published(self) -> Self:
        """The newest first: the one that holds is the first."""
        return self.exclude(published_at=None).order_by("-number")


class Version(models.Model):
    """Of feedback or a decision. One draft at most; a published one is never changed, a correction is the next."""

    number = models.PositiveSmallIntegerField()
    edit = models.PositiveIntegerField(
        default=1,
        help_text="Of a draft: counts up at each save, so that two people notice each other.",
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    change_note = models.CharField(
        "what is changed, and why",
        max_length=300,
        blank=True,
        help_text="From the second version on. Shown to everyone.",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["consultation", "number"]

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


def one_draft(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["consultation", "number"], name=f"{name}_number_once"),
        models.UniqueConstraint(
            fields=["consultation"],
            condition=Q(published_at=None),
            name=f"{name}_one_draft",
            violation_error_message="Somebody has begun a new version already: go on with that one.",
        ),
        models.CheckConstraint(
            condition=Q(published_at=None) | Q(number=1) | ~Q(change_note=""),
            name=f"{name}_change_with_note",
            violation_error_message="Say what you changed, and why.",
        ),
    ]


class Feedback(Version):
    """“We asked, you said, we did”, theme by theme, with the report of views where the body wrote one."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="feedbacks")
    we_asked = models.TextField(max_length=2_000, blank=True)
    report = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="report of views",
        help_text="What people said, as a document of its own, if there is one.",
    )

    class Meta(Version.Meta):
        verbose_name_plural = "feedback"
        permissions = [
            (
                "answer_consultation",
                "Can code answers, and publish responses, feedback and decisions (Support Unit)",
            )
        ]
        constraints = one_draft("feedback")

    def __str__(self) -> str:
        return f"Feedback on {self.consultation}, version {self.number}"


class FeedbackLine(models.Model):
    """What was said on one theme, what the body did about it, and why not where it did not."""

    class Outcome(models.TextChoices):
        FOLLOWED = "followed", "Followed"
        PARTLY = "partly", "Partly followed"
        NOT_FOLLOWED = "not", "Not followed"
        LATER = "later", "Still to be decided"

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="lines")
    theme = models.ForeignKey(RaisedTheme, models.PROTECT, related_name="feedback_lines")
    position = models.PositiveSmallIntegerField()
    theme_name = models.CharField(max_length=100, help_text="As the theme was called on that day.")
    you_said = models.TextField(max_length=2_000, blank=True)
    we_did = models.TextField(max_length=2_000, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reasons = models.TextField(
        max_length=2_000, blank=True, help_text="Why views were not followed, or not in full."
    )

    class Meta:
        default_permissions = ()
        ordering = ["feedback", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "theme"], name="feedback_line_once_a_theme")
        ]

    def __str__(self) -> str:
        return self.theme_name


class Decision(Version):
    """What the body decided, on which day and by whom, even where it is not what people asked for."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="decisions")
    decided_on = models.DateField("day of the decision", null=True, blank=True)
    officer = models.ForeignKey(
        Officer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="officer"
    )
    officer_name = models.CharField(
        max_length=200, blank=True, help_text="Name and post of the officer on that day."
    )
    words = models.TextField("the decision", max_length=4_000, blank=True)
    paper = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="decision paper",
    )

    class Meta(Version.Meta):
        default_permissions = ()
        constraints = one_draft("decision")

    def __str__(self) -> str:
        return f"Decision on {self.consultation}, version {self.number}"


class OverdueCleared(models.Model):
    """The Assembly Board says that feedback shown as overdue was not: with its public reason."""

    consultation = models.OneToOneField(
        Consultation, models.PROTECT, related_name="overdue_cleared"
    )
    reason = models.TextField(max_length=1_000)
    cleared_at = models.DateTimeField()
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name_plural = "overdues cleared"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="overdue_cleared_with_reason",
                violation_error_message="Say why the feedback was not overdue.",
            )
        ]

    def __str__(self) -> str:
        return f"Not overdue: {self.consultation}"
