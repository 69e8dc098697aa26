from django.urls import path

from . import views
from .board.views import board
from .text.views import edition_changes

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    # Before an undertaking's address; no code and no number can be called so.
    path("compact/editions/", views.edition_list, name="edition_list"),
    path("compact/editions/<int:number>/", views.edition_detail, name="edition"),
    path("compact/editions/<int:number>/changes/", edition_changes, name="edition_changes"),
    path("compact/<slug:code>/print/", views.code_print, name="code_print"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
