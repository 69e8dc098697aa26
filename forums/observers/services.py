"""Putting an officer of a public body on a group as observer, and ending it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners.models import Officer
from forums.models import Group, Observer

from . import rules


@transaction.atomic
def add_observer(
    group: Group, officer: Officer, *, by: User, on: dt.date | None = None
) -> Observer:
    """Shown on the group's page, so an officer with an account is told."""
    on = on or timezone.localdate()
    group = Group.objects.select_for_update().get(pk=group.pk)
    observes = Observer.objects.filter(group=group, officer=officer, ended_on=None).exists()
    rules.may_observe(group, officer, observes=observes, on=on).enforce()
    observer = Observer.objects.create(group=group, officer=officer, starts_on=on)
    record("forums.observer_added", group, by=by, data={"officer": officer.pk})
    notify(
        [officer.user] if officer.user else [],
        "forums/observer_added",
        about=group,
        context={"group": group, "body": officer.body},
        url=group.get_absolute_url(),
    )
    return observer


@transaction.atomic
def end_observer(observer: Observer, *, by: User, on: dt.date | None = None) -> Observer:
    observer = (
        Observer.objects.select_for_update(of=("self",))
        .select_related("officer", "group")
        .get(pk=observer.pk)
    )
    rules.may_be_ended(observer).enforce()
    observer.ended_on = on or timezone.localdate()
    observer.save(update_fields=["ended_on"])
    record("forums.observer_ended", observer.group, by=by, data={"officer": observer.officer_id})
    return observer
