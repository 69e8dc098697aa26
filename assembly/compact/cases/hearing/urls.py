"""Addresses of a hearing, below `my/cases/<reference>/`: those in the case act there."""

from django.urls import path

from . import panel_views

HERE = "my/cases/<slug:reference>/"

urlpatterns = [
    path(f"{HERE}interest/", panel_views.interest, name="case_interest"),
    path(f"{HERE}panel/", panel_views.panel, name="case_panel"),
    path(f"{HERE}recuse/", panel_views.recuse, name="case_recuse"),
]
