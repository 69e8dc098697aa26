"""A public body's reply to its scorecard. Published words are never changed: a correction is a new version."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assembly.core.hiding.models import Hiding, HidingQuerySet

from ..models.bodies import PublicBody

LONGEST_REPLY = 1_000


class ScorecardReplyQuerySet(models.QuerySet["ScorecardReply"]):
    def newest_first(self) -> Self:
        return self.order_by("body", "-number")


class ScorecardReply(models.Model):
    """One version, with the figures as they were on its day. The newest holds, unless it was withdrawn."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="scorecard_replies")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("the reply", max_length=LONGEST_REPLY)
    figures = models.JSONField(
        default=list, help_text="The scorecard of that day: a list of names and figures."
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_entered = models.BooleanField(
        default=False, help_text="The Support Unit entered it for the body."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    objects = ScorecardReplyQuerySet.as_manager()

    class Meta:
        app_label = "partners"
        ordering = ["body", "number"]
        verbose_name = "reply to a scorecard"
        verbose_name_plural = "replies to scorecards"
        permissions = [
            ("reply_to_scorecard", "Can enter and withdraw replies to scorecards (Support Unit)")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                name="scorecard_reply_number_once",
                violation_error_message="Somebody has replied in the meantime.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="scorecard_reply_with_words",
                violation_error_message="Write the reply.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="scorecard_reply_withdrawn_with_reason",
                violation_error_message="Say why the reply is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"Reply of {self.body} to its scorecard, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("partners:scorecard_replies", args=[self.body.slug])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class HiddenReplyQuerySet(HidingQuerySet["HiddenReply"]):
    """Of replies to scorecards."""


class HiddenReply(Hiding):
    """A version of a reply that is hidden, in the way in which the text of a page is."""

    reply = models.ForeignKey(ScorecardReply, models.CASCADE, related_name="hidings")

    objects = HiddenReplyQuerySet.as_manager()

    class Meta(Hiding.Meta):
        abstract = False
        app_label = "partners"
        default_permissions = ()
        verbose_name_plural = "hidden replies"

    def __str__(self) -> str:
        return f"{self.reply}, hidden"

    def get_absolute_url(self) -> str:
        return reverse("scorecards_staff:scorecard", args=[self.reply.body.slug])
