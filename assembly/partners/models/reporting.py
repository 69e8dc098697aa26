"""What a representative declares, which meetings a partnership has, and what was reported of them."""

import datetime as dt

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from assembly.core.templatetags.assembly import short_day

from .seats import Appointment, Partnership

LONGEST = 5_000


def words(label: str, help_text: str = "") -> "models.TextField[str, str]":
    return models.TextField(
        label, blank=True, validators=[MaxLengthValidator(LONGEST)], help_text=help_text
    )


def filled_in(record: models.Model, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Label and words of each of these fields that is not empty."""
    fields = {field.name: str(field.verbose_name) for field in record._meta.fields}
    found = ((fields[name].capitalize(), getattr(record, name)) for name in names)
    return [(label, text) for label, text in found if text]


class Declaration(models.Model):
    """What somebody in a seat declared of their interests on a day. A new one stands beside the former ones."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="declarations")
    declared_on = models.DateField()
    employer = words("employer", "Who pays you, and any other paid work.")
    funding = words(
        "funding received",
        "Money from public bodies to you, your employer or the organisation that put you forward.",
    )
    other_seats = words("other seats", "Boards, councils, committees and trusteeships.")
    anything_else = words("anything else")
    at_nomination = models.BooleanField(default=False)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        get_latest_by = ["declared_on", "pk"]

    def __str__(self) -> str:
        return f"Declaration of {short_day(self.declared_on)}"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and words, as they are shown; what was left empty is left out."""
        if self.at_nomination:
            return [("Interests", self.anything_else)]  # one text, as voters read it
        return filled_in(self, ("employer", "funding", "other_seats", "anything_else"))


class Meeting(models.Model):
    """A meeting of a partnership: everybody who sits there for the sector owes a report of it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=120, default="Meeting")
    held_on = models.DateField("day")
    papers = models.URLField("link to the papers", blank=True)
    cancelled = models.BooleanField(
        "did not take place", default=False, help_text="Nobody owes a report of it."
    )

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "held_on"],
                name="meeting_once_a_day",
                violation_error_message="A meeting of this partnership on this day has been entered already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} of {self.partnership} on {short_day(self.held_on)}"


class Report(models.Model):
    """What one representative says of one meeting. The row comes first: it keeps when the report was asked for."""

    class Attendance(models.TextChoices):
        ATTENDED = "attended", "Attended"
        DEPUTY = "deputy", "Sent apologies and a deputy"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent, without apologies"

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports")
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True)
    papers_seen = words("papers seen", "Which papers you had, and what was in them.")
    points_raised = words("points raised for the sector")
    decisions = words("decisions", "What was decided.")
    follow_up = words("follow-up", "What happens next, and who does it.")
    questions = words("questions for members", "What you would like to hear from members.")

    TEXTS = ("papers_seen", "points_raised", "decisions", "follow_up", "questions")

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "meeting"], name="report_one_of_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, attendance="")
                | (Q(sent_on__isnull=False) & ~Q(attendance="")),
                name="report_sent_says_attendance",
                violation_error_message="A report says whether its writer attended.",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.appointment.name}: {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.appointment.get_absolute_url()}#meeting-{self.meeting_id}"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and words, as they are shown; what was left empty is left out."""
        return filled_in(self, self.TEXTS)

    @property
    def asked_last(self) -> dt.date | None:
        return self.reminded_on or self.asked_on
