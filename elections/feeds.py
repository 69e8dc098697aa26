"""Elections as an Atom feed: an entry says where its election stands, and is new again when that changes."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.core.feeds import MOST, SiteFeed

from .models import Election
from .progress import card
from .timetable import MILESTONES


class ElectionFeed(SiteFeed):
    about = "Elections"
    address = "/feeds/elections.atom"
    page = "/elections/"

    def items(self) -> Iterable[Election]:
        known = Election.objects.real().public().order_by("-notice_at", "-pk")[:MOST]
        return sorted(known, key=self.item_updateddate, reverse=True)

    def item_title(self, item: Election) -> str:
        return item.title

    def item_description(self, item: Election) -> str:
        shown = card(item, timezone.now())
        return f"{shown.tag}. {shown.meta}. {item.purpose}".strip()

    def item_pubdate(self, item: Election) -> dt.datetime:
        return item.notice_at

    def item_updateddate(self, item: Election) -> dt.datetime:
        """The last thing that came about: a milestone of the timetable, or the declaration."""
        now = timezone.now()
        instants = [getattr(item, milestone.field) for milestone in MILESTONES]
        if item.declared_at:
            instants.append(item.declared_at)
        return max(instant for instant in instants if instant <= now)
