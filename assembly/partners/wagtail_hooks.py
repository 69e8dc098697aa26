"""Puts the screens for partners and seats into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assembly.core import reports

from . import staff
from .reports import AppointmentReport, MeetingReport
from .viewsets import PartnersViewSetGroup


@hooks.register("register_admin_viewset")
def register_partners() -> PartnersViewSetGroup:
    return PartnersViewSetGroup()


@hooks.register("register_admin_urls")
def register_seats() -> list[URLResolver]:
    urls = [
        path("", staff.seat_list, name="seat_list"),
        path("<int:pk>/appoint/", staff.appoint, name="appoint"),
        path("appointments/<int:pk>/end/", staff.end, name="end"),
        path("appointments/<int:pk>/", staff.appointment, name="appointment"),
        path("appointments/<int:pk>/signed-code/", staff.signed_code, name="signed_code"),
        path("appointments/<int:pk>/interests/", staff.interests, name="interests"),
        path("appointments/<int:pk>/meetings/<int:meeting_pk>/", staff.report, name="report"),
    ]
    return [path("representatives/", include((urls, "partners_staff")))]


class RepresentativesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("partners.appoint_representative")


@hooks.register("register_admin_menu_item")
def show_representatives() -> MenuItem:
    return RepresentativesMenuItem(
        "Representatives",
        reverse_lazy("partners_staff:seat_list"),
        icon_name="pick",
        order=160,
    )


reports.register(AppointmentReport)
reports.register(MeetingReport)
