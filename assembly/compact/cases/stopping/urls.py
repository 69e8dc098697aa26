"""Addresses of the clock of a case, for those who work on it."""

from django.urls import path

from . import views

HERE = "my/cases/<slug:reference>/clock/"

urlpatterns = [
    path(f"{HERE}stop/", views.stop, name="case_clock_stop"),
    path(f"{HERE}restart/", views.restart, name="case_clock_restart"),
    path(f"{HERE}clear/", views.clear, name="case_clock_clear"),
]
