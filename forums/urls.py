from django.urls import path

from . import views
from .convening.views import convening

app_name = "forums"

urlpatterns = [
    path("my/groups/<slug:slug>/", convening, name="convening"),
    path("groups/<slug:slug>/join/", views.join, name="join"),
    path("groups/<slug:slug>/leave/", views.leave, name="leave"),
]
