"""Puts membership's screens into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assembly.core import reports

from .reports import DelegateReport, OrganisationReport
from .staff import applications
from .viewsets import MembershipViewSetGroup, organisation_chooser


@hooks.register("register_admin_viewset")
def register_membership() -> MembershipViewSetGroup:
    return MembershipViewSetGroup()


@hooks.register("register_admin_viewset")
def register_organisation_chooser() -> ChooserViewSet:
    return organisation_chooser


@hooks.register("register_admin_urls")
def register_applications() -> list[URLResolver]:
    urls = [
        path("", applications.application_list, name="application_list"),
        path("<int:pk>/", applications.application_check, name="application_check"),
    ]
    return [path("applications/", include((urls, "membership_staff")))]


class ApplicationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("membership.check_eligibility")


@hooks.register("register_admin_menu_item")
def show_applications() -> MenuItem:
    return ApplicationsMenuItem(
        "Applications",
        reverse_lazy("membership_staff:application_list"),
        icon_name="clipboard-list",
        order=150,
    )


reports.register(OrganisationReport)
reports.register(DelegateReport)
