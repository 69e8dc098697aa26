"""Addresses of messages and files, below `my/cases/<reference>/`."""

from django.urls import path

from . import views

HERE = "my/cases/<slug:reference>/"

urlpatterns = [
    path(f"{HERE}papers/", views.papers, name="case_papers"),
    path(f"{HERE}papers/write/", views.write, name="case_write"),
    path(f"{HERE}papers/add/", views.add_file, name="case_file_add"),
    path(f"{HERE}papers/<slug:key>/hide/", views.hide, name="case_piece_hide"),
    path(f"{HERE}files/<slug:key>/", views.file, name="case_file"),
]
