from django.urls import path

from .questions.views import question
from .themes.views import themes
from .views import (
    appeals,
    claims,
    invitations,
    joining,
    my,
    own,
    people,
    profile,
    register,
    sector,
)

app_name = "membership"

OWN = "my/organisations/<slug:slug>/"

urlpatterns = [
    path("my/acting-for/", my.acting_switch, name="acting_switch"),
    path("my/", my.my, name="my"),
    path("my/claims/<int:pk>/", claims.claim_answer, name="claim_answer"),
    path("my/organisations/<slug:slug>/profile/", profile.profile, name="profile"),
    path(
        "my/organisations/<slug:slug>/profile/<slug:section>/",
        profile.profile_section,
        name="profile_section",
    ),
    path(
        "my/organisations/<slug:slug>/profile/<slug:section>/<int:pk>/",
        profile.profile_line,
        name="profile_line",
    ),
    path("my/invitations/<str:token>/", invitations.invitation, name="invitation"),
    # An organisation's own pages, for the people who act for it.
    path(f"{OWN}", own.own, name="own"),
    path(f"{OWN}appeal/", appeals.appeal, name="appeal"),
    path(f"{OWN}questions/<int:pk>/", question, name="question"),
    path(f"{OWN}confirm/", own.confirm, name="confirm"),
    path(f"{OWN}leave/", own.leave, name="leave"),
    path(f"{OWN}come-back/", own.come_back, name="come_back"),
    path(f"{OWN}people/", people.people, name="people"),
    path(f"{OWN}people/invite/", people.invite, name="invite"),
    path(f"{OWN}people/hand-over/", people.hand_over, name="hand_over"),
    path(f"{OWN}people/<int:pk>/", people.person, name="person"),
    path(f"{OWN}people/<int:pk>/end/", people.person_end, name="person_end"),
    path(f"{OWN}invitations/<int:pk>/again/", people.invitation_again, name="invitation_again"),
    path(
        f"{OWN}invitations/<int:pk>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("members/", register.organisation_list, name="organisation_list"),
    path("members/register.csv", register.register_csv, name="register_csv"),
    path("members/register.json", register.register_json, name="register_json"),
    path("members/register/", joining.organisation_register, name="organisation_register"),
    path("members/join/", joining.join, name="join"),
    path("members/<slug:slug>/claim/", claims.claim, name="claim"),
    path("members/<slug:slug>/apply/", joining.organisation_apply, name="organisation_apply"),
    path("members/<slug:slug>/", register.organisation_detail, name="organisation_detail"),
    path("sector/", sector.sector_map, name="sector"),
    path("sector/themes/", themes, name="themes"),
    path("sector/figures.csv", sector.sector_csv, name="sector_csv"),
    path("sector/figures.json", sector.sector_json, name="sector_json"),
    path("sector/charts/<slug:part>.csv", sector.chart_csv, name="sector_chart_csv"),
    path("sector/compare/", sector.compare, name="compare"),
    path("sector/snapshots/<int:pk>/", sector.snapshot, name="snapshot"),
    path("sector/snapshots/<int:pk>/figures.csv", sector.snapshot_csv, name="snapshot_csv"),
    path("sector/snapshots/<int:pk>/figures.json", sector.snapshot_json, name="snapshot_json"),
]
