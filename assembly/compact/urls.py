from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .board.views import board
from .feeds import CompactFeed

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    path("feeds/compact.atom", require_safe(CompactFeed()), name="feed"),
    # Before an undertaking's address; no code and no number can be called so.
    path("compact/editions/", views.edition_list, name="edition_list"),
    path("compact/editions/<int:number>/", views.edition_detail, name="edition"),
    path("compact/<slug:code>/print/", views.code_print, name="code_print"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
