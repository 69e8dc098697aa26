"""Puts the returning officer's screens into the Wagtail admin."""

from django.urls import URLResolver, include, path

from wagtail import hooks

from assembly.core.menu import show


@hooks.register("register_admin_urls")
def register_elections() -> list[URLResolver]:
    return [path("elections/", include("elections.officer.urls"))]


show("Elections", "elections_officer:election_index", "elections.run_election", "tasks", 160)
