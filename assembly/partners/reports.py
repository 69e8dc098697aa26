"""Who has held each seat, and what was reported of the meetings."""

from typing import ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

from . import models
from .models import Appointment


class AppointmentFilterSet(WagtailFilterSet):
    class Meta:
        model = Appointment
        fields = ["basis", "seat__partnership"]


class AppointmentReport(Report):
    slug = "appointments"
    page_title = "Seats: who held them when"
    header_icon = "pick"
    permission = "partners.view_appointment"
    filterset_class = AppointmentFilterSet
    order = 130
    shown: ClassVar[dict[str, str]] = {
        "seat.partnership.name": "Partnership",
        "seat.title": "Seat",
        "name": "Person",
        "organisation": "Put forward by",
        "body": "Sits there for",
        "get_basis_display": "Basis",
        "starts_on": "From",
        "last_day": "Last day",
        "election_title": "Election",
    }

    def get_queryset(self) -> QuerySet[Appointment]:
        found = Appointment.objects.select_related("seat__partnership", "organisation", "body")
        return found.order_by("seat__partnership__order", "seat__order", "-starts_on", "pk")


class MeetingFilterSet(WagtailFilterSet):
    class Meta:
        model = models.Report
        fields = ["attendance", "meeting__partnership"]


class MeetingReport(Report):
    slug = "meeting-reports"
    page_title = "Reports of representatives"
    header_icon = "doc-full"
    permission = "partners.view_report"
    filterset_class = MeetingFilterSet
    order = 131
    shown: ClassVar[dict[str, str]] = {
        "meeting.partnership.name": "Partnership",
        "meeting.held_on": "Meeting",
        "appointment.name": "Person",
        "appointment.seat.title": "Seat",
        "asked_on": "Asked on",
        "reminded_on": "Reminded on",
        "sent_on": "Sent on",
        "get_attendance_display": "Attendance",
    }

    def get_queryset(self) -> QuerySet[models.Report]:
        found = models.Report.objects.select_related("meeting__partnership", "appointment__seat")
        return found.order_by("-meeting__held_on", "pk")
