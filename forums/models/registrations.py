"""Who comes to a meeting: a place, or a turn on its waiting list."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assembly.membership.models import Organisation

from .meetings import GroupMeeting


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def with_place(self) -> Self:
        return self.standing().exclude(placed_at=None)

    def waiting(self) -> Self:
        """In the order in which they came."""
        return self.standing().filter(placed_at=None).order_by("pk")


class Registration(models.Model):
    """One person who wants to come to a meeting, for an organisation or a body, or in a seat of their own.

    A person needs no account. What there is to say to one without goes to who registered them.
    """

    meeting = models.ForeignKey(GroupMeeting, models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="registrations"
    )
    comes_from = models.CharField(
        "organisation or public body",
        max_length=150,
        blank=True,
        help_text="Of somebody whom the convenor enters: an observer, say.",
    )
    name = models.CharField("name of the person", max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting_registrations",
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    registered_at = models.DateTimeField(default=timezone.now)
    # Empty while the person waits.
    placed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # So that a job which runs twice reminds once.
    reminded_week_before = models.BooleanField(default=False)
    reminded_day_before = models.BooleanField(default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(withdrawn_at=None, user__isnull=False),
                name="registration_once_a_person",
                violation_error_message="This person is registered for the meeting already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.meeting}"

    @property
    def has_place(self) -> bool:
        return self.placed_at is not None and self.withdrawn_at is None

    @property
    def speaks_for(self) -> str:
        return str(self.organisation) if self.organisation else self.comes_from


class MeetingNotice(models.Model):
    """How far the members of a group have been told that a meeting is announced."""

    meeting = models.OneToOneField(GroupMeeting, models.CASCADE, related_name="notice")
    reached = models.BigIntegerField(default=0, help_text="The key of the last person told.")
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Notice of {self.meeting}"
