"""Naming the convenor of a group or the deputy for a term, and ending it. The term itself runs out by the clock."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import Message, notify, tell_each_once
from forums.models import ConvenorTerm, Group

from . import rules, selectors

Role = ConvenorTerm.Role
Basis = ConvenorTerm.Basis


@dataclass(frozen=True, slots=True)
class Named:
    """As what somebody is named, and on what basis; without a day it was decided on the day it is entered."""

    role: Role = Role.CONVENOR
    basis: Basis = Basis.BODY
    decided_on: dt.date | None = None


BY_ITS_BODY = Named()


@transaction.atomic
def name_convenor(
    group: Group,
    person: User,
    *,
    last_day: dt.date,
    by: User | None,
    named: Named = BY_ITS_BODY,
    on: dt.date | None = None,
) -> ConvenorTerm:
    """Name somebody for a new term, in place of the one there is. Both are told; pressed twice it is once."""
    on = on or timezone.localdate()
    role, basis, decided_on = named.role, named.basis, named.decided_on or on
    group = _lock(group)
    rules.may_be_convenor(last_day=last_day, decided_on=decided_on, on=on).enforce()
    if role == Role.DEPUTY:
        rules.may_be_deputy(group, person, on).enforce()
    ends_on = last_day + dt.timedelta(days=1)
    before = group.term_on(on, role)
    if before and before.person == person and before.ends_on == ends_on:
        return before
    # A deputy who becomes the convenor is deputy no more.
    own_other = group.terms.on(on).filter(person=person).exclude(role=role)
    own_other.update(ends_on=on)
    group.terms.on(on).filter(role=role).update(ends_on=on)
    term: ConvenorTerm = ConvenorTerm.objects.create(
        group=group,
        person=person,
        role=role,
        basis=basis,
        decided_on=decided_on,
        starts_on=on,
        ends_on=ends_on,
    )
    record(
        "forums.convenor_named",
        group,
        by=by,
        data={
            "person": person.pk,
            "role": role.value,
            "basis": basis.value,
            "decided": decided_on,
            "from": on,
            "until": last_day,
        },
    )
    tell_each_once(
        Message(
            people=[person],
            name="forums/convenor_named",
            about=group,
            context={"group": group, "last_day": last_day, "role": role.label.lower()},
            url=selectors.page_of(group),
        ),
        Message(
            people=[before.person] if before and before.person else [],
            name="forums/convenor_ended",
            about=group,
            context={"group": group, "role": role.label.lower()},
            url=group.get_absolute_url(),
        ),
    )
    return term


@transaction.atomic
def end_convening(
    group: Group, *, by: User | None, role: Role = Role.CONVENOR, on: dt.date | None = None
) -> Group:
    """The group has no convenor, or no deputy, from now on; the person whose term it was is told."""
    on = on or timezone.localdate()
    group = _lock(group)
    found = group.term_on(on, role)
    rules.may_be_ended(group, found, role).enforce()
    term = cast(ConvenorTerm, found)  # refused where there is none
    person = cast(User, term.person)
    group.terms.on(on).filter(role=role).update(ends_on=on)
    record("forums.convenor_ended", group, by=by, data={"person": person.pk, "role": role.value})
    notify(
        [person] if by is None or person.pk != by.pk else [],
        "forums/convenor_ended",
        about=group,
        context={"group": group, "role": role.label.lower()},
        url=group.get_absolute_url(),
    )
    return group


def _lock(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
