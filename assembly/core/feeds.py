"""What the site's Atom feeds (RFC 4287) have in common."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page

from .clean_text import clean_values
from .models import SiteSettings

MOST = 30
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class StillFeed(Atom1Feed):
    """An Atom feed that is as old as its newest item. Django's says “now” while it is empty: new at each visit.

    One control character in one row would be the end of the whole feed, so every text is cleaned.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*map(clean_values, args), **clean_values(kwargs))

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        super().add_item(*map(clean_values, args), **clean_values(kwargs))

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else NEVER


class SiteFeed(Feed):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The newest of something. Subclasses name `about`, `address`, `page`, `items` and what an item says.

    Its addresses begin with SITE_URL, whatever host was asked; an item is known by the address of its page, for ever.
    """

    feed_type = StillFeed
    language = "en-GB"
    about = ""
    address: Any = ""  # of the feed itself
    page: Any = ""  # that shows the same to people

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = conditional_page(super().__call__)(request, *args, **kwargs)
        return answer

    def title(self) -> str:
        return f"{self.about}: {SiteSettings.load().assembly_name}"

    def author_name(self) -> str:
        return str(SiteSettings.load().assembly_name)

    def link(self) -> str:
        return f"{settings.SITE_URL}{self.page}"

    def feed_url(self) -> str:
        return f"{settings.SITE_URL}{self.address}"

    def feed_guid(self) -> str:
        return self.feed_url()

    def item_link(self, item: Any) -> str:
        address: str = item.get_absolute_url()
        return f"{settings.SITE_URL}{address}"

    def item_guid(self, item: Any) -> str:
        return self.item_link(item)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed that tells of several kinds of thing.

    Its address is how feed readers know it, so each item has its own: with a #part where needed.
    """

    title: str
    url: str
    text: str
    at: dt.datetime
    changed_at: dt.datetime | None = None  # where that is later


class ItemFeed(SiteFeed):
    """A feed whose `items` are of the kind above."""

    def item_title(self, item: Item) -> str:
        return item.title

    def item_description(self, item: Item) -> str:
        return item.text

    def item_link(self, item: Item) -> str:
        return f"{settings.SITE_URL}{item.url}"

    def item_pubdate(self, item: Item) -> dt.datetime:
        return item.at

    def item_updateddate(self, item: Item) -> dt.datetime:
        return item.changed_at or item.at
