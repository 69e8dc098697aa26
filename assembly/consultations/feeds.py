"""Published consultations as an Atom feed: all of them, or those of a body, on a theme, in a district."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from assembly.core.addresses import page_at
from assembly.core.calendars import scope_name
from assembly.core.feeds import MOST, SiteFeed
from assembly.core.models import SiteSettings
from assembly.core.templatetags.assembly import short_day

from .changes import changed_at
from .finding import filters
from .finding.extended import extended_in_words
from .models import Consultation
from .models.records import ConsultationQuerySet


class ConsultationFeed(SiteFeed):
    about = "Consultations"
    address = reverse_lazy("consultations:feed")
    page = page_at("consultations")

    def items(self) -> Iterable[Consultation]:
        return self.newest_of(Consultation.objects.published())

    def newest_of(self, published: ConsultationQuerySet) -> Iterable[Consultation]:
        found = published.with_page().prefetch_related("extensions")
        newest = found.order_by("-published_at", "-pk")[:MOST]
        for consultation, times in zip(newest, changed_at(newest).values(), strict=True):
            consultation.changes = times  # type: ignore[attr-defined]
        return newest

    def item_title(self, item: Consultation) -> str:
        return f"{item.page.title} ({item.body.name})"

    def item_description(self, item: Consultation) -> str:
        if item.withdrawn_on:
            return f"Withdrawn on {short_day(item.withdrawn_on)}: {item.withdrawal_reason}"
        days = f"Open from {short_day(item.opens_on)} to {short_day(item.closes_on)}."
        return " ".join(filter(None, [item.public_summary, days, extended_in_words(item)]))

    def item_pubdate(self, item: Consultation) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Consultation) -> dt.datetime | None:
        return max([item.published_at, *item.changes])  # type: ignore[attr-defined]  # set with the items


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A body, theme or district with its name."""

    kind: str
    slug: str
    name: str


class NarrowedFeed(ConsultationFeed):
    """The same of one body, theme or district; what the list narrowed to it shows."""

    kinds = ("body", "theme", "district")

    def get_object(self, request: HttpRequest, kind: str, slug: str) -> Narrowed:
        name = scope_name(kind, slug) if kind in self.kinds else None
        if name is None:
            raise Http404
        return Narrowed(kind, slug, name)

    def items(self, obj: Narrowed) -> Iterable[Consultation]:  # type: ignore[override]
        chosen = filters.Filters(**{obj.kind: obj.slug})
        return self.newest_of(filters.matching(chosen, timezone.localdate()))

    def title(self, obj: Narrowed) -> str:  # type: ignore[override]
        return f"{self.about}, {obj.name}: {SiteSettings.load().assembly_name}"

    def link(self, obj: Narrowed) -> str:  # type: ignore[override]
        return f"{settings.SITE_URL}{self.page}?{obj.kind}={obj.slug}"

    def feed_url(self, obj: Narrowed) -> str:  # type: ignore[override]
        address = reverse("consultations:feed_of", args=[obj.kind, obj.slug])
        return f"{settings.SITE_URL}{address}"

    def feed_guid(self, obj: Narrowed) -> str:  # type: ignore[override]
        return self.feed_url(obj)
