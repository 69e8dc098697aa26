from django.urls import path

from . import views

app_name = "forums"

urlpatterns = [
    path("groups/<slug:slug>/join/", views.join, name="join"),
    path("groups/<slug:slug>/leave/", views.leave, name="leave"),
]
