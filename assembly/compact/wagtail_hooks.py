"""Puts the screens of the Compact into the Wagtail admin."""

from django.urls import path

from assembly.core.menu import screens

from .text import staff

screens(
    "compact/",
    "compact_staff",
    [path("example/", staff.example_load, name="example_load")],
)
