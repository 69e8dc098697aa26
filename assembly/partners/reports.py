"""Who held which seat when."""

from typing import ClassVar

from django.db.models import QuerySet

from wagtail.admin.filters import WagtailFilterSet

from assembly.core.reports import Report

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
        "get_basis_display": "Basis",
        "starts_on": "From",
        "last_day": "Last day",
        "election_title": "Election",
    }

    def get_queryset(self) -> QuerySet[Appointment]:
        found = Appointment.objects.select_related("seat__partnership", "organisation")
        return found.order_by("seat__partnership__order", "seat__order", "-starts_on", "pk")
