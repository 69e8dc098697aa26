"""What people read before a meeting: a file on it, or on an item of its agenda."""

import datetime as dt
from pathlib import PurePath
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from .meetings import AgendaItem, GroupMeeting


def kept_as(paper: "MeetingPaper", name: str) -> str:
    """By a name that nobody can guess: whether a paper may be read is asked of the meeting, each time."""
    return f"meeting_papers/{uuid4().hex}{PurePath(name).suffix.lower()}"


class MeetingPaperQuerySet(models.QuerySet["MeetingPaper"]):
    def there(self) -> Self:
        return self.filter(removed_at=None)


class MeetingPaper(models.Model):
    """One file. Of one that was removed the title and the reason stay."""

    meeting = models.ForeignKey(GroupMeeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    title = models.CharField(max_length=150)
    file = models.FileField(upload_to=kept_as, blank=True)
    size = models.PositiveIntegerField(help_text="In bytes.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_because = models.CharField(max_length=500, blank=True)

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | ~Q(removed_because=""),
                name="paper_removed_with_reason",
                violation_error_message="Say why the paper is removed.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        meeting = self.meeting
        return reverse("forums:paper", args=[meeting.group.slug, meeting.number, self.pk])

    @property
    def ending(self) -> str:
        return PurePath(self.file.name or "").suffix.removeprefix(".").lower()

    @property
    def file_name(self) -> str:
        """As it is saved by who reads it: in plain letters, whatever the title holds."""
        return f"{slugify(self.title) or 'paper'}.{self.ending}"

    @property
    def removed_on(self) -> dt.date | None:
        return timezone.localdate(self.removed_at) if self.removed_at else None
