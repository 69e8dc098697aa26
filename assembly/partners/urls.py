from django.urls import path
from django.views.decorators.http import require_safe

from . import own_views, views
from .feeds import ReportFeed
from .partnerships.views import partnership
from .scorecard import views as scorecards

app_name = "partners"

urlpatterns = [
    path("representatives/", views.representatives, name="representatives"),
    path("representatives/history/", views.history, name="history"),
    path("representatives/code-of-conduct/", views.code, name="code"),
    path("representatives/partnerships/<slug:slug>/", partnership, name="partnership"),
    path("representatives/<int:pk>/", views.representative, name="representative"),
    path("feeds/reports.atom", require_safe(ReportFeed()), name="reports_feed"),
    # Before the page tree, in which every public body has its page.
    path("consultations/scorecard/", scorecards.scorecard, name="scorecard"),
    path("consultations/scorecard/<slug:body>/", scorecards.scorecard_body, name="scorecard_body"),
    path(
        "consultations/scorecard/<slug:body>/replies/",
        scorecards.scorecard_replies,
        name="scorecard_replies",
    ),
    path(
        "consultations/scorecard/<slug:body>/<slug:line>/",
        scorecards.scorecard_list,
        name="scorecard_list",
    ),
    path(
        "consultations/scorecard/<slug:body>/<slug:line>.csv",
        scorecards.scorecard_csv,
        name="scorecard_csv",
    ),
    path(
        "consultations/scorecard/<slug:body>/<slug:line>.xlsx",
        scorecards.scorecard_xlsx,
        name="scorecard_xlsx",
    ),
    # A representative's own pages.
    path("my/seats/<int:pk>/", own_views.seat, name="seat"),
    path("my/seats/<int:pk>/code/", own_views.code_accept, name="code_accept"),
    path("my/seats/<int:pk>/interests/", own_views.interests_declare, name="interests_declare"),
    path("my/seats/<int:pk>/meetings/new/", own_views.meeting_enter, name="meeting_enter"),
    path("my/seats/<int:pk>/meetings/<int:meeting_pk>/", own_views.report, name="report"),
    path("my/reports/<str:token>/", own_views.report_by_link, name="report_by_link"),
]
