"""Puts the screens for undertakings into the Wagtail admin."""

from django.urls import URLResolver, include, path

from wagtail import hooks

from .undertakings import staff


@hooks.register("register_admin_viewset")
def register_undertakings() -> staff.UndertakingViewSet:
    return staff.UndertakingViewSet("undertaking")


@hooks.register("register_admin_urls")
def register_example() -> list[URLResolver]:
    urls = [path("load/", staff.undertaking_load, name="undertaking_load")]
    return [path("undertakings/", include((urls, "compact_staff")))]
