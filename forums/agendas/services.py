"""Making an agenda, and routing a strategic item to another group. Each holds the lock of the meeting it changes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import Ruling
from assembly.notifications.services import notify
from forums.meetings.services import lock
from forums.models import AgendaItem, Group, GroupMeeting, Routing

from . import rules, selectors

FIELDS = ("title", "text", "minutes", "level", "led_by")


@transaction.atomic
def add_item(
    meeting: GroupMeeting, values: Mapping[str, Any], *, by: User, at: dt.datetime | None = None
) -> AgendaItem:
    """Put it at the end."""
    meeting = lock(meeting)
    rules.may_be_changed(meeting, at=at or timezone.now()).enforce()
    _is_new(meeting, values["title"]).enforce()
    item = _append(meeting, values)
    record("forums.agenda_changed", meeting, by=by, data={"added": item.pk})
    return item


@transaction.atomic
def change_item(
    item: AgendaItem, values: Mapping[str, Any], *, by: User, at: dt.datetime | None = None
) -> AgendaItem:
    item = _lock_with_meeting(item)
    rules.may_be_changed(item.meeting, at=at or timezone.now()).enforce()
    known = selectors.has_title(item.meeting, values["title"], apart_from=item)
    rules.is_new(values["title"], known=known).enforce()
    if all(getattr(item, name) == values[name] for name in FIELDS):
        return item  # saved twice
    for name in FIELDS:
        setattr(item, name, values[name])
    item.save(update_fields=FIELDS)
    record("forums.agenda_changed", item.meeting, by=by, data={"changed": item.pk})
    return item


@transaction.atomic
def shift_item(
    item: AgendaItem, steps: int, *, seen_at: int, by: User, at: dt.datetime | None = None
) -> AgendaItem:
    """Move it one up (-1) or down (1) from the place at which it was seen; pressed twice it is moved once."""
    item = _lock_with_meeting(item)
    rules.may_be_changed(item.meeting, at=at or timezone.now()).enforce()
    order = list(item.meeting.items.all())
    place = order.index(item)
    target = place + steps
    if place != seen_at or not 0 <= target < len(order):
        return item
    order.insert(target, order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(order, ["position"])
    record("forums.agenda_changed", item.meeting, by=by, data={"shifted": item.pk})
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User, at: dt.datetime | None = None) -> GroupMeeting:
    item = _lock_with_meeting(item)
    meeting = item.meeting
    rules.may_be_changed(meeting, at=at or timezone.now()).enforce()
    came_by = Routing.objects.filter(became=item).select_related("item__meeting__group").first()
    rules.may_be_removed(
        item, routing=item.routings.select_related("to").last(), came_by=came_by
    ).enforce()
    record("forums.agenda_changed", meeting, by=by, data={"removed": item.pk})
    item.delete()
    return meeting


@transaction.atomic
def route_item(item: AgendaItem, to: Group, *, by: User, at: dt.datetime | None = None) -> Routing:
    """Ask another group to take it up; its convenor is told."""
    at = at or timezone.now()
    item = _lock_with_meeting(item)
    routings = list(item.routings.select_related("to"))
    rules.may_be_routed(item, at=at, routings=routings).enforce()
    group = item.meeting.group
    rules.may_go_to(item, to, uppers=list(selectors.upper_groups(group))).enforce()
    routing = Routing.objects.create(item=item, to=to, title=item.title, asked_by=by, asked_at=at)
    record("forums.item_routed", item.meeting, by=by, data={"item": item.pk, "to": to.pk})
    notify(
        _convenor(to, at),
        "forums/item_routed",
        about=to,
        context={"routing": routing, "group": group, "to": to},
        url=reverse("forums:answer_routing", args=[to.slug, routing.pk]),
        at=at,
    )
    return routing


@transaction.atomic
def accept_routing(
    routing: Routing, meeting: GroupMeeting, *, by: User, at: dt.datetime | None = None
) -> AgendaItem:
    """Take it into a meeting of the group that was asked; the item there says where it came from."""
    at = at or timezone.now()
    meeting = lock(meeting)
    routing = _lock_routing(routing)
    rules.may_be_answered(routing).enforce()
    rules.may_be_taken_into(meeting, routing, at=at).enforce()
    origin = routing.item
    values = {name: getattr(origin, name) for name in FIELDS}
    # As it was called when it was asked for: that is what the convenor read.
    values["title"] = routing.title
    _is_new(meeting, routing.title).enforce()
    routing.became = _append(meeting, values)
    _answer(routing, by, at)
    return routing.became


@transaction.atomic
def decline_routing(
    routing: Routing, because: str, *, by: User, at: dt.datetime | None = None
) -> Routing:
    at = at or timezone.now()
    routing = _lock_routing(routing)
    rules.may_be_declined(routing, because).enforce()
    routing.declined_because = because.strip()
    _answer(routing, by, at)
    return routing


def _answer(routing: Routing, by: User, at: dt.datetime) -> None:
    routing.answered_by, routing.answered_at = by, at
    routing.save()
    asking = routing.item.meeting
    record(
        "forums.routing_answered",
        asking,
        by=by,
        data={"routing": routing.pk, "accepted": routing.became_id is not None},
    )
    notify(
        _convenor(asking.group, at),
        "forums/item_answered",
        about=asking,
        context={"routing": routing, "group": asking.group, "to": routing.to},
        url=reverse("forums:calling", args=[asking.group.slug, asking.number]),
        at=at,
    )


def _append(meeting: GroupMeeting, values: Mapping[str, Any]) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    chosen = {name: values[name] for name in FIELDS}
    return AgendaItem.objects.create(meeting=meeting, position=last + 1, **chosen)


def _is_new(meeting: GroupMeeting, title: str) -> Ruling:
    return rules.is_new(title, known=selectors.has_title(meeting, title))


def _lock_with_meeting(item: AgendaItem) -> AgendaItem:
    """The meeting first, as every act on an agenda does."""
    meeting = lock(item.meeting)
    found = AgendaItem.objects.select_for_update().get(pk=item.pk)
    found.meeting = meeting
    return found


def _lock_routing(routing: Routing) -> Routing:
    found = Routing.objects.select_for_update(of=("self",))
    return found.select_related("item__meeting__group", "to").get(pk=routing.pk)


def _convenor(group: Group, at: dt.datetime) -> Iterable[User]:
    """Without one, the Support Unit finds it among what there is to do."""
    convenor = group.convenor_on(timezone.localdate(at))
    return [convenor] if convenor else []
