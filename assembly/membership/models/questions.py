"""What the Support Unit asks an applicant before it decides, and what the applicant answers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .organisation import Organisation


class ApplicationQuestionQuerySet(models.QuerySet["ApplicationQuestion"]):
    def open(self) -> Self:
        """Those an application waits for. A decision ends the wait; an earlier application's questions stay behind."""
        return self.filter(
            answered_at=None,
            organisation__status=Organisation.Status.APPLIED,
            asked_at__date__gte=F("organisation__applied_on"),
        )


class ApplicationQuestion(models.Model):
    """One question about an application, to its leads. Written by `membership.questions.services` alone."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="questions")
    words = models.TextField("what you want to know", max_length=2_000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)

    answer = models.TextField(max_length=5_000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="application_question_answered_with_words",
                violation_error_message="An answer has its words and its moment.",
            )
        ]

    def __str__(self) -> str:
        return f"Question to {self.organisation}"

    @property
    def is_open(self) -> bool:
        """As the query above."""
        applied = self.organisation.status == Organisation.Status.APPLIED
        applied_on = self.organisation.applied_on
        return bool(
            applied
            and applied_on
            and not self.answered_at
            and timezone.localdate(self.asked_at) >= applied_on
        )
