"""The minutes of a meeting: a draft, its corrections, and the meeting that approved them."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .meetings import GroupMeeting
from .notes import LONGEST_REASON


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def public(self) -> Self:
        return self.filter(
            published_at__isnull=False,
            meeting__announced_at__isnull=False,
            meeting__group__page__live=True,
        )


class Minutes(models.Model):
    """The record of one meeting. Its words are in its versions; the clock of what is public is here."""

    meeting = models.OneToOneField(GroupMeeting, models.PROTECT, related_name="minutes")
    quorum = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The group's rule when the attendance was first entered: a later rule does not undo a decision.",
    )
    attendance_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_as = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the version that was published first."
    )
    approved_at = models.ForeignKey(
        GroupMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_minutes",
        help_text="The later meeting that approved them.",
    )
    approved_on = models.DateField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_as=None)
                | Q(published_at__isnull=False, published_as__isnull=False),
                name="minutes_published_as_a_version",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_on=None)
                | Q(
                    approved_at__isnull=False,
                    approved_on__isnull=False,
                    published_at__isnull=False,
                ),
                name="minutes_approved_once_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes: {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("forums:minutes", args=[self.meeting.group.slug, self.meeting.number])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_approved(self) -> bool:
        return self.approved_at_id is not None

    @property
    def latest(self) -> "MinutesVersion | None":
        return self.versions.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Section:
    """What the minutes say of one agenda item (`item` is its key; 0: of the meeting as a whole)."""

    item: int
    heading: str
    text: str = ""
    decisions: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.decisions)


class MinutesVersion(models.Model):
    """The words of the minutes at a time. None is changed or deleted; those before publishing stay private."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    decided_at = models.ForeignKey(
        GroupMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="Of a correction after approval: the meeting that decided it.",
    )
    kept = models.JSONField(default=list)

    class Meta:
        ordering = ["minutes", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def on(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def sections(self) -> list[Section]:
        return [Section(**one) for one in self.kept]

    @sections.setter
    def sections(self, sections: list[Section]) -> None:
        self.kept = [asdict(one) for one in sections]

    @property
    def decides(self) -> bool:
        return any(section.decisions for section in self.sections)
