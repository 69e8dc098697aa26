"""What is known of a window before it is fixed and after: plans, extensions, and periods before elections."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.membership.models import Theme
from assembly.partners.models import PublicBody

from .records import Consultation


class Extension(models.Model):
    """A later closing day of an open consultation, with its public reason.

    Appended, and the database refuses to change or delete a row. So no row names a person: who extended is in the
    record of events.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="extensions")
    old_closes_on = models.DateField("closing day before")
    new_closes_on = models.DateField("closing day after")
    reason = models.TextField(max_length=1_000)
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["consultation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_closes_on__gt=F("old_closes_on")),
                name="extension_is_later",
                violation_error_message="A consultation is never closed early: choose a later day.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_with_reason",
                violation_error_message="Say why it is extended.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}, extended to {self.new_closes_on}"


class ExtensionRequest(models.Model):
    """An officer of the body asks the Board for a later closing day. Nothing of it is public."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="extension_requests"
    )
    closes_on = models.DateField("closing day asked for")
    reason = models.TextField(max_length=1_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    extension = models.OneToOneField(
        Extension, models.PROTECT, null=True, blank=True, related_name="request"
    )
    refused_because = models.TextField(max_length=1_000, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(answered_at=None),
                name="extension_request_one_waits",
                violation_error_message="A request to extend this consultation waits for the Board already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation}, asked until {self.closes_on}"


class PlannedConsultation(models.Model):
    """A line of the forward plan: what a public body means to consult on, before its days are fixed."""

    body = models.ForeignKey(PublicBody, models.PROTECT, related_name="planned_consultations")
    title = models.CharField(max_length=120)
    summary = models.TextField(max_length=400)
    expected = models.CharField(
        "when it is expected",
        max_length=60,
        help_text="As far as you know it, such as spring 2027.",
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="planned_consultations")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    became = models.OneToOneField(
        Consultation, models.SET_NULL, null=True, blank=True, related_name="was_planned"
    )
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.TextField(max_length=500, blank=True)

    class Meta:
        ordering = ["announced_at", "pk"]
        verbose_name = "planned consultation"
        permissions = [("announce_plan", "Can announce and drop planned consultations")]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(dropped_because=""),
                name="plan_dropped_with_reason",
                violation_error_message="Say why it is dropped.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PreElectionPeriod(models.Model):
    """The weeks before a public election in which public bodies hold back. Shown beside each window it falls into."""

    election = models.CharField(max_length=120, help_text="Such as: the county council elections.")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day", "pk"]
        verbose_name = "pre-election period"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="pre_election_days_in_order",
                violation_error_message="The last day is before the first day.",
            ),
            models.UniqueConstraint(
                fields=["election", "first_day"],
                name="pre_election_period_once",
                violation_error_message="This period has been entered already.",
            ),
        ]

    def __str__(self) -> str:
        return self.election
