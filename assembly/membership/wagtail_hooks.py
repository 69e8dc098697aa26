"""Puts membership's screens into the Wagtail admin."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from assembly.core import reports

from .questions.staff import application_ask
from .reports import DelegateReport, OrganisationReport
from .staff import (
    appeals,
    applications,
    areas,
    claims,
    lists,
    merging,
    organisations,
    registers,
    snapshots,
)
from .viewsets import MembershipViewSetGroup, organisation_chooser


@hooks.register("register_admin_viewset")
def register_membership() -> MembershipViewSetGroup:
    return MembershipViewSetGroup()


@hooks.register("register_admin_viewset")
def register_organisation_chooser() -> ChooserViewSet:
    return organisation_chooser


@hooks.register("register_admin_urls")
def register_screens() -> list[URLResolver]:
    of_one = "standing/<int:pk>/"
    urls = [
        path("applications/", applications.application_list, name="application_list"),
        path("applications/<int:pk>/", applications.application_check, name="application_check"),
        path("applications/<int:pk>/ask/", application_ask, name="application_ask"),
        path("appeals/", appeals.appeal_list, name="appeal_list"),
        path("appeals/<int:pk>/", appeals.appeal_hear, name="appeal_hear"),
        path("standing/", organisations.organisation_list, name="organisation_list"),
        path(of_one, organisations.organisation, name="organisation"),
        path(f"{of_one}lift/", organisations.suspension_lift, name="suspension_lift"),
        path(f"{of_one}votes-itself/", organisations.votes_itself, name="votes_itself"),
        path(f"{of_one}<slug:name>/", organisations.organisation_act, name="organisation_act"),
    ]
    return [path("", include((urls, "membership_staff")))]


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
def register_merges() -> list[URLResolver]:
    urls = [
        path("", merging.merge_list, name="merge_list"),
        path("new/", merging.merge_propose, name="merge_propose"),
        path("<int:pk>/", merging.merge, name="merge"),
    ]
    return [path("merges/", include((urls, "membership_merges")))]


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


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in the menu of those who may use it."""

    label: str
    permission: str
    name: str
    icon: str
    order: int


SCREENS = (
    Screen("Applications", "check_eligibility", "application_list", "clipboard-list", 150),
    Screen("Appeals", "hear_appeals", "appeal_list", "group", 151),
    Screen("Standing", "change_standing", "organisation_list", "user", 152),
    Screen("Merges", "merge_organisations", "membership_merges:merge_list", "group", 153),
)


class ScreenMenuItem(MenuItem):
    def __init__(self, screen: Screen) -> None:
        name = screen.name if ":" in screen.name else f"membership_staff:{screen.name}"
        address = reverse_lazy(name)
        super().__init__(screen.label, address, icon_name=screen.icon, order=screen.order)
        self.permission = f"membership.{screen.permission}"

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


for _screen in SCREENS:
    hooks.register("register_admin_menu_item", lambda screen=_screen: ScreenMenuItem(screen))


@hooks.register("register_admin_urls")
def register_themes() -> list[URLResolver]:
    urls = [path("load/", areas.theme_load, name="theme_load")]
    return [path("themes/", include((urls, "themes_staff")))]


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
