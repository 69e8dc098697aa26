"""An organisation that lapsed, left or was refused declares afresh, and comes back or is checked again."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import Criterion, EligibilityFinding, Organisation
from assembly.notifications.services import notify

from . import standing
from .confirming import lapse_if_run_out


@transaction.atomic
def come_back(
    organisation: Organisation,
    declarations: Mapping[Criterion, bool],
    *,
    by: User,
    on: dt.date | None = None,
) -> Organisation:
    """Declare on every criterion again. `declarations` has one answer for each criterion that applies to it now.

    Returns the organisation, as a member or as an applicant (`rules.comes_straight_back`).
    """
    organisation = standing.lock_for_lead(organisation, by)
    on = on or timezone.localdate()
    lapse_if_run_out(organisation, on=on)
    organisation.refresh_from_db()
    decision = selectors.decision_standing(organisation)
    rules.standing.may_come_back(
        organisation, decision, selectors.appeal_against(decision), on
    ).enforce()
    straight = rules.standing.comes_straight_back(organisation, declarations)

    organisation.findings.all().delete()
    EligibilityFinding.objects.bulk_create(
        EligibilityFinding(organisation=organisation, criterion=criterion, declared=declared)
        for criterion, declared in declarations.items()
    )
    organisation.social_enterprise = Criterion.REINVESTS in declarations
    organisation.save(update_fields=["social_enterprise"])
    if straight:
        standing.make_member(organisation, "membership.came_back", by=by, on=on)
        return organisation
    standing.overtake(organisation, on)
    organisation.status = Organisation.Status.APPLIED
    organisation.applied_on = on
    organisation.save(update_fields=["status", "applied_on"])
    record(
        "membership.applied_again", organisation, by=by, acting_for=organisation, data={"on": on}
    )
    notify(
        selectors.eligibility_checkers(),
        "membership/applied",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership_staff:application_check", args=[organisation.pk]),
    )
    return organisation
