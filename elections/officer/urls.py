from django.urls import include, path

from . import objection_views, poll_views, result_views, setup_views

app_name = "elections_officer"

# Under /cms/elections/<pk>/
_of_election = [
    path("", setup_views.election_run, name="election_run"),
    path("change/", setup_views.election_change, name="election_change"),
    path("contests/new/", setup_views.contest_edit, name="contest_add"),
    path("contests/<int:pk>/", setup_views.contest_edit, name="contest_change"),
    path("contests/<int:pk>/candidates/new/", setup_views.candidate_add, name="candidate_add"),
    path("contests/<int:pk>/roll/", setup_views.roll_list, name="roll_list"),
    path("contests/<int:pk>/lot/", poll_views.lot_record, name="lot_record"),
    path(
        "candidates/<int:pk>/withdraw/",
        setup_views.candidate_withdraw,
        name="candidate_withdraw",
    ),
    path("roll/<int:pk>/strike/", setup_views.roll_strike, name="roll_strike"),
    path("key/", poll_views.key_make, name="key_make"),
    path("share/", poll_views.share_prove, name="share_prove"),
    path("freeze/", poll_views.roll_freeze, name="roll_freeze"),
    path("receipts/", poll_views.receipts_publish, name="receipts_publish"),
    path("open/", poll_views.box_open, name="box_open"),
    path("count/", poll_views.contests_count, name="contests_count"),
    path("objections/", objection_views.objection_list, name="objection_list"),
    path("objections/<int:pk>/", objection_views.objection_decide, name="objection_decide"),
    path("signatures/", result_views.standing, name="standing"),
    path(
        "contests/<int:pk>/signatures/<int:scrutineer>/",
        result_views.signature_missing,
        name="signature_missing",
    ),
    path("contests/<int:pk>/again/", result_views.contest_again, name="contest_again"),
    path("declare/", poll_views.result_declare, name="result_declare"),
]

urlpatterns = [
    path("", setup_views.election_index, name="election_index"),
    path("new/", setup_views.election_create, name="election_create"),
    path("<int:election>/", include(_of_election)),
]
