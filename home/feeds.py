"""The news as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse_lazy
from django.utils import timezone

from assembly.core.addresses import page_at
from assembly.core.feeds import MOST, SiteFeed

from .models import NewsPage


class NewsFeed(SiteFeed):
    about = "News"
    address = reverse_lazy("home:news_feed")
    page = page_at("news")

    def items(self) -> Iterable[NewsPage]:
        return NewsPage.objects.public_ones()[:MOST]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        return f"{settings.SITE_URL}{item.relative_url(None)}"

    def item_pubdate(self, item: NewsPage) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(item.published_on, dt.time()))

    def item_updateddate(self, item: NewsPage) -> dt.datetime:
        return item.last_published_at or self.item_pubdate(item)
