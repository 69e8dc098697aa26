"""Published consultations as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.feeds import MOST, SiteFeed

from .models import Consultation


class ConsultationFeed(SiteFeed):
    about = "Consultations"
    address = "/feeds/consultations.atom"
    page = "/consultations/"

    def items(self) -> Iterable[Consultation]:
        published = Consultation.objects.published().select_related("page", "body__page")
        return published.order_by("-published_at", "-pk")[:MOST]

    def item_title(self, item: Consultation) -> str:
        return f"{item.page.title} ({item.body.name})"

    def item_description(self, item: Consultation) -> str:
        if item.withdrawn_on:
            return f"Withdrawn on {item.withdrawn_on:%-d %B %Y}: {item.withdrawal_reason}"
        return (
            f"{item.page.summary} Open from {item.opens_on:%-d %B} to {item.closes_on:%-d %B %Y}."
        )

    def item_pubdate(self, item: Consultation) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Consultation) -> dt.datetime | None:
        return item.page.last_published_at or item.published_at
