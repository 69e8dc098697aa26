"""Puts membership's screens into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assembly.core import reports

from .reports import DelegateReport, OrganisationReport
from .staff import applications, claims, lists, registers, snapshots
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


@hooks.register("register_admin_urls")
def register_lists() -> list[URLResolver]:
    urls = [
        path("", lists.member_list_index, name="member_list_index"),
        path("<int:pk>/", lists.member_list, name="member_list"),
        path("<int:pk>/problems.csv", lists.problems_csv, name="problems_csv"),
    ]
    return [path("member-lists/", include((urls, "membership_lists")))]


class ListsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("membership.take_over_list")


@hooks.register("register_admin_menu_item")
def show_lists() -> MenuItem:
    return ListsMenuItem(
        "Lists of members",
        reverse_lazy("membership_lists:member_list_index"),
        icon_name="list-ul",
        order=157,
    )


@hooks.register("register_admin_urls")
def register_claims() -> list[URLResolver]:
    urls = [
        path("", claims.claim_list, name="claim_list"),
        path("<int:pk>/", claims.claim_decide, name="claim_decide"),
    ]
    return [path("claims/", include((urls, "membership_claims")))]


class ClaimsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("membership.decide_claims")


@hooks.register("register_admin_menu_item")
def show_claims() -> MenuItem:
    return ClaimsMenuItem(
        "Claims", reverse_lazy("membership_claims:claim_list"), icon_name="key", order=152
    )


@hooks.register("register_admin_urls")
def register_registers() -> list[URLResolver]:
    urls = [
        path("", registers.difference_list, name="difference_list"),
        path("differences.csv", registers.difference_csv, name="difference_csv"),
    ]
    return [path("register-and-members/", include((urls, "membership_registers")))]


class RegistersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("membership.view_registerentry")


@hooks.register("register_admin_menu_item")
def show_registers() -> MenuItem:
    return RegistersMenuItem(
        "Official registers",
        reverse_lazy("membership_registers:difference_list"),
        icon_name="view",
        order=155,
    )


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


@hooks.register("register_admin_urls")
def register_snapshots() -> list[URLResolver]:
    urls = [path("", snapshots.snapshot_list, name="snapshot_list")]
    return [path("sector/", include((urls, "sector_staff")))]


class SnapshotsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("membership.freeze_sector")


@hooks.register("register_admin_menu_item")
def show_snapshots() -> MenuItem:
    return SnapshotsMenuItem(
        "Sector snapshots",
        reverse_lazy("sector_staff:snapshot_list"),
        icon_name="history",
        order=210,
    )


reports.register(OrganisationReport)
reports.register(DelegateReport)
