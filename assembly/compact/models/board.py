"""The Compact Board: who sees to it that a vacant seat is filled, and its reports to the strategic partnership."""

import datetime as dt
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assembly.partners.models import Partnership, Seat


class VacancyOwner(models.Model):
    """The person who sees to it that a seat of the Compact Board is filled. The Support Unit while nobody is named."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="vacancy_owners")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    named_on = models.DateField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["seat", "-named_on", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(ended_on=None), name="vacancy_one_owner"
            )
        ]

    def __str__(self) -> str:
        return f"Owner of the vacancy: {self.seat}"


def kept_as(report: "BoardReport", name: str) -> str:
    return f"compact_reports/{uuid4().hex}{PurePath(name).suffix.lower()}"


class BoardReport(models.Model):
    """One time that the Compact Board reported to the strategic partnership. Public."""

    to = models.ForeignKey(Partnership, models.PROTECT, related_name="compact_reports")
    reported_on = models.DateField("day of the meeting")
    by_whom = models.CharField(
        "who reported",
        max_length=150,
        help_text="The seat or the office, such as “the deputy chair”. It is public.",
    )
    title = models.CharField(max_length=150)
    paper = models.FileField(upload_to=kept_as, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    next_due_on = models.DateField(help_text="By when the next report is due.")

    class Meta:
        ordering = ["-reported_on", "-pk"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["to", "reported_on"],
                name="compact_report_once_a_day",
                violation_error_message="A report of that day has been entered already.",
            ),
            models.CheckConstraint(
                condition=Q(next_due_on__gt=F("reported_on")),
                name="compact_report_next_later",
                violation_error_message="The next report is due after this one.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue(self, on: dt.date) -> bool:
        return self.next_due_on < on
