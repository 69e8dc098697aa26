from django.urls import path

from . import views
from .board.views import board
from .signatories import own_views
from .signatories import views as signatories

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
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
