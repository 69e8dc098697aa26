"""The convenor's own pages of a meeting: what they have in common."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import Ruling
from forums.convening.selectors import run_by
from forums.meetings.calling import crumbs
from forums.models import GroupMeeting

from . import rules


def own_meeting(request: SignedInRequest, slug: str, number: int) -> GroupMeeting:
    """A meeting of a group that this person runs; to everybody else the page does not exist."""
    found = GroupMeeting.objects.filter(group__in=run_by(request.user))
    return get_object_or_404(found.select_related("group"), group__slug=slug, number=number)


def may_keep(meeting: GroupMeeting) -> Ruling:
    return rules.may_keep(meeting, timezone.now())


def frame(meeting: GroupMeeting) -> dict[str, Any]:
    """What every one of these pages shows around its form."""
    return {
        "meeting": meeting,
        "group": meeting.group,
        "ruling": may_keep(meeting),
        "breadcrumbs": crumbs(meeting.group, meeting),
    }


def back(meeting: GroupMeeting, page: str) -> HttpResponse:
    return redirect(f"forums:{page}", meeting.group.slug, meeting.number)
