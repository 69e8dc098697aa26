"""Puts groups into the Wagtail admin."""

from wagtail import hooks

from .viewsets import GroupViewSet


@hooks.register("register_admin_viewset")
def register_groups() -> GroupViewSet:
    # "group" is the name of Wagtail's own screens for groups of users.
    return GroupViewSet("forums_group")
