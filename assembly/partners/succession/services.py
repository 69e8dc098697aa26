"""Prepare, confirm and withdraw a succession, and carry over on its day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts import two_people
from assembly.accounts.models import User
from assembly.core import locks
from assembly.core.addressed import free_address
from assembly.core.events import change, record
from assembly.core.rules import RuleBroken
from assembly.membership.models import District, Organisation
from assembly.membership.services import joining
from assembly.partners.bodies import services as bodies
from assembly.partners.models import PublicBody, Succession

from . import consequences, rules, selectors
from .plans import DAY, Follows, Plan, plan_of

LOCK = "succession"


@transaction.atomic
def prepare(plan: Plan, reason: str, *, by: User, at: dt.datetime | None = None) -> Succession:
    """Say what ends, and what follows it from which day. Nothing ends until a second person confirms it."""
    at = _hold(at)
    on = timezone.localdate(at)
    if found := _the_same(plan, reason, by):
        return found
    rules.may_prepare(two_people.holders(on), by=by).enforce()
    rules.has_reason(reason).enforce()
    selectors.fits(plan, on).enforce()
    succession = Succession.objects.create(
        kind=plan.kind,
        day=plan.day,
        district=plan.successor if isinstance(plan.successor, District) else None,
        body=plan.successor if isinstance(plan.successor, PublicBody) else None,
        new_name=plan.new_name,
        new_short_name=plan.new_short_name,
        forum_name=plan.forum_name,
        reason=reason.strip(),
        prepared_by=by,
        prepared_at=at,
    )
    succession.districts.set(plan.districts)
    succession.bodies.set(plan.bodies)
    record("partners.succession_prepared", succession, by=by, data={"day": plan.day})
    return succession


@transaction.atomic
def confirm(succession: Succession, *, by: User, at: dt.datetime | None = None) -> Succession:
    """The second person agrees: each of those that end is given its end and its successor."""
    at = _hold(at)
    on = timezone.localdate(at)
    succession = _fresh(succession)
    selectors.may_confirm(succession, by, on).enforce()
    plan = plan_of(succession)
    successor = plan.successor or _enter(plan, by=by)
    if isinstance(successor, District):
        succession.district = successor
    else:
        succession.body = successor
    succession.confirmed_by, succession.confirmed_at = by, at
    succession.save(update_fields=["district", "body", "confirmed_by", "confirmed_at"])
    for one in plan.ended:
        _give_end(one, plan.day, successor, by=by)
    record("partners.succession_confirmed", succession, by=by, data={"day": plan.day})
    carry_over(on=on)
    return succession


@transaction.atomic
def withdraw(succession: Succession, *, by: User, at: dt.datetime | None = None) -> Succession:
    """Take it back before its day. A successor that was entered for it stays entered."""
    at = _hold(at)
    succession = _fresh(succession)
    selectors.may_withdraw(succession, by, timezone.localdate(at)).enforce()
    if succession.is_confirmed:
        for one in plan_of(succession).ended:
            _give_end(one, None, None, by=by)
    succession.withdrawn_by, succession.withdrawn_at = by, at
    succession.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record("partners.succession_withdrawn", succession, by=by, data={"day": succession.day})
    return succession


def carry_over(*, on: dt.date | None = None) -> int:
    """Do what is due by this day, the earliest first; return how many successions it was.

    A job calls it soon after midnight, and whatever fixes a roll calls it first, so that a late job changes nothing.
    """
    on = on or timezone.localdate()
    if not Succession.objects.due(on).exists():
        return 0
    return _carry_over(on)


@transaction.atomic
def _carry_over(on: dt.date) -> int:
    at = _hold(None)
    joining.hold_register()  # a merge in flight is waited for: what it closes is in no forum
    due = list(Succession.objects.select_for_update(of=("self",)).due(on))
    for succession in due:
        _works_in_the_successor(succession)
        for step in consequences.steps:
            step(succession)
        succession.carried_over_at = at
        succession.save(update_fields=["carried_over_at"])
        record("partners.carried_over", succession, by=None, data={"day": succession.day})
    return len(due)


def _works_in_the_successor(succession: Succession) -> None:
    """Organisations that work in a district that ended work in the one that follows it."""
    if succession.district is None:
        return
    there = Organisation.objects.filter(districts__in=succession.districts.all()).distinct()
    succession.district.organisations.add(*there.values_list("pk", flat=True))


def _hold(at: dt.datetime | None) -> dt.datetime:
    """One act on successions at a time; the clock is read once the lock is held."""
    locks.hold(LOCK)
    return at or timezone.now()


def _fresh(succession: Succession) -> Succession:
    found = Succession.objects.select_for_update(of=("self",)).select_related("district", "body")
    return found.get(pk=succession.pk)


def _the_same(plan: Plan, reason: str, by: User) -> Succession | None:
    """What this person prepared just now: the button was pressed twice."""
    alike = Succession.objects.waiting().filter(
        prepared_by=by, reason=reason.strip(), day=plan.day, kind=plan.kind
    )
    return next((one for one in alike if plan_of(one) == _as_stored(plan)), None)


def _as_stored(plan: Plan) -> Plan:
    return Plan(
        kind=plan.kind,
        ended=sorted(plan.ended, key=str),
        day=plan.day,
        successor=plan.successor,
        new_name=plan.new_name,
        new_short_name=plan.new_short_name,
        forum_name=plan.forum_name,
    )


def _enter(plan: Plan, *, by: User) -> Follows:
    """The successor, where it does not exist yet; its address is made from its name."""
    if plan.kind == Succession.Kind.DISTRICT:
        first = plan.districts[0]
        district = District(
            name=plan.new_name,
            slug=_address(District, plan.new_name),
            in_county=first.in_county,
            starts_on=plan.day,
        )
        district.save(force_insert=True)
        record(change(District, "added"), district, by=by)
        return district
    return bodies.enter_body(
        PublicBody(
            name=plan.new_name,
            short_name=plan.new_short_name,
            slug=_address(PublicBody, plan.new_name),
            kind=plan.bodies[0].kind,
        ),
        by=by,
    )


def _address(kind: type[District | PublicBody], name: str) -> str:
    address = free_address(kind, name)
    if not address:
        raise RuleBroken("The name of the successor needs a letter or a digit.")
    return address


def _give_end(ending: Follows, day: dt.date | None, successor: Follows | None, *, by: User) -> None:
    """Write the end and the successor, or take both away again."""
    if isinstance(ending, PublicBody):
        ending.ended_on = day
        ending.successor = successor if isinstance(successor, PublicBody) else None
        bodies.change_body(ending, ["ended_on", "successor"], by=by)
        return
    ending.ends_on = day - DAY if day else None
    ending.successor = successor if isinstance(successor, District) else None
    ending.save(update_fields=["ends_on", "successor"])
    fields = {"ends_on": True, "successor": True}
    record(change(District, "changed"), ending, by=by, data=fields)
