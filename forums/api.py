"""Groups and forums, and the organisations in them, as open data."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, Slug, listing, whole_address

from .models import Group, GroupMeeting, GroupMembership, Minutes

router = Router(tags=["Groups"])


class GroupOut(Schema):
    slug: str
    name: str
    kind: str
    remit: str
    duties: str
    theme: str | None
    district: str | None
    ended_on: dt.date | None
    feeds: list[str]
    organisations: int
    page: str


class MemberOut(Schema):
    organisation: str
    name: str
    joined_on: dt.date


class MinutesOut(Schema):
    meeting: int
    title: str
    day: dt.date
    published_on: dt.date
    approved_on: dt.date | None
    page: str


class MeetingOut(Schema):
    group: str
    number: int
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    is_online: bool
    cancelled: bool
    page: str


def to_schema(group: Group) -> GroupOut:
    return GroupOut(
        slug=group.slug,
        name=group.name,
        kind=group.kind,
        remit=group.remit,
        duties=group.duties,
        theme=group.theme.slug if group.theme else None,
        district=group.district.slug if group.district else None,
        ended_on=group.ended_on,
        feeds=[partnership.slug for partnership in group.feeds.all()],
        organisations=getattr(group, "size", 0),
        page=whole_address(group.get_absolute_url()),
    )


def _member(membership: GroupMembership) -> MemberOut:
    return MemberOut(
        organisation=membership.organisation.slug,
        name=membership.organisation.name,
        joined_on=membership.joined_on,
    )


@router.get("/groups", response={200: Listing[GroupOut], **REFUSALS})
def groups(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Strategic groups, district forums and the county forum whose pages are published."""
    known = (
        Group.objects.filter(page__live=True)
        .select_related("theme", "district")
        .prefetch_related("feeds")
        .annotate(size=Count("memberships", filter=Q(memberships__left_on=None)))
    )
    return listing(request, known, to_schema, after=after, limit=limit)


@router.get("/groups/{slug}/organisations", response={200: Listing[MemberOut], **REFUSALS})
def group_organisations(
    request: HttpRequest, slug: Slug, after: After = 0, limit: Limit = 50
) -> dict[str, Any]:
    """The organisations that are in the group now. People are not shown."""
    group = get_object_or_404(Group, slug=slug, page__live=True)
    current = GroupMembership.objects.current().filter(group=group).select_related("organisation")
    return listing(request, current, _member, after=after, limit=limit)


def _minutes(minutes: Minutes) -> MinutesOut:
    assert minutes.published_at  # noqa: S101 - `public` gives no other
    return MinutesOut(
        meeting=minutes.meeting.number,
        title=minutes.meeting.title,
        day=minutes.meeting.day,
        published_on=timezone.localdate(minutes.published_at),
        approved_on=minutes.approved_on,
        page=whole_address(minutes.get_absolute_url()),
    )


@router.get("/groups/{slug}/minutes", response={200: Listing[MinutesOut], **REFUSALS})
def group_minutes(
    request: HttpRequest, slug: Slug, after: After = 0, limit: Limit = 50
) -> dict[str, Any]:
    """Published minutes of the group's meetings. Without a day of approval they are draft minutes."""
    group = get_object_or_404(Group, slug=slug, page__live=True)
    published = Minutes.objects.public().filter(meeting__group=group)
    return listing(
        request, published.select_related("meeting__group"), _minutes, after=after, limit=limit
    )


def _meeting(meeting: GroupMeeting) -> MeetingOut:
    return MeetingOut(
        group=meeting.group.slug,
        number=meeting.number,
        title=meeting.title,
        starts_at=timezone.localtime(meeting.starts_at),
        ends_at=timezone.localtime(meeting.ends_at),
        place=meeting.place,
        is_online=bool(meeting.link),
        cancelled=meeting.is_cancelled,
        page=whole_address(meeting.get_absolute_url()),
    )


@router.get("/meetings", response={200: Listing[MeetingOut], **REFUSALS})
def meetings(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Announced meetings of groups, past and to come. Links to take part online are not shown."""
    known = GroupMeeting.objects.public().select_related("group")
    return listing(request, known, _meeting, after=after, limit=limit)
