"""Puts groups into the Wagtail admin."""

from django.urls import URLResolver, include, path

from wagtail import hooks

from .convening import staff
from .viewsets import GroupViewSet


@hooks.register("register_admin_viewset")
def register_groups() -> GroupViewSet:
    # "group" is the name of Wagtail's own screens for groups of users.
    return GroupViewSet("forums_group")


@hooks.register("register_admin_urls")
def register_screens() -> list[URLResolver]:
    urls = [path("<int:pk>/convenor/", staff.convenor, name="convenor")]
    return [path("forums_group/", include((urls, "forums_staff")))]
