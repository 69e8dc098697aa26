"""The people who act for an organisation: their roles, who casts its vote, who goes, who takes over."""

import datetime as dt
from enum import StrEnum

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.models import Delegate, Organisation
from assembly.membership.rules.casting import Way
from assembly.notifications.services import notify

from . import standing
from .casting import noting_who_casts


class VoteRole(StrEnum):
    """What somebody has to do with the organisation's vote."""

    NONE = "none"
    VOTER = "voter"
    DEPUTY = "deputy"


@transaction.atomic
def change(
    delegate: Delegate,
    role: Delegate.Role,
    part: VoteRole,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Delegate:
    """Give a delegate another role, or make them voter or deputy. A voter or deputy there was, is none then."""
    organisation, delegates = _lock(delegate.organisation)
    rules.people.must_be_lead(by, organisation, delegates).enforce()
    delegate = _among(delegates, delegate)
    if role != Delegate.Role.LEAD:
        rules.people.keeps_a_lead(delegate, delegates).enforce()
    if part == VoteRole.DEPUTY:
        rules.people.may_be_deputy(delegates, delegate).enforce()
    if (delegate.role, part_of(delegate)) == (role, part):
        return delegate

    with noting_who_casts(organisation, Way.NAMED, by=by, at=at or timezone.now()):
        others = _take_part_from_others(delegates, delegate, part)
        delegate.role = role
        delegate.is_voter, delegate.is_deputy = part == VoteRole.VOTER, part == VoteRole.DEPUTY
        delegate.save(update_fields=["role", "is_voter", "is_deputy"])
    record(
        "membership.delegate_changed",
        organisation,
        by=by,
        acting_for=organisation,
        data={"person": delegate.user_id, "role": role.value, "part": part.value},
    )
    for concerned in (delegate, *others):
        _tell_the_person(concerned, by=by)
    return delegate


@transaction.atomic
def end(delegate: Delegate, *, by: User, at: dt.datetime | None = None) -> Delegate:
    """Somebody stops acting for the organisation: at their own wish, or at that of a lead."""
    _, delegates = _lock(delegate.organisation)
    delegate = _among(delegates, delegate)
    rules.people.may_end(delegate, by, delegates).enforce()
    _end(delegate, by=by, at=at or timezone.now())
    return delegate


@transaction.atomic
def hand_over(
    organisation: Organisation,
    successor: Delegate,
    *,
    stays: bool,
    by: User,
    at: dt.datetime | None = None,
) -> Delegate:
    """A lead makes another delegate lead, and becomes an ordinary one or goes."""
    organisation, delegates = _lock(organisation)
    rules.people.must_be_lead(by, organisation, delegates).enforce()
    own = next(one for one in delegates if one.user_id == by.pk)
    successor = _among(delegates, successor)
    rules.people.may_take_over(successor, own).enforce()
    at = at or timezone.now()

    with noting_who_casts(organisation, Way.HANDED_OVER, by=by, at=at):
        successor.role = Delegate.Role.LEAD
        successor.save(update_fields=["role"])
        own.role = Delegate.Role.MEMBER
        own.save(update_fields=["role"])
    record(
        "membership.handed_over",
        organisation,
        by=by,
        acting_for=organisation,
        data={"to": successor.user_id},
    )
    _tell_the_person(successor, by=by)
    if not stays:
        _end(own, by=by, at=at)
    return successor


@transaction.atomic
def set_lead(
    organisation: Organisation, person: User, *, by: User, at: dt.datetime | None = None
) -> Delegate:
    """The Support Unit makes somebody lead: when the last one is gone, or cannot be reached."""
    organisation, delegates = _lock(organisation)
    rules.people.may_set_lead(by, person, organisation, delegates).enforce()
    for delegate in delegates:
        if delegate.user_id == person.pk and delegate.role == Delegate.Role.LEAD:
            return delegate  # the button was pressed twice
    at = at or timezone.now()
    with noting_who_casts(organisation, Way.LEAD_SET, by=by, at=at):
        delegate, _ = Delegate.objects.update_or_create(
            organisation=organisation,
            user=person,
            ended_on=None,
            defaults={"role": Delegate.Role.LEAD},
            create_defaults={"role": Delegate.Role.LEAD, "started_on": timezone.localdate(at)},
        )
    record("membership.lead_set", organisation, by=by, data={"person": person.pk})
    for lead in delegates:
        if lead.role == Delegate.Role.LEAD and lead.user_id != person.pk:
            _notify(lead.user, "membership/lead_set", delegate)
    _tell_the_person(delegate, by=by)
    return delegate


def part_of(delegate: Delegate) -> VoteRole:
    if delegate.is_voter:
        return VoteRole.VOTER
    return VoteRole.DEPUTY if delegate.is_deputy else VoteRole.NONE


def _lock(organisation: Organisation) -> tuple[Organisation, list[Delegate]]:
    organisation = standing.lock(organisation)
    return organisation, selectors.current_delegates(organisation)


def _among(delegates: list[Delegate], wanted: Delegate) -> Delegate:
    """The delegate as they stand under the lock."""
    found = next((one for one in delegates if one.pk == wanted.pk), None)
    if found is None:
        raise RuleBroken(rules.people.acts_no_more().reason)
    return found


def _take_part_from_others(
    delegates: list[Delegate], delegate: Delegate, part: VoteRole
) -> list[Delegate]:
    """There is one voter and one deputy: whoever was, is none now. Returns them."""
    others = [
        one for one in delegates if one.pk != delegate.pk and part_of(one) == part != VoteRole.NONE
    ]
    for other in others:
        other.is_voter = other.is_deputy = False
        other.save(update_fields=["is_voter", "is_deputy"])
    return others


def _end(delegate: Delegate, *, by: User, at: dt.datetime) -> None:
    organisation = delegate.organisation
    with noting_who_casts(organisation, Way.LEFT_OVER, by=by, at=at):
        delegate.ended_on = timezone.localdate(at)
        delegate.save(update_fields=["ended_on"])
    if delegate.user_id == by.pk:
        record("membership.delegate_left", organisation, by=by)
        return
    record(
        "membership.delegate_removed",
        organisation,
        by=by,
        acting_for=organisation,
        data={"person": delegate.user_id},
    )
    _notify(delegate.user, "membership/removed", delegate, url=reverse("membership:my"))


def _tell_the_person(delegate: Delegate, *, by: User) -> None:
    if delegate.user_id != by.pk:
        _notify(delegate.user, "membership/part_changed", delegate)


def _notify(person: User, name: str, delegate: Delegate, *, url: str = "") -> None:
    organisation = delegate.organisation
    notify(
        [person],
        name,
        about=organisation,
        context={"organisation": organisation, "delegate": delegate},
        url=url or reverse("membership:own", args=[organisation.slug]),
    )
