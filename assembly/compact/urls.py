from django.urls import path

from . import views
from .board.views import board
from .guidance.views import my_guidance, my_guidance_on

app_name = "compact"

urlpatterns = [
    path("my/compact-board/", board, name="board"),
    path("my/guidance/", my_guidance, name="my_guidance"),
    path("my/guidance/<slug:code>/<slug:number>/", my_guidance_on, name="my_guidance_on"),
    path("compact/<slug:code>/<slug:number>/", views.undertaking_detail, name="undertaking_detail"),
]
