"""Puts the screens for undertakings into the Wagtail admin."""

from django.urls import path

from wagtail import hooks

from assembly.core.menu import screens

from .undertakings import staff

hooks.register("register_admin_viewset", lambda: staff.UndertakingViewSet("undertaking"))

screens(
    "undertakings/",
    "compact_staff",
    [path("load/", staff.undertaking_load, name="undertaking_load")],
)
