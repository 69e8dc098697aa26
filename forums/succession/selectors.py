"""Forums that ended and those that carry on, read by the clock: a job that is late changes no page."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assembly.core import names
from assembly.core.figures import in_words
from assembly.core.rules import Ruling
from assembly.membership import areas
from assembly.membership.models import District, Organisation
from assembly.partners.succession.plans import Plan
from forums.models import Group, GroupMembership

from . import rules


def forums_of(*districts: District) -> QuerySet[Group]:
    return Group.objects.filter(kind=Group.Kind.DISTRICT, district__in=districts).order_by("pk")


def heir_of(group: Group, on: dt.date) -> Group | None:
    """The forum in which one that has ended carries on."""
    if not group.is_over(on) or group.district is None:
        return None
    district = areas.heir_of(group.district, on)
    return None if district == group.district else forums_of(district).first()


def earlier(group: Group, on: dt.date) -> list[Group]:
    """The forums of the districts that its district followed."""
    if group.kind != Group.Kind.DISTRICT or group.district is None or group.is_over(on):
        return []
    districts = areas.with_predecessors(group.district, on)[1:]
    return list(forums_of(*districts).select_related("district")) if districts else []


def is_going_on(group: Group, on: dt.date) -> Ruling:
    return rules.is_going_on(group, heir_of(group, on), on)


def places_in(group: Group, on: dt.date) -> QuerySet[GroupMembership]:
    """Of a forum that has ended those at its end; of one that carries on also those not carried over yet."""
    if group.is_over(on):
        at_its_end = Q(left_on=None) | Q(left_on=group.ended_on)
        return GroupMembership.objects.filter(at_its_end, group=group)
    return GroupMembership.objects.current().filter(group__in=[group, *earlier(group, on)])


def district_keys(group: Group, organisation: Organisation, on: dt.date) -> set[int]:
    """Where the organisation works; who works in a district that ended works in the one that followed."""
    found = set(organisation.districts.values_list("pk", flat=True))
    if group.district and any(
        one.pk in found for one in areas.with_predecessors(group.district, on)
    ):
        found.add(group.district.pk)
    return found


def what_is_carried_over(plan: Plan) -> Iterable[str]:
    """For the preview: each forum that ends with its members, and how many organisations that is in all."""
    ended = forums_ending(plan)
    heir = _heir_in(plan)
    name = str(heir) if heir else plan.forum_name
    for group in ended:
        current = group.memberships.current()
        members = in_words(current.count(), "organisations")
        kept = current.exclude(organisation__status=Organisation.Status.MEMBER).count()
        apart = f" ({kept:,} not a member at present, whose place is kept)" if kept else ""
        yield (
            f"{group}: {members}{apart} will be in the {name}. Its page stays as a record, with a link to the {name}."
        )
        if meetings := group.meetings.count():
            yield f"{group}: {in_words(meetings, 'meetings')} stay on its page, with what was recorded."
    if ended:
        yield _in_all(ended, heir, name)


def _in_all(ended: list[Group], heir: Group | None, name: str) -> str:
    current = GroupMembership.objects.current()
    moving = set(current.filter(group__in=ended).values_list("organisation", flat=True))
    there = (
        set(current.filter(group=heir).values_list("organisation", flat=True)) if heir else set()
    )
    new = in_words(len(moving - there), "organisations")
    founded = "" if heir else " It will be set up on the day."
    return f"The {name} gains {new}, each counted once.{founded}"


def what_stands_in_the_way(plan: Plan) -> Iterable[str]:
    if not plan.districts:
        return
    ruling = rules.has_forum_to_carry_on_in(
        forums_ending(plan),
        _heir_in(plan),
        successor=plan.successor_name,
        founded=plan.forum_name,
        taken=_named(plan.forum_name),
    )
    if not ruling:
        yield ruling.reason


def forums_ending(plan: Plan) -> list[Group]:
    return list(forums_of(*plan.districts)) if plan.districts else []


def _heir_in(plan: Plan) -> Group | None:
    return forums_of(plan.successor).first() if isinstance(plan.successor, District) else None


def _named(name: str) -> Group | None:
    wanted = names.folded(name)
    return next(
        (one for one in Group.objects.all() if wanted and names.folded(one.name) == wanted), None
    )
