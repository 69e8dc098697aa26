"""The reports of representatives as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse_lazy
from django.utils import timezone

from assembly.core.feeds import MOST, SiteFeed

from . import selectors
from .models import Report


class ReportFeed(SiteFeed):
    about = "Reports from partnerships"
    address = reverse_lazy("partners:reports_feed")
    page = reverse_lazy("partners:representatives")

    def items(self) -> Iterable[Report]:
        return selectors.latest_reports(MOST)

    def item_title(self, item: Report) -> str:
        return str(item)

    def item_description(self, item: Report) -> str:
        parts = [item.get_attendance_display(), *(f"{label}: {text}" for label, text in item.rows)]
        return "\n\n".join(parts)

    def item_pubdate(self, item: Report) -> dt.datetime:
        return timezone.make_aware(
            dt.datetime.combine(item.sent_on or item.meeting.held_on, dt.time())
        )

    item_updateddate = item_pubdate
