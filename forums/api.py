"""Groups and forums, and the organisations in them, as open data."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, Slug, listing, whole_address

from .models import Group, GroupMembership

router = Router(tags=["Groups"])


class GroupOut(Schema):
    slug: str
    name: str
    kind: str
    remit: str
    duties: str
    theme: str | None
    district: str | None
    feeds: list[str]
    organisations: int
    page: str


class MemberOut(Schema):
    organisation: str
    name: str
    joined_on: dt.date


def to_schema(group: Group) -> GroupOut:
    return GroupOut(
        slug=group.slug,
        name=group.name,
        kind=group.kind,
        remit=group.remit,
        duties=group.duties,
        theme=group.theme.slug if group.theme else None,
        district=group.district.slug if group.district else None,
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
