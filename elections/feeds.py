"""Elections as an Atom feed: an entry says where its election stands, and is new again when that changes."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse_lazy
from django.utils import timezone

from assembly.core.feeds import MOST, SiteFeed

from .changes import changed_at
from .election_status import DONE, card, is_cancelled
from .models import Election
from .timetable import MILESTONES


class ElectionFeed(SiteFeed):
    about = "Elections"
    address = reverse_lazy("elections:feed")
    page = reverse_lazy("elections:election_list")

    def items(self) -> Iterable[Election]:
        known = Election.objects.real().public().prefetch_related("contests")
        newest = known.order_by("-notice_at", "-pk")[:MOST]
        changes = changed_at(newest)
        for election in newest:
            election.updated_at = _updated_at(election, changes[election.pk])  # type: ignore[attr-defined]
        return sorted(newest, key=self.item_updateddate, reverse=True)

    def item_title(self, item: Election) -> str:
        return item.title

    def item_description(self, item: Election) -> str:
        shown = card(item, timezone.now())
        return f"{shown.tag}. {shown.meta}. {item.purpose}".strip()

    def item_pubdate(self, item: Election) -> dt.datetime:
        return item.notice_at

    def item_updateddate(self, item: Election) -> dt.datetime:
        at: dt.datetime = item.updated_at  # type: ignore[attr-defined]  # set with the items
        return at


def _updated_at(election: Election, changes: Iterable[dt.datetime]) -> dt.datetime:
    """The last thing that came about: a milestone, what was done for one, a change, the declaration."""
    now = timezone.now()
    came = [getattr(election, one.field) for one in MILESTONES if not is_cancelled(election, one)]
    done = [getattr(election, field) for field in (*DONE.values(), "declared_at")]
    return max(at for at in (*came, *done, *changes) if at and at <= now)
