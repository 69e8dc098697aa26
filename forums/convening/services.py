"""Naming the convenor of a group for a term, and ending it. The term itself runs out by the clock."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import Message, notify, tell_each_once
from forums.models import Group

from . import rules, selectors


@transaction.atomic
def name_convenor(
    group: Group, person: User, *, last_day: dt.date, by: User | None, on: dt.date | None = None
) -> Group:
    """Name somebody for a new term, in place of the convenor there is. Both are told; pressed twice it is once."""
    on = on or timezone.localdate()
    group = _lock(group)
    rules.may_be_convenor(last_day=last_day, on=on).enforce()
    ends_on = last_day + dt.timedelta(days=1)
    former = group.convenor_on(on)
    if former == person and group.convenor_ends_on == ends_on:
        return group
    group.convenor, group.convenor_from, group.convenor_ends_on = person, on, ends_on
    group.save(update_fields=["convenor", "convenor_from", "convenor_ends_on"])
    record(
        "forums.convenor_named",
        group,
        by=by,
        data={"person": person.pk, "from": on, "until": last_day},
    )
    tell_each_once(
        Message(
            people=[person],
            name="forums/convenor_named",
            about=group,
            context={"group": group, "last_day": last_day},
            url=selectors.page_of(group),
        ),
        Message(
            people=[former] if former else [],
            name="forums/convenor_ended",
            about=group,
            context={"group": group},
            url=group.get_absolute_url(),
        ),
    )
    return group


@transaction.atomic
def end_convening(group: Group, *, by: User | None, on: dt.date | None = None) -> Group:
    """The group has no convenor from now on; whoever it was is told."""
    on = on or timezone.localdate()
    group = _lock(group)
    rules.may_be_ended(group).enforce()
    person = group.convenor
    told = [person] if person and group.convenor_on(on) else []
    group.convenor = group.convenor_from = group.convenor_ends_on = None
    group.save(update_fields=["convenor", "convenor_from", "convenor_ends_on"])
    record("forums.convenor_ended", group, by=by, data={"person": person.pk if person else None})
    notify(
        told,
        "forums/convenor_ended",
        about=group,
        context={"group": group},
        url=group.get_absolute_url(),
    )
    return group


def _lock(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).select_related("convenor").get(pk=group.pk)
