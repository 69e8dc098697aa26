"""Addresses of pages in Wagtail's tree, which have no names as Django's own have. `reverse` knows where the site is."""

from typing import Any

from django.urls import reverse_lazy


def page_at(path: str) -> Any:
    """The address of the page at `path`, such as "help/join"; worked out when it is shown."""
    return reverse_lazy("wagtail_serve", args=[f"{path}/"])
