"""What a convenor finds on the page of their group, and the groups somebody convenes."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.templatetags.assembly import short_day
from assembly.membership import areas
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import Partnership, Seat
from assembly.partners.selectors import Place, place
from forums.models import ConvenorTerm, Group, GroupMembership

LATELY = dt.timedelta(days=90)


def convened_by(user: User, on: dt.date | None = None) -> QuerySet[Group]:
    """The groups whose convenor or deputy this person is on the day: a deputy acts as the convenor does."""
    terms = ConvenorTerm.objects.on(on or timezone.localdate()).filter(person=user)
    return Group.objects.filter(pk__in=terms.order_by().values("group"))


def conveners(group: Group, on: dt.date) -> list[User]:
    """The convenor and the deputy of the day."""
    found = (group.convenor_on(on), group.deputy_on(on))
    return [person for person in found if person]


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


def way_back(group: Group) -> list[tuple[str, str]]:
    """To the page of those who run the group, from the pages below it."""
    return [(group.name, page_of(group))]


def my_panel(user: User) -> Panel | None:
    """On “My Assembly”: the groups the person convenes or is deputy for, and until when."""
    lines = tuple(
        PanelLine(term.group.name, page_of(term.group), _until(term))
        for term in ConvenorTerm.objects.on(timezone.localdate())
        .filter(person=user)
        .select_related("group", "person")
        .order_by("group__kind", "group__name")
    )
    return Panel(heading="Groups you convene", lines=lines) if lines else None


def all_groups_panel(on: dt.date) -> Panel:
    """For the Compact Board: every group, and who convenes it."""
    groups = Group.objects.filter(page__live=True).prefetch_related("terms")
    lines = []
    for group in groups:
        convenor = group.convenor_on(on)
        note = f"Convened by {convenor}" if convenor else "Without a convenor at present"
        lines.append(PanelLine(group.name, group.get_absolute_url(), note))
    return Panel(heading="Groups", lines=tuple(lines), empty="There are no groups yet.")


def page_context(group: Group, user: User, on: dt.date) -> dict[str, Any]:
    """The group's members, who came and went lately, and its seats."""
    current = group.memberships.current().select_related("organisation")
    term = _own_term(group, user, on)
    return {
        "group": group,
        "convenes": term is not None,
        "until": _until(term),
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


def what_stopping_means(group: Group, user: User, on: dt.date) -> str:
    """Who acts as convenor afterwards."""
    others = [person for person in conveners(group, on) if person != user]
    if group.deputy_on(on) == user:
        return f"You will no longer be able to act as convenor of the {group}, and we will take your name off its page."
    acts = (
        f"Until then {others[0]} acts as deputy."
        if others
        else "Until then the Support Unit calls its meetings."
    )
    return (
        f"We will take your name off the page of the {group} and ask the Support Unit to name another "
        f"convenor. {acts}"
    )


def _own_term(group: Group, user: User, on: dt.date) -> ConvenorTerm | None:
    found = (group.term_on(on, role) for role in ConvenorTerm.Role)
    return next((term for term in found if term and term.person == user), None)


def _until(term: ConvenorTerm | None) -> str:
    if term is None:
        return ""
    deputy = "Deputy" if term.role == ConvenorTerm.Role.DEPUTY else ""
    until = f"until {short_day(term.last_day)}" if term.last_day else ""
    sentence = " ".join(part for part in (deputy, until) if part)
    return sentence[:1].upper() + sentence[1:]
