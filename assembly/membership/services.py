"""The acts of membership: apply, check, admit, refuse."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import Ruling
from assembly.notifications.services import notify

from . import rules, selectors
from .models import Delegate, District, EligibilityFinding, Limb, Organisation, Theme

# Addresses below /members/ that are not an organisation.
RESERVED = {"register"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the Support Unit found on one limb of the eligibility test."""

    met: bool
    evidence: str


@transaction.atomic
def register_organisation(
    organisation: Organisation,
    *,
    declarations: Mapping[Limb, bool],
    districts: Iterable[District],
    themes: Iterable[Theme],
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Enter a new organisation as an applicant, with what it declared. The person who does it becomes its lead."""
    on = on or timezone.localdate()
    organisation.slug = free_slug(organisation.name)
    organisation.status = Organisation.Status.APPLIED
    organisation.applied_on = on
    organisation.save(force_insert=True)
    organisation.districts.set(districts)
    organisation.themes.set(themes)
    EligibilityFinding.objects.bulk_create(
        EligibilityFinding(
            organisation=organisation, limb=limb, declared=declarations.get(limb, False)
        )
        for limb in rules.limbs_for(social_enterprise=organisation.social_enterprise)
    )
    Delegate.objects.create(
        organisation=organisation, user=by, role=Delegate.Role.LEAD, started_on=on
    )
    record("membership.applied", organisation, by=by, acting_for=organisation)
    notify(
        selectors.eligibility_checkers(),
        "membership/applied",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership_staff:application_check", args=[organisation.pk]),
    )
    return organisation


@transaction.atomic
def record_check(
    organisation: Organisation,
    findings: Mapping[Limb, Finding],
    *,
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Write down what was found on each limb, and on what evidence. It decides nothing yet."""
    organisation = _lock(organisation)
    _may_be_checked(organisation, by).enforce()

    for row in organisation.findings.filter(limb__in=findings):
        row.met = findings[Limb(row.limb)].met
        row.evidence = findings[Limb(row.limb)].evidence
        row.checked_by = by
        row.checked_on = on or timezone.localdate()
        row.save(update_fields=["met", "evidence", "checked_by", "checked_on"])
    record(
        "membership.checked",
        organisation,
        by=by,
        data={limb.value: finding.met for limb, finding in findings.items()},
    )
    return organisation


@transaction.atomic
def admit_organisation(
    organisation: Organisation, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Make an eligible applicant a member from this day."""
    organisation = _lock(organisation)
    _may_be_checked(organisation, by).enforce()
    rules.may_be_admitted(organisation, list(organisation.findings.all())).enforce()

    organisation.status = Organisation.Status.MEMBER
    organisation.admitted_on = on or timezone.localdate()
    organisation.save(update_fields=["status", "admitted_on"])
    record("membership.admitted", organisation, by=by)
    notify(
        selectors.leads(organisation),
        "membership/admitted",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership:my"),
    )
    return organisation


@transaction.atomic
def refuse_organisation(organisation: Organisation, *, by: User) -> Organisation:
    """Turn an applicant down for the limbs it does not meet."""
    organisation = _lock(organisation)
    _may_be_checked(organisation, by).enforce()
    findings = list(organisation.findings.all())
    rules.may_be_refused(organisation, findings).enforce()

    organisation.status = Organisation.Status.REFUSED
    organisation.save(update_fields=["status"])
    failed = rules.failed_limbs(findings)
    record(
        "membership.refused", organisation, by=by, data={finding.limb: False for finding in failed}
    )
    notify(
        selectors.leads(organisation),
        "membership/refused",
        about=organisation,
        context={"organisation": organisation, "failed": failed},
        url=reverse("membership:my"),
    )
    return organisation


def free_slug(name: str) -> str:
    """The name as an address; with a number behind it when that address is taken."""
    wanted = slugify(name)[:200].strip("-") or "organisation"
    taken = {*RESERVED, *_slugs_like(wanted)}
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([wanted], numbered) if slug not in taken)


def _slugs_like(wanted: str) -> Iterable[str]:
    return Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _may_be_checked(organisation: Organisation, by: User) -> Ruling:
    return rules.may_be_checked(organisation, by, Delegate.objects.of(organisation))
