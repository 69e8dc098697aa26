"""Reads across the meetings of groups."""

import datetime as dt
from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from assembly.accounts.models import User
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.partners.models import Meeting
from forums.convening.selectors import run_by
from forums.models import Group, GroupMeeting

PER_PAGE = 20
SOONEST_FIRST = Order("starts_at", dt.datetime.fromisoformat)
LATEST_FIRST = Order("starts_at", dt.datetime.fromisoformat, descending=True)


def may_run(user: User | AnonymousUser, group: Group) -> bool:
    """Whether this person calls the group's meetings and keeps their record."""
    return run_by(user).filter(pk=group.pk).exists()


def readable_by(user: User | AnonymousUser) -> QuerySet[GroupMeeting]:
    """Announced meetings, and the drafts of groups that this person runs."""
    known = GroupMeeting.objects.select_related("group__page")
    return known.public() | known.filter(group__in=run_by(user))


def next_meeting(group: Group, at: dt.datetime) -> GroupMeeting | None:
    return group.meetings.filter(announced_at__isnull=False).to_come(at).first()


def coming_page(
    meetings: QuerySet[GroupMeeting], at: dt.datetime, asked: Mapping[str, str]
) -> KeyPage[GroupMeeting]:
    """Those that are not over, the soonest first; cancelled ones too, so that nobody sets out for one."""
    return key_page(meetings.filter(ends_at__gt=at), SOONEST_FIRST, asked, per_page=PER_PAGE)


def past_page(
    meetings: QuerySet[GroupMeeting], at: dt.datetime, asked: Mapping[str, str]
) -> KeyPage[GroupMeeting]:
    return key_page(meetings.filter(ends_at__lte=at), LATEST_FIRST, asked, per_page=PER_PAGE)


def same_day(group: Group, day: dt.date) -> Meeting | None:
    """The meeting of the group's partnership on a day."""
    if group.partnership_id is None:
        return None
    found = Meeting.objects.filter(partnership=group.partnership_id, held_on=day)
    return found.select_related("partnership").first()


def kept_by_group(meeting: Meeting) -> str:
    """Why the meeting of a partnership is not changed in the register: it follows the one a group called."""
    own = GroupMeeting.objects.filter(partnership_meeting=meeting).select_related("group").first()
    if own is None:
        return ""
    return (
        f"The {own.group} called this meeting. Move, rename or cancel it from the screen of the group, under Meetings: "
        "everybody who is registered is told, and this entry follows."
    )


def next_end(at: dt.datetime) -> dt.datetime | None:
    """When the next announced meeting ends: from then on public pages show another one."""
    to_come = GroupMeeting.objects.filter(ends_at__gt=at, announced_at__isnull=False)
    return to_come.order_by("ends_at").values_list("ends_at", flat=True).first()
