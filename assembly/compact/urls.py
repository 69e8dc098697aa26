from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .board import own_views as board_at_work
from .board.views import board, compact_board, report_paper
from .cases.urls import urlpatterns as cases
from .feeds import CompactFeed
from .guidance.views import my_guidance, my_guidance_on
from .signatories import own_views
from .signatories import views as signatories
from .text.views import draft_changes, draft_text, edition_changes

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    path("my/compact-board/desk/", board_at_work.desk, name="board_desk"),
    path("my/compact-board/vacancies/<int:pk>/", board_at_work.vacancy, name="board_vacancy"),
    path("my/compact-board/reports/new/", board_at_work.report_enter, name="board_report_enter"),
    path(
        "my/compact-board/reports/<int:pk>/",
        board_at_work.report_correct,
        name="board_report_correct",
    ),
    path("feeds/compact.atom", require_safe(CompactFeed()), name="feed"),
    # Before an undertaking's address; no code and no number can be called so.
    path("compact/board/", compact_board, name="compact_board"),
    path("compact/board/reports/<int:pk>/paper/", report_paper, name="board_report_paper"),
    path("compact/editions/<int:number>/text/", draft_text, name="draft_text"),
    path("compact/editions/<int:number>/text/changes/", draft_changes, name="draft_changes"),
    path("compact/editions/", views.edition_list, name="edition_list"),
    path("compact/editions/<int:number>/", views.edition_detail, name="edition"),
    path("compact/editions/<int:number>/changes/", edition_changes, name="edition_changes"),
    *cases,
    path("compact/<slug:code>/print/", views.code_print, name="code_print"),
    path("my/guidance/", my_guidance, name="my_guidance"),
    path("my/guidance/<slug:code>/<slug:number>/", my_guidance_on, name="my_guidance_on"),
    path("my/compact/", own_views.pledges, name="pledges"),
    path(
        "my/compact/organisations/<slug:slug>/",
        own_views.of_organisation,
        name="pledge_of_organisation",
    ),
    path("my/compact/bodies/<slug:slug>/", own_views.of_body, name="pledge_of_body"),
    path("compact/signatories/", signatories.signatories, name="signatories"),
    path("compact/signatories.csv", signatories.signatories_csv, name="signatories_csv"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
