"""The map of the site for search engines: pages of the tree, and the public records that have a page."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wagtail.models import Page, Site

from assembly.compact.models import Case, Edition, Undertaking
from assembly.funding.models import Award
from assembly.membership.models import Organisation
from assembly.partners.models import Partnership
from elections.models import Election


class OurSitemap(Sitemap):
    """Addresses begin with SITE_URL, whatever host was asked."""

    limit = 5_000

    def get_domain(self, site: Any = None) -> str:
        return settings.SITE_URL.partition("://")[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.SITE_URL.partition("://")[0]


class Pages(OurSitemap):
    """Every published page that anybody may read."""

    def items(self) -> QuerySet[Page]:
        root = Site.objects.get(is_default_site=True).root_page
        return root.get_descendants(inclusive=True).live().public().order_by("path")

    def location(self, page: Page) -> str:
        return page.relative_url(None)

    def lastmod(self, page: Page) -> dt.datetime | None:
        return page.last_published_at


class Lists(OurSitemap):
    """Pages that are no pages of the tree and show no single record."""

    def items(self) -> list[str]:
        return [
            "membership:organisation_list",
            "membership:sector",
            "partners:representatives",
            "funding:overview",
            "funding:award_list",
            "elections:election_list",
            "home:glossary",
            "compact:edition_list",
            "compact:cases",
            "compact:case_figures",
            "compact:cases_learnt",
            "compact:compact_board",
            "record_head",
            "open_data",
        ]

    def location(self, name: str) -> str:
        return reverse(name)


class Organisations(OurSitemap):
    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.public().order_by("pk")


class Partnerships(OurSitemap):
    def items(self) -> QuerySet[Partnership]:
        """The Compact Board has an address of its own, among the pages above."""
        return Partnership.objects.exclude(kind=Partnership.Kind.COMPACT).order_by("pk")


class Undertakings(OurSitemap):
    def items(self) -> QuerySet[Undertaking]:
        return Undertaking.objects.public().select_related("code").order_by("pk")


class Editions(OurSitemap):
    def items(self) -> QuerySet[Edition]:
        return Edition.objects.adopted().order_by("pk")


class Cases(OurSitemap):
    """Those that the public knows."""

    def items(self) -> QuerySet[Case]:
        return Case.objects.listed(timezone.localdate()).order_by("pk").only("reference")


class Elections(OurSitemap):
    def items(self) -> QuerySet[Election]:
        return Election.objects.real().public().order_by("pk")


class Awards(OurSitemap):
    def items(self) -> QuerySet[Award]:
        return Award.objects.order_by("pk").only("pk")


MAPS = {
    "pages": Pages,
    "lists": Lists,
    "organisations": Organisations,
    "partnerships": Partnerships,
    "undertakings": Undertakings,
    "editions": Editions,
    "cases": Cases,
    "elections": Elections,
    "awards": Awards,
}

urlpatterns = [
    path(
        "sitemap.xml",
        require_safe(sitemap_views.index),
        {"sitemaps": MAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(sitemap_views.sitemap),
        {"sitemaps": MAPS},
        name="sitemap_section",
    ),
]
