"""A meeting that took place, for tests of what is kept of it."""

import datetime as dt

from forums.attendance.services import Entry, enter_attendance
from forums.groups.services import make_group_pages
from forums.minutes.services import publish_minutes, save_minutes
from forums.models import Section
from tests.factories.forums import GroupFactory, GroupMeetingFactory, GroupMembershipFactory

# A Wednesday evening; the pages of the tests are asked for on the day after.
STARTS = dt.datetime(2026, 11, 4, 18, tzinfo=dt.UTC)
NOW = STARTS + dt.timedelta(hours=20)
DAY = dt.timedelta(days=1)


def group_of(convenor, *organisations, **fields):
    """A group with its page, which these organisations are in."""
    group = GroupFactory(name="Health Group", slug="health", convenor=convenor, **fields)
    for one in organisations:
        GroupMembershipFactory(group=group, organisation=one)
    make_group_pages()
    return group


def meeting_of(group, number=1, starts=STARTS):
    return GroupMeetingFactory(group=group, number=number, starts_at=starts)


def came(meeting, *organisations, by, how="attended", at=NOW):
    entries = [Entry("organisation", one.pk, 0, how) for one in organisations]
    return enter_attendance(meeting, entries, by=by, at=at)


def saved(meeting, text="We spoke of buses.", decisions="", *, by, based_on=0, at=NOW, **options):
    sections = [Section(0, "The meeting as a whole", text, decisions)]
    return save_minutes(meeting, sections, by=by, based_on=based_on, at=at, **options)


def published(meeting, *organisations, by, at=NOW, **words):
    came(meeting, *organisations, by=by, at=at)
    saved(meeting, by=by, at=at, **words)
    return publish_minutes(meeting, by=by, at=at)


def address(meeting, page):
    return f"/my/groups/{meeting.group.slug}/meetings/{meeting.number}/{page}/"
