from django.urls import path

from .views import claims, joining, my, profile, register, sector

app_name = "membership"

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
    path("members/", register.organisation_list, name="organisation_list"),
    path("members/register.csv", register.register_csv, name="register_csv"),
    path("members/register.json", register.register_json, name="register_json"),
    path("members/register/", joining.organisation_register, name="organisation_register"),
    path("members/join/", joining.join, name="join"),
    path("members/<slug:slug>/claim/", claims.claim, name="claim"),
    path("members/<slug:slug>/apply/", joining.organisation_apply, name="organisation_apply"),
    path("members/<slug:slug>/", register.organisation_detail, name="organisation_detail"),
    path("sector/", sector.sector_map, name="sector"),
    path("sector/figures.csv", sector.sector_csv, name="sector_csv"),
    path("sector/figures.json", sector.sector_json, name="sector_json"),
    path("sector/charts/<slug:part>.csv", sector.chart_csv, name="sector_chart_csv"),
    path("sector/compare/", sector.compare, name="compare"),
    path("sector/snapshots/<int:pk>/", sector.snapshot, name="snapshot"),
    path("sector/snapshots/<int:pk>/figures.csv", sector.snapshot_csv, name="snapshot_csv"),
    path("sector/snapshots/<int:pk>/figures.json", sector.snapshot_json, name="snapshot_json"),
]
