"""Puts groups into the Wagtail admin."""

from django.urls import path

from wagtail import hooks

from assembly.core.menu import screens

from .convening import staff
from .groups.viewsets import GroupViewSet

# "group" is the name of Wagtail's own screens for groups of users.
hooks.register("register_admin_viewset", lambda: GroupViewSet("forums_group"))

screens(
    "forums_group/", "forums_staff", [path("<int:pk>/convenor/", staff.convenor, name="convenor")]
)
