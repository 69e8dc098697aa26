"""What a convenor finds on the page of their group, and the groups somebody convenes."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.templatetags.assembly import short_day
from assembly.membership import areas
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import Partnership, Seat
from assembly.partners.selectors import Place, place
from forums.models import Group, GroupMembership

LATELY = dt.timedelta(days=90)


def convened_by(user: User, on: dt.date | None = None) -> QuerySet[Group]:
    """The groups whose convenor this person is on the day."""
    on = on or timezone.localdate()
    term = Q(convenor_ends_on=None) | Q(convenor_ends_on__gt=on)
    return Group.objects.filter(term, convenor=user)


def run_by(user: User | AnonymousUser, on: dt.date | None = None) -> QuerySet[Group]:
    """The groups for which this person may call meetings and keep their record: those they convene.

    For the Support Unit they are all groups, so that one without a convenor can meet.
    """
    if not user.is_authenticated:
        return Group.objects.none()
    if user.has_perm("forums.change_group"):
        return Group.objects.all()
    return convened_by(user, on)


def page_of(group: Group) -> str:
    return reverse("forums:convening", args=[group.slug])


def my_panel(user: User) -> Panel | None:
    """On “My Assembly”: the groups the person convenes, and until when."""
    lines = tuple(
        PanelLine(group.name, page_of(group), _until(group)) for group in convened_by(user)
    )
    return Panel(heading="Groups you convene", lines=lines) if lines else None


def all_groups_panel(on: dt.date) -> Panel:
    """For the Compact Board: every group, and who convenes it."""
    groups = Group.objects.filter(page__live=True).select_related("convenor")
    lines = []
    for group in groups:
        convenor = group.convenor_on(on)
        note = f"Convened by {convenor}" if convenor else "Without a convenor at present"
        lines.append(PanelLine(group.name, group.get_absolute_url(), note))
    return Panel(heading="Groups", lines=tuple(lines), empty="There is no group yet.")


def page_context(group: Group, on: dt.date) -> dict[str, Any]:
    """The group's members, who came and went lately, and its seats."""
    current = group.memberships.current().select_related("organisation")
    return {
        "group": group,
        "until": _until(group),
        "members": current.order_by("organisation__name", "pk"),
        "joined": current.filter(joined_on__gt=on - LATELY).order_by("-joined_on", "-pk"),
        "left": _left_lately(group, on),
        "seats": seats(group, on),
        "breadcrumbs": [("My Assembly", reverse("membership:my"))],
    }


def _left_lately(group: Group, on: dt.date) -> QuerySet[GroupMembership]:
    """Without those who have come back since."""
    inside = group.memberships.current().values("organisation")
    left = group.memberships.filter(left_on__gt=on - LATELY).exclude(organisation__in=inside)
    return left.select_related("organisation").order_by("-left_on", "-pk")


def seats(group: Group, on: dt.date) -> list[Place]:
    """Its own seats; a district's seats on the county forum for its forum; those for a theme for its group."""
    found = Seat.objects.existing(on).select_related("partnership", "theme", "district")
    if group.partnership_id:
        found = found.filter(partnership=group.partnership_id)
    elif group.district:
        found = found.filter(
            district__in=areas.with_predecessors(group.district, on),
            partnership__kind=Partnership.Kind.COUNTY_FORUM,
        )
    elif group.theme_id:
        found = found.filter(theme=group.theme_id)
    else:
        return []
    return [place(seat, on) for seat in found.prefetch_related("appointments__organisation")]


def _until(group: Group) -> str:
    return f"Until {short_day(group.last_day_of_term)}" if group.last_day_of_term else ""
