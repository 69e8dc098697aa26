"""Published consultations as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse_lazy

from assembly.core.addresses import page_at
from assembly.core.feeds import MOST, SiteFeed
from assembly.core.templatetags.assembly import short_day

from .changes import changed_at
from .models import Consultation
from .publishing.extensions import extensions_of, in_words


class ConsultationFeed(SiteFeed):
    about = "Consultations"
    address = reverse_lazy("consultations:feed")
    page = page_at("consultations")

    def items(self) -> Iterable[Consultation]:
        published = Consultation.objects.published().with_page().prefetch_related("extensions")
        newest = published.order_by("-published_at", "-pk")[:MOST]
        for consultation, times in zip(newest, changed_at(newest).values(), strict=True):
            consultation.changes = times  # type: ignore[attr-defined]
        return newest

    def item_title(self, item: Consultation) -> str:
        return f"{item.page.title} ({item.body.name})"

    def item_description(self, item: Consultation) -> str:
        if item.withdrawn_on:
            return f"Withdrawn on {short_day(item.withdrawn_on)}: {item.withdrawal_reason}"
        extended = extensions_of(item)[-1:]
        if extended:
            return f"{in_words(extended[0])}: {extended[0].reason} {item.public_summary}"
        return f"{item.public_summary} Open from {short_day(item.opens_on)} to {short_day(item.closes_on)}."

    def item_pubdate(self, item: Consultation) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Consultation) -> dt.datetime | None:
        return max([item.published_at, *item.changes])  # type: ignore[attr-defined]  # set with the items
