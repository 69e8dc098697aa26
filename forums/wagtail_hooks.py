"""Puts groups into the Wagtail admin."""

from django.urls import path

from wagtail import hooks

from assembly.core.menu import screens, show

from .convening import staff
from .groups.viewsets import GroupViewSet
from .invitations import staff as invitations
from .removal import staff as removals

# "group" is the name of Wagtail's own screens for groups of users.
hooks.register("register_admin_viewset", lambda: GroupViewSet("forums_group"))

screens(
    "forums_group/",
    "forums_staff",
    [
        path("<int:pk>/convenor/", staff.convenor, name="convenor"),
        path("<int:pk>/invitations/", invitations.invitations, name="invitations"),
    ],
)
screens(
    "group-removals/",
    "forums_removals",
    [
        path("", removals.removal_list, name="removal_list"),
        path("<int:pk>/", removals.removal, name="removal"),
        path("appeals/<int:pk>/", removals.appeal, name="appeal"),
    ],
)
show("Removals from groups", "forums_removals:removal_list", "forums.change_group", "group", 206)
