"""A meeting of a group, and what it is to talk about."""

import datetime as dt
from typing import Self

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import Meeting

from .groups import Group

LONGEST = 5_000


class GroupMeetingQuerySet(models.QuerySet["GroupMeeting"]):
    def public(self) -> Self:
        """What everybody may read of: announced, on a group whose page is published."""
        return self.filter(announced_at__isnull=False, group__page__live=True)

    def to_come(self, at: dt.datetime) -> Self:
        return self.filter(ends_at__gt=at, cancelled_at=None).order_by("starts_at", "pk")

    def past(self, at: dt.datetime) -> Self:
        return self.filter(ends_at__lte=at, cancelled_at=None).order_by("-starts_at", "-pk")


class GroupMeeting(models.Model):
    """A dated meeting of a group: a draft of its convenor until it is announced.

    Where the group has a partnership, announcing makes the partnership's `Meeting` as well.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(help_text="Within the group; part of the address.")
    title = models.CharField(max_length=120, default="Meeting")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(
        "link to take part online",
        max_length=500,
        blank=True,
        help_text="Shown to those who have a place.",
    )
    access_notes = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(LONGEST)],
        help_text="Steps, hearing loop, parking, buses, an interpreter: what people need to know before they come.",
    )
    capacity = models.PositiveSmallIntegerField(
        "number of places", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    announced_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changes = models.PositiveIntegerField(
        default=0, help_text="Grows with each change a calendar must know of."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    partnership_meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="group_meeting"
    )

    objects = GroupMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["group", "starts_at"], name="meeting_of_group_by_time"),
            models.Index(fields=["starts_at"], name="meeting_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meeting_number_once_a_group"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="The meeting ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""),
                name="meeting_cancelled_with_reason",
                violation_error_message="Say why the meeting is cancelled.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} of the {self.group} on {short_day(self.day)}"

    def get_absolute_url(self) -> str:
        return reverse("forums:meeting", args=[self.group.slug, self.number])

    @property
    def day(self) -> dt.date:
        """In local time."""
        return timezone.localdate(self.starts_at)

    @property
    def is_announced(self) -> bool:
        return self.announced_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def is_over(self, at: dt.datetime) -> bool:
        return self.ends_at <= at

    def has_begun(self, at: dt.datetime) -> bool:
        return self.starts_at <= at


class AgendaItem(models.Model):
    """One thing a meeting talks about, in its order."""

    class Level(models.TextChoices):
        OPERATIONAL = "operational", "Operational"
        STRATEGIC = "strategic", "Strategic"

    meeting = models.ForeignKey(GroupMeeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST)])
    minutes = models.PositiveSmallIntegerField(
        "length in minutes", validators=[MinValueValidator(1)], default=10
    )
    level = models.CharField(max_length=11, choices=Level.choices, default=Level.OPERATIONAL)
    led_by = models.CharField("who leads it", max_length=150, blank=True)

    class Meta:
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title
