"""What a start of the site finds wrong with the page tree."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections

from wagtail.models import Page, Site

from assembly.core.pages import is_served_by_django


def pages_hidden_by_addresses(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """Name every page that stands where Django serves something else (moved, copied, or older than the address)."""
    if (
        not databases
        or Page._meta.db_table not in connections["default"].introspection.table_names()
    ):
        return []
    return [
        Error(
            f"Nobody can see the page “{title}”: its address {address} belongs to another part of the site.",
            hint="Give the page another slug under /cms/, or change the address in the code.",
            obj=f"Page {pk}",
            id="home.E001",
        )
        for pk, title, address in _page_addresses()
        if is_served_by_django(address)
    ]


def _page_addresses() -> list[tuple[int, str, str]]:
    """Every page below a site's root, with its address on that site."""
    found = []
    for site in Site.objects.select_related("root_page"):
        above = site.root_page.url_path
        below = Page.objects.descendant_of(site.root_page).values_list("pk", "title", "url_path")
        found += [
            (pk, title, f"/{path.removeprefix(above)}") for pk, title, path in below.iterator()
        ]
    return found
