from django.urls import path

from . import views
from .board.views import board
from .text.views import edition_changes

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    path("compact/editions/<int:number>/changes/", edition_changes, name="edition_changes"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
