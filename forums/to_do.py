"""What groups ask for: a convenor whose term ends, answers to routed items, removals, appeals against them."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from .convening.selectors import run_by
from .models import ConvenorTerm, Group, MemberRemoval, Routing
from .removal.selectors import appeals_open

AHEAD = dt.timedelta(days=30)


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    """One for each group whose last convenor's term ends within a month or is over."""
    if not user.has_perm("forums.change_group"):
        return
    today = timezone.localdate(at)
    for group in Group.objects.prefetch_related("terms"):
        terms = [term for term in group.terms.all() if term.role == ConvenorTerm.Role.CONVENOR]
        ends = [term.ends_on or dt.date.max for term in terms]
        if not ends or max(ends) > today + AHEAD:
            continue
        ends_on = max(ends)
        said = "ended" if ends_on <= today else "ends"
        yield Task(
            text=f"Name a convenor of the {group}",
            button="Name a convenor",
            url=reverse("forums_staff:convenor", args=[group.pk]),
            by=timezone.make_aware(dt.datetime.combine(ends_on, dt.time())),
            note=f"The term {said} on {short_day(ends_on - dt.timedelta(days=1))}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def routed_items(user: User, at: dt.datetime) -> Iterable[Task]:
    """What other groups ask the groups of a convenor to take up; without a convenor, the Support Unit."""
    asked = Routing.objects.open().filter(to__in=run_by(user, timezone.localdate(at)))
    today = timezone.localdate(at)
    for routing in asked.select_related("item__meeting__group").prefetch_related("to__terms"):
        convenor = routing.to.convenor_on(today)
        if convenor not in (None, user):
            continue
        yield Task(
            text=f"Take up “{routing.title}” in the {routing.to}, or decline it",
            button="Answer",
            url=reverse("forums:answer_routing", args=[routing.to.slug, routing.pk]),
            by=routing.asked_at,
            note=f"The {routing.item.meeting.group} asks",
            whose=SUPPORT_UNIT if convenor is None else routing.to.name,
            of_office=convenor is None,
        )


def removals(user: User, at: dt.datetime) -> Iterable[Task]:
    """Proposals for the second person; not one's own."""
    if not user.has_perm("forums.change_group"):
        return
    found = MemberRemoval.objects.waiting().exclude(proposed_by=user)
    for removal in found.select_related("membership__group", "membership__organisation"):
        yield Task(
            text=str(removal),
            button="Decide on the removal",
            url=reverse("forums_removals:removal", args=[removal.pk]),
            by=timezone.make_aware(dt.datetime.combine(removal.proposed_on, dt.time())),
            note=f"Proposed on {short_day(removal.proposed_on)}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def removal_appeals(user: User, at: dt.datetime) -> Iterable[Task]:
    """Appeals for the Board."""
    if not user.has_perm("forums.hear_removal_appeals"):
        return
    for appeal in appeals_open():
        yield Task(
            text=str(appeal),
            button="Decide the appeal",
            url=reverse("forums_removals:appeal", args=[appeal.pk]),
            by=timezone.make_aware(dt.datetime.combine(appeal.made_on, dt.time())),
            note=f"Made on {short_day(appeal.made_on)}",
            whose=BOARD,
            of_office=True,
        )
