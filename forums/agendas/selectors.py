"""Reads across agendas: the items with their times, and what one group asks of another."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from forums.models import AgendaItem, Group, GroupMeeting, Routing


@dataclass(frozen=True, slots=True)
class Timed:
    """An item, when it begins by the lengths of those before it, and where it came from or went."""

    item: AgendaItem
    starts_at: dt.datetime
    came_by: Routing | None
    routing: Routing | None

    @property
    def origin(self) -> GroupMeeting | None:
        return self.came_by.item.meeting if self.came_by else None

    @property
    def may_be_routed(self) -> bool:
        """Whether the page offers it; `rules.may_be_routed` decides."""
        is_free = self.routing is None or bool(self.routing.declined_because)
        return is_free and self.item.level == AgendaItem.Level.STRATEGIC

    @property
    def made(self) -> GroupMeeting | None:
        became = self.routing.became if self.routing else None
        return became.meeting if became else None


@dataclass(frozen=True, slots=True)
class Agenda:
    """`ends_at` is when the last item ends: later than the meeting where there is too much on it."""

    items: list[Timed]
    ends_at: dt.datetime
    is_too_long: bool


def agenda_of(meeting: GroupMeeting) -> Agenda:
    """In three queries, however many items there are."""
    came = {
        routing.became_id: routing
        for routing in Routing.objects.filter(became__meeting=meeting).select_related(
            "item__meeting__group"
        )
    }
    # The last one of each item: those before it were declined.
    went = {
        routing.item_id: routing
        for routing in Routing.objects.filter(item__meeting=meeting)
        .select_related("to", "became__meeting__group")
        .order_by("pk")
    }
    at, items = meeting.starts_at, []
    for item in meeting.items.all():
        items.append(Timed(item, at, came.get(item.pk), went.get(item.pk)))
        at += dt.timedelta(minutes=item.minutes)
    return Agenda(items, at, at > meeting.ends_at)


def upper_groups(group: Group) -> QuerySet[Group]:
    """Where its strategic items may go: the county forum and the strategic groups."""
    kinds = (Group.Kind.COUNTY, Group.Kind.STRATEGIC)
    return Group.objects.filter(kind__in=kinds, page__live=True).exclude(pk=group.pk)


def asked_of(group: Group) -> QuerySet[Routing]:
    """What waits for an answer of this group, the longest first."""
    return (
        Routing.objects.open()
        .filter(to=group)
        .select_related("item__meeting__group")
        .order_by("pk")
    )


def takers(group: Group, at: dt.datetime) -> QuerySet[GroupMeeting]:
    """The meetings into which the group may take an item: drafts, and those that are not over."""
    return group.meetings.filter(cancelled_at=None, ends_at__gt=at).order_by("starts_at", "pk")


def has_title(meeting: GroupMeeting, title: str, *, apart_from: AgendaItem | None = None) -> bool:
    others = meeting.items.exclude(pk=apart_from.pk) if apart_from else meeting.items
    return others.filter(title__iexact=title).exists()
