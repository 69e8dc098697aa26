"""Puts membership's screens into the Wagtail admin."""

from django.urls import path

from wagtail import hooks

from assembly.core.menu import screens, show

from .questions.staff import application_ask
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

hooks.register("register_admin_viewset", MembershipViewSetGroup)
hooks.register("register_admin_viewset", lambda: organisation_chooser)


screens(
    "",
    "membership_staff",
    [
        path("applications/", applications.application_list, name="application_list"),
        path("applications/<int:pk>/", applications.application_check, name="application_check"),
        path("applications/<int:pk>/ask/", application_ask, name="application_ask"),
        path("appeals/", appeals.appeal_list, name="appeal_list"),
        path("appeals/<int:pk>/", appeals.appeal_hear, name="appeal_hear"),
        path("standing/", organisations.organisation_list, name="organisation_list"),
        path("standing/<int:pk>/", organisations.organisation, name="organisation"),
        path("standing/<int:pk>/lift/", organisations.suspension_lift, name="suspension_lift"),
        path("standing/<int:pk>/votes-itself/", organisations.votes_itself, name="votes_itself"),
        path(
            "standing/<int:pk>/<slug:name>/",
            organisations.organisation_act,
            name="organisation_act",
        ),
    ],
)

screens(
    "member-lists/",
    "membership_lists",
    [
        path("", lists.member_list_index, name="member_list_index"),
        path("<int:pk>/", lists.member_list, name="member_list"),
        path("<int:pk>/problems.csv", lists.problems_csv, name="problems_csv"),
    ],
)

screens(
    "merges/",
    "membership_merges",
    [
        path("", merging.merge_list, name="merge_list"),
        path("new/", merging.merge_propose, name="merge_propose"),
        path("<int:pk>/", merging.merge, name="merge"),
    ],
)

screens(
    "claims/",
    "membership_claims",
    [
        path("", claims.claim_list, name="claim_list"),
        path("<int:pk>/", claims.claim_decide, name="claim_decide"),
    ],
)

screens(
    "register-and-members/",
    "membership_registers",
    [
        path("", registers.difference_list, name="difference_list"),
        path("differences.csv", registers.difference_csv, name="difference_csv"),
    ],
)

screens("themes/", "themes_staff", [path("load/", areas.theme_load, name="theme_load")])

screens("sector/", "sector_staff", [path("", snapshots.snapshot_list, name="snapshot_list")])
show(
    "Lists of members",
    "membership_lists:member_list_index",
    "membership.take_over_list",
    "list-ul",
    157,
)
show("Claims", "membership_claims:claim_list", "membership.decide_claims", "key", 152)
show(
    "Official registers",
    "membership_registers:difference_list",
    "membership.view_registerentry",
    "view",
    155,
)
show(
    "Applications",
    "membership_staff:application_list",
    "membership.check_eligibility",
    "clipboard-list",
    150,
)
show("Appeals", "membership_staff:appeal_list", "membership.hear_appeals", "group", 151)
show("Standing", "membership_staff:organisation_list", "membership.change_standing", "user", 152)
show("Merges", "membership_merges:merge_list", "membership.merge_organisations", "group", 153)
show("Sector snapshots", "sector_staff:snapshot_list", "membership.freeze_sector", "history", 210)
