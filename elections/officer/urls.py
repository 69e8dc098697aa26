from django.urls import include, path

from . import (
    blueprint_views,
    key_views,
    nomination_views,
    objection_views,
    paper_views,
    poll_views,
    result_views,
    setup_views,
    telephone_views,
    vacancy_views,
)

app_name = "elections_officer"

# Under /cms/elections/<pk>/
_of_election = [
    path("", setup_views.election_run, name="election_run"),
    path("change/", setup_views.election_change, name="election_change"),
    path("contests/new/", setup_views.contest_edit, name="contest_add"),
    path("contests/<int:pk>/", setup_views.contest_edit, name="contest_change"),
    path("contests/<int:pk>/remove/", setup_views.contest_remove, name="contest_remove"),
    path("give-up/", setup_views.election_give_up, name="election_give_up"),
    path("contests/<int:pk>/candidates/new/", setup_views.candidate_add, name="candidate_add"),
    path("contests/<int:pk>/roll/", setup_views.roll_list, name="roll_list"),
    path("contests/<int:pk>/lot/", poll_views.lot_record, name="lot_record"),
    path(
        "candidates/<int:pk>/withdraw/",
        setup_views.candidate_withdraw,
        name="candidate_withdraw",
    ),
    path("nominations/<int:pk>/", nomination_views.nomination_rule, name="nomination_rule"),
    path("nominations/<int:pk>/valid/", nomination_views.nomination_valid, name="nomination_valid"),
    path("unreached/", nomination_views.unreached_list, name="unreached_list"),
    path("roll/<int:pk>/remove/", setup_views.roll_remove, name="roll_remove"),
    path("roll/<int:pk>/telephone/", telephone_views.telephone_vote, name="telephone_vote"),
    path("roll/<int:pk>/envelope/", paper_views.envelope_mark, name="envelope_mark"),
    path("contests/<int:pk>/paper/", paper_views.paper_enter, name="paper_enter"),
    path("contests/<int:pk>/paper/empty/", paper_views.envelope_empty, name="envelope_empty"),
    path("scrutineers/new/", key_views.scrutineer_name, name="scrutineer_name"),
    path("scrutineers/<int:pk>/release/", key_views.scrutineer_release, name="scrutineer_release"),
    path("key/", key_views.key_ways, name="key_ways"),
    path("key/register/", key_views.key_register, name="key_register"),
    path("key/make/", key_views.key_make, name="key_make"),
    path("candidates/<int:pk>/group/", setup_views.candidate_place, name="candidate_place"),
    path(
        "vacancies/<int:pk>/countback/",
        vacancy_views.vacancy_count_back,
        name="vacancy_count_back",
    ),
    path("vacancies/<int:pk>/accept/", vacancy_views.vacancy_accept, name="vacancy_accept"),
    path(
        "vacancies/<int:pk>/by-election/",
        vacancy_views.by_election_propose,
        name="by_election_propose",
    ),
    path("freeze/", poll_views.roll_freeze, name="roll_freeze"),
    path("receipts/", poll_views.receipts_publish, name="receipts_publish"),
    path("open/", poll_views.box_open, name="box_open"),
    path("void/", poll_views.poll_void, name="poll_void"),
    path("again/", result_views.election_again, name="election_again"),
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
    path("template/", blueprint_views.election_propose, name="election_propose"),
    path("<int:election>/", include(_of_election)),
]
