"""What every page of the tree has in common: it never hides behind an address that Django itself serves."""

from http import HTTPMethod
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from .rules import ALLOWED, Ruling, refused

FRONT_PAGE_DEPTH = 2


def may_stand_at(parent: Page | None, slug: str) -> Ruling:
    """Django's addresses stand before the page tree, so a page at one of them would never be seen."""
    parts = parent.get_url_parts() if parent else None
    if parts is None:  # above every site: it has no address
        return ALLOWED
    address = f"{parts[2]}{slug}/"
    if is_served_by_django(address):
        return refused(
            f"The address {address} belongs to another part of the site, so nobody would see this page. "
            f"Choose another slug than “{slug}”."
        )
    return ALLOWED


def is_served_by_django(address: str) -> bool:
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False


class SitePageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        ruling = may_stand_at(self.parent_page, cleaned.get("slug", ""))
        if cleaned.get("slug") and not ruling:
            self.add_error("slug", ruling.reason)
        return cleaned


class SitePage(Page):
    """A page of this site. It is read; forms are sent to views of our own."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    base_form_class = SitePageForm

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "breadcrumbs": self.breadcrumbs(request),
        }

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """The way up to the front page, which is left out: its link stands in the header."""
        if self.depth <= FRONT_PAGE_DEPTH + 1:
            return []
        above = self.get_ancestors().live().filter(depth__gt=FRONT_PAGE_DEPTH)
        return [(page.title, page.get_url(request)) for page in above]

    def clean(self) -> None:
        super().clean()
        ruling = may_stand_at(self.get_parent() if self.path else None, self.slug)
        if not ruling:
            raise ValidationError({"slug": ruling.reason})
