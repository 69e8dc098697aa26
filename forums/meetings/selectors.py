"""Reads across the meetings of groups."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from assembly.accounts.models import User
from forums.convening.selectors import run_by
from forums.models import Group, GroupMeeting


def may_run(user: User | AnonymousUser, group: Group) -> bool:
    """Whether this person calls the group's meetings and keeps their record."""
    return run_by(user).filter(pk=group.pk).exists()


def readable_by(user: User | AnonymousUser) -> QuerySet[GroupMeeting]:
    """Announced meetings, and the drafts of groups that this person runs."""
    known = GroupMeeting.objects.select_related("group__page")
    return known.public() | known.filter(group__in=run_by(user))


def next_meeting(group: Group, at: dt.datetime) -> GroupMeeting | None:
    return group.meetings.filter(announced_at__isnull=False).to_come(at).first()
