"""Ways through the site: the main navigation, and the numbers of a long list's pages."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import reverse_lazy

from assembly.core.addresses import page_at

register = template.Library()

PLACES = (
    (page_at("compact"), "Compact"),
    (page_at("consultations"), "Consultations"),
    (reverse_lazy("elections:election_list"), "Elections"),
    (page_at("groups"), "Groups"),
    (reverse_lazy("membership:organisation_list"), "Members"),
    (reverse_lazy("partners:representatives"), "Who speaks for us"),
    (reverse_lazy("funding:overview"), "Funding"),
    (reverse_lazy("home:find_help"), "Find help"),
    (page_at("news"), "News"),
)


@register.inclusion_tag("components/main_navigation.html", takes_context=True)
def main_navigation(context: RequestContext) -> dict[str, Any]:
    """Mark the page itself as current, and its part of the site as the place one is in."""
    path = context["request"].path if "request" in context else ""
    return {
        "places": [
            {
                "url": url,
                "label": label,
                "current": "page" if path == url else "true" if path.startswith(str(url)) else "",
            }
            for url, label in PLACES
        ]
    }


@register.simple_tag
def site_address() -> str:
    """Where the site stands, without a slash at the end."""
    return str(settings.SITE_URL)


@register.simple_tag
def lasting_address(request: HttpRequest | None) -> str:
    """The one address of what a page shows: no filter, no sort, but the number of the list's page."""
    if request is None:
        return f"{settings.SITE_URL}/"
    page = request.GET.get("page", "")
    number = f"?page={page}" if page.isascii() and page.isdecimal() and page != "1" else ""
    return f"{settings.SITE_URL}{quote(request.path)}{number}"


@register.filter
def page_numbers(paginator: "Paginator[Any]", current: int) -> list[int | None]:
    """Return the pages worth a link, with None where some are left out: 1 … 4 5 6 … 20."""
    pages = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in pages]
