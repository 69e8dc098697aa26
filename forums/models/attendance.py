"""Who came to a meeting of a group, and who sent apologies."""

from typing import Self

from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation
from assembly.partners.models import Appointment, Officer, Report

from .meetings import GroupMeeting

LONGEST_NAME = 150


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def present(self) -> Self:
        """Those for whom somebody was in the room."""
        return self.filter(how__in=Attendance.PRESENT)

    def of_name(self) -> Self:
        """In the order of a list of names, whatever kind each row is."""
        return self.order_by(
            "organisation__name", "appointment__seat__order", "officer__body__name", "pk"
        )


class Attendance(models.Model):
    """One line of who came: an organisation, the person in a seat, or the officer of a public body who observes.

    An organisation for which several people came has a line for each.
    """

    # The same answers as in the report of a representative, which starts with what is entered here.
    How = Report.Attendance
    PRESENT = (How.ATTENDED, How.DEPUTY)

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="meeting_attendances"
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="meeting_attendances"
    )
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="meeting_attendances"
    )
    name = models.CharField("name of the person", max_length=LONGEST_NAME, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)
    counts = models.BooleanField(
        default=True, help_text="For the quorum: it was in the group when this was entered."
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, appointment=None, officer=None)
                | Q(organisation=None, appointment__isnull=False, officer=None)
                | Q(organisation=None, appointment=None, officer__isnull=False),
                name="attendance_of_one",
                violation_error_message="Say which organisation, seat or public body it was.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "appointment"], name="attendance_once_a_seat"
            ),
            models.UniqueConstraint(
                fields=["meeting", "officer"], name="attendance_once_an_officer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.get_how_display()}"

    @property
    def who(self) -> str:
        """As the public reads it: people by name only where they hold a seat."""
        if self.appointment:
            return f"{self.appointment.name}, {self.appointment.seat.title}"
        if self.officer:
            return f"{self.officer.body.name} (observer)"
        return str(self.organisation)

    @property
    def was_there(self) -> bool:
        return self.how in self.PRESENT
