from django.urls import path

from . import views
from .board.views import board

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
