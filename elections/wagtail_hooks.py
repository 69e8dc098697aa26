"""Puts the returning officer's screens into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assembly.core import reports

from .reports import TurnoutReport


@hooks.register("register_admin_urls")
def register_elections() -> list[URLResolver]:
    return [path("elections/", include("elections.officer.urls"))]


class ElectionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("elections.run_election")


@hooks.register("register_admin_menu_item")
def show_elections() -> MenuItem:
    return ElectionsMenuItem(
        "Elections",
        reverse_lazy("elections_officer:election_index"),
        icon_name="tasks",
        order=160,
    )


reports.register(TurnoutReport)
