"""A contest keeps its electorate to the end: no district or forum that votes in it ends while it runs.

The stricter of two ways (docs/succession.md). What is postponed past the end of its electorate all the same is voted
on by those who were in it at its end: `electorate_of` reads them.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import District
from assembly.partners.succession.plans import DAY, Plan
from forums.models import Group, GroupMembership

from .models import Contest, Election


def what_stands_in_the_way(plan: Plan) -> Iterable[str]:
    """For a succession: contests of the ending districts and their forums that would still run on its day."""
    if not plan.districts:
        return
    now = timezone.now()
    for contest in _running_in(plan.districts):
        last = timezone.localdate(contest.election.challenge_ends_at)
        if last < plan.day:
            continue
        advice = (
            f"Choose {short_day(last + DAY)} or a later day."
            if contest.election.notice_at <= now
            else f"Choose {short_day(last + DAY)} or a later day, or ask the returning officer to take the contest out "
            "before notice of it is given."
        )
        yield (
            f"{contest.electorate_sentence()} vote in “{contest}” of “{contest.election}”, which runs until "
            f"{short_day(last)}: they keep that vote to the end. {advice}"
        )


def _running_in(districts: list[District]) -> QuerySet[Contest]:
    forums = Group.objects.filter(kind=Group.Kind.DISTRICT, district__in=districts)
    return (
        Contest.objects.filter(Q(group__in=forums) | Q(district__in=districts))
        .filter(polled_again_because="", election__in=Election.objects.real().running())
        .select_related("election", "group", "district")
        .order_by("-election__challenge_ends_at", "pk")
    )


def electorate_outlasts(
    contests: Iterable[Contest], challenge_ends_at: dt.datetime, on: dt.date
) -> Ruling:
    """For the returning officer: a district or forum that is to end votes before. One that ended stays as it was."""
    for contest in contests:
        ends = _end_of_electorate(contest)
        if ends and on < ends <= timezone.localdate(challenge_ends_at):
            return refused(
                f"{contest.electorate_sentence()} vote in “{contest}”, and that ends on {short_day(ends - DAY)}. Set a "
                "timetable that is over by then, or choose other electors. The Support Unit can withdraw the "
                "succession before its day."
            )
    return ALLOWED


def may_be_planned(contest: Contest, on: dt.date) -> Ruling:
    """No new contest is for a district or forum that has ended."""
    ends = _end_of_electorate(contest)
    if ends and ends <= on:
        return refused(
            f"{contest.group or contest.district} ended on {short_day(ends)}. Choose its successor."
        )
    return electorate_outlasts([contest], contest.election.challenge_ends_at, on)


def _end_of_electorate(contest: Contest) -> dt.date | None:
    if contest.group:
        return contest.group.ended_on
    return contest.district.ended_on if contest.district else None


def places_in(group: Group | None) -> QuerySet[GroupMembership]:
    """The places in a group that give a vote: once it has ended, those at its end."""
    if group is None:
        return GroupMembership.objects.none()
    still = Q(left_on=None)
    if group.ended_on and group.is_over(timezone.localdate()):
        still |= Q(left_on=group.ended_on)
    return GroupMembership.objects.filter(still, group=group)
