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
from assembly.membership.models import Criterion, Decision, Delegate, Organisation
from assembly.notifications.services import notify, tell_each_once

from . import standing


@dataclass(frozen=True, slots=True)
class Finding:
    """What the Support Unit found on one criterion of the eligibility test."""

    met: bool
    evidence: str


@transaction.atomic
def record_check(
    organisation: Organisation,
    findings: Mapping[Criterion, Finding],
    *,
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Write down what was found on each criterion, and on what evidence. It decides nothing yet."""
    organisation = standing.lock(organisation)
    _may_be_checked(organisation, by).enforce()
    on = on or timezone.localdate()

    written: dict[str, Value] = {}
    for row in organisation.findings.filter(criterion__in=findings).select_related("checked_by"):
        found = findings[Criterion(row.criterion)]
        if (row.met, row.evidence, row.checked_by) == (found.met, found.evidence, by):
            continue  # saved twice
        row.met, row.evidence = found.met, found.evidence
        row.checked_by, row.checked_on = by, on
        row.save(update_fields=["met", "evidence", "checked_by", "checked_on"])
        written[row.criterion] = found.met
    if written:
        record("membership.checked", organisation, by=by, data=written | {"on": on})
    return organisation


@transaction.atomic
def admit_organisation(
    organisation: Organisation, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Make an eligible applicant a member from this day."""
    organisation = standing.lock(organisation)
    _may_be_checked(organisation, by).enforce()
    rules.eligibility.may_be_admitted(organisation, list(organisation.findings.all())).enforce()

    standing.make_member(organisation, "membership.admitted", by=by, on=on or timezone.localdate())
    notify(
        selectors.leads(organisation),
        "membership/admitted",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership:my"),
    )
    return organisation


@transaction.atomic
def refuse_organisation(
    organisation: Organisation, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Turn an applicant down for the criteria it does not meet."""
    organisation = standing.lock(organisation)
    _may_be_checked(organisation, by).enforce()
    findings = list(organisation.findings.all())
    rules.eligibility.may_be_refused(organisation, findings).enforce()
    on = on or timezone.localdate()

    failed = rules.eligibility.unmet_criteria(findings)
    decision = standing.decide(
        organisation,
        Decision.Kind.REFUSED,
        "\n".join(f"{finding.get_criterion_display()}: {finding.evidence}" for finding in failed),
        by=by,
        on=on,
    )
    record(
        "membership.refused",
        organisation,
        by=by,
        data={finding.criterion: False for finding in failed} | {"on": on},
    )
    tell_each_once(
        standing.to_leads(
            organisation,
            "membership/refused",
            "membership:appeal",
            failed=failed,
            until=rules.appeals.last_day_to_appeal(decision),
        )
    )
    return organisation


def _may_be_checked(organisation: Organisation, by: User) -> Ruling:
    # Those who acted for it before too: a person who registered it and left does not check it either.
    return rules.eligibility.may_be_checked(
        organisation, by, Delegate.objects.filter(organisation=organisation)
    )
