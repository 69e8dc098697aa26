"""An organisation applies for membership."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts import consents
from assembly.accounts.models import User
from assembly.core import locks, names
from assembly.core.addressed import free_address
from assembly.core.events import record
from assembly.membership import lookup, rules, selectors
from assembly.membership.models import (
    Criterion,
    Delegate,
    District,
    EligibilityFinding,
    Organisation,
    Theme,
)
from assembly.membership.rules.casting import Way
from assembly.notifications.services import notify

from .casting import noting_who_casts

# Addresses below /members/ that are not an organisation.
RESERVED = {"register", "join"}


@transaction.atomic
def register_organisation(
    organisation: Organisation,
    *,
    declarations: Mapping[Criterion, bool],
    districts: Iterable[District],
    themes: Iterable[Theme],
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Enter a new organisation as an applicant, with what it declared. The person who does it becomes its lead."""
    on = on or timezone.localdate()
    enter(organisation, districts=districts, themes=themes, by=by)
    with noting_who_casts(organisation, Way.REGISTERED, by=by, at=_moment_of(on)):
        Delegate.objects.create(
            organisation=organisation, user=by, role=Delegate.Role.LEAD, started_on=on
        )
    consents.give(by, "acting")
    _apply(organisation, declarations, by=by, on=on)
    return organisation


def _moment_of(on: dt.date) -> dt.datetime:
    """Now; of a day in the past, whose hour nobody noted, its end: that it lies after a poll opened is never hidden."""
    now = timezone.now()
    return min(now, timezone.make_aware(dt.datetime.combine(on, dt.time(23, 59))))


@transaction.atomic
def apply_for_listed(
    organisation: Organisation,
    *,
    declarations: Mapping[Criterion, bool],
    districts: Iterable[District],
    themes: Iterable[Theme],
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Let an organisation that was only listed apply, through its lead, with what its form says now."""
    hold_register()  # before the row, in the order of a merge, so that neither waits for the other for ever
    listed = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.joining.may_apply(listed, by, Delegate.objects.of(listed)).enforce()
    _number_may_be_used(organisation)
    near = hold_name(organisation)
    organisation.save()
    record_told_apart(organisation, near, by=by)
    organisation.districts.set(districts)
    organisation.themes.set(themes)
    _apply(organisation, declarations, by=by, on=on or timezone.localdate())
    return organisation


def enter(
    organisation: Organisation,
    *,
    districts: Iterable[District],
    themes: Iterable[Theme],
    by: User,
) -> Organisation:
    """Put an organisation on our register, listed; inside a transaction. One at a time, so none comes in twice."""
    near = hold_name(organisation)
    _number_may_be_used(organisation)
    organisation.slug = free_slug(organisation.name)
    organisation.save(force_insert=True)
    organisation.districts.set(districts)
    organisation.themes.set(themes)
    record_told_apart(organisation, near, by=by)
    return organisation


def hold_register() -> None:
    """Hold the lock under which names come in, records are merged and rolls are frozen. Take it before any row."""
    locks.hold("entering an organisation")


def hold_name(organisation: Organisation) -> list[Organisation]:
    """Hold the lock under which names come in, and see that this one may: returns the others with a name near it.

    Before an organisation is entered or renamed, inside the transaction that does it.
    """
    hold_register()
    organisation.name = names.tidy(organisation.name)
    near = lookup.near_to(organisation)
    rules.joining.may_be_entered(organisation, near).enforce()
    return near


def record_told_apart(
    organisation: Organisation, near: Iterable[Organisation], *, by: User
) -> None:
    """Keep that somebody was asked, and said that it is another than each of these."""
    for other in near:
        record("membership.told_apart", organisation, by=by, data={"other": other.pk})


def _number_may_be_used(organisation: Organisation) -> None:
    holder = lookup.holder_of(organisation.org_id, besides=organisation)
    rules.joining.number_may_be_used(holder, lookup.entry_with(organisation.org_id)).enforce()


def _apply(
    organisation: Organisation, declarations: Mapping[Criterion, bool], *, by: User, on: dt.date
) -> None:
    """Take down what was declared, and tell those who check it."""
    organisation.status = Organisation.Status.APPLIED
    organisation.applied_on = on
    organisation.save(update_fields=["status", "applied_on"])
    EligibilityFinding.objects.bulk_create(
        EligibilityFinding(
            organisation=organisation,
            criterion=criterion,
            declared=declarations.get(criterion, False),
        )
        for criterion in rules.eligibility.criteria_for(
            social_enterprise=organisation.social_enterprise
        )
    )
    record("membership.applied", organisation, by=by, acting_for=organisation, data={"on": on})
    notify(
        selectors.eligibility_checkers(),
        "membership/applied",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership_staff:application_check", args=[organisation.pk]),
    )


def free_slug(name: str) -> str:
    """The name as an address; with a number behind it when that address is taken."""
    return free_address(Organisation, name, reserved=RESERVED) or free_address(
        Organisation, "organisation"
    )
