"""The Support Unit checks an application, and admits or refuses."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import Value, record
from assembly.core.rules import Ruling
from assembly.membership import rules, selectors
from assembly.membership.models import Delegate, Limb, Organisation
from assembly.notifications.services import notify


@dataclass(frozen=True, slots=True)
class Finding:
    """What the Support Unit found on one limb of the eligibility test."""

    met: bool
    evidence: str


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

    written: dict[str, Value] = {}
    for row in organisation.findings.filter(limb__in=findings).select_related("checked_by"):
        found = findings[Limb(row.limb)]
        if (row.met, row.evidence, row.checked_by) == (found.met, found.evidence, by):
            continue  # saved twice
        row.met, row.evidence = found.met, found.evidence
        row.checked_by, row.checked_on = by, on or timezone.localdate()
        row.save(update_fields=["met", "evidence", "checked_by", "checked_on"])
        written[row.limb] = found.met
    if written:
        record("membership.checked", organisation, by=by, data=written)
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


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _may_be_checked(organisation: Organisation, by: User) -> Ruling:
    return rules.may_be_checked(organisation, by, Delegate.objects.of(organisation))
