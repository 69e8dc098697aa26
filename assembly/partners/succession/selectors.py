"""Successions as their screens show them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.accounts import two_people
from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.rules import Ruling
from assembly.partners.models import Department, Officer, Seat, Succession

from . import consequences, rules
from .plans import Plan, plan_of


def listed() -> QuerySet[Succession]:
    people = ("prepared_by", "confirmed_by", "withdrawn_by", "district", "body")
    return Succession.objects.select_related(*people).prefetch_related("districts", "bodies")


def carried_over(plan: Plan) -> list[str]:
    """A sentence for each thing that goes with the succession, counted."""
    return [sentence for say in consequences.sayings for sentence in say(plan)]


def objections(plan: Plan) -> list[str]:
    return [sentence for say in consequences.objections for sentence in say(plan)]


def ending_alike(plan: Plan, *, apart_from: Succession | None = None) -> QuerySet[Succession]:
    """Open successions by which one of these ends."""
    same = Q(districts__in=plan.districts) | Q(bodies__in=plan.bodies)
    found = Succession.objects.open().filter(same)
    return found.exclude(pk=apart_from.pk).distinct() if apart_from else found.distinct()


def _followed_by_what_ends(plan: Plan) -> QuerySet[Succession]:
    """Open successions, of its day or later, whose successor ends here."""
    heir = Q(district__in=plan.districts) | Q(body__in=plan.bodies)
    found = Succession.objects.open().filter(heir, day__gte=plan.day)
    return found.select_related("district", "body")


def may_confirm(succession: Succession, by: User, on: dt.date) -> Ruling:
    """Two people, and then everything that was in order when it was prepared."""
    ruling = rules.may_confirm(succession, two_people.holders(on), by=by, on=on)
    return ruling and still_stands(succession, on)


def still_stands(succession: Succession, on: dt.date) -> Ruling:
    return fits(plan_of(succession), on, apart_from=succession)


def fits(plan: Plan, on: dt.date, *, apart_from: Succession | None = None) -> Ruling:
    """Whether it is possible at all, apart from who prepares or confirms it."""
    return (
        rules.is_in_order(plan, on=on)
        and rules.is_prepared_once(ending_alike(plan, apart_from=apart_from))
        and rules.stays_until_it_follows(_followed_by_what_ends(plan))
        and rules.nothing_objects(objections(plan))
    )


def may_withdraw(succession: Succession, by: User, on: dt.date) -> Ruling:
    return rules.may_withdraw(succession, two_people.holders(on), by=by, on=on)


def waiting_for(user: User, on: dt.date) -> list[Succession]:
    """What this person can confirm."""
    known = two_people.holders(on)
    if user.pk not in known:
        return []
    return [
        one
        for one in listed().filter(withdrawn_at=None, confirmed_at=None)
        if rules.may_confirm(one, known, by=user, on=on)
    ]


def what_partners_carry_over(plan: Plan) -> Iterable[str]:
    """Departments, officers and seats."""
    heir = plan.successor_name
    today = timezone.localdate()
    if plan.districts:
        seats = Seat.objects.existing(plan.day).filter(district__in=plan.districts).count()
        if seats:
            yield f"{in_words(seats, 'seats')}: shown for {heir}, each with the district it was for."
        return
    departments = Department.objects.filter(body__in=plan.bodies).count()
    officers = Officer.objects.filter(body__in=plan.bodies).not_over(today).count()
    if departments:
        yield f"{in_words(departments, 'departments')}: shown under {heir}, each with the body it was part of."
    if officers:
        yield (
            f"{in_words(officers, 'named contacts')}: they no longer act for the body that ended. "
            f"The Support Unit enters those who work for {heir} and proposes their office."
        )
