"""The Support Unit suspends a member, and lifts the suspension."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import consequences, rules
from assembly.membership.models import Decision, Organisation
from assembly.notifications.services import tell_each_once

from . import standing


@transaction.atomic
def suspend(
    organisation: Organisation, reason: str, *, by: User, on: dt.date | None = None
) -> Decision:
    """Take the rights of a member away for a time, with the reason, which its leads are told with their appeal."""
    organisation = standing.lock_for_keeper(organisation, by)
    rules.standing.may_suspend(organisation).enforce()
    on = on or timezone.localdate()
    decision = standing.decide(organisation, Decision.Kind.SUSPENDED, reason, by=by, on=on)
    record("membership.suspended", organisation, by=by, data={"on": on})
    tell_each_once(
        standing.to_leads(
            organisation,
            "membership/suspended",
            "membership:appeal",
            decision=decision,
            until=rules.appeals.last_day_to_appeal(decision),
            consequences=consequences.of_ending(organisation),
        )
    )
    return decision


@transaction.atomic
def lift_suspension(
    organisation: Organisation, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Give the rights of a member back. An appeal that waits has nothing left to decide."""
    organisation = standing.lock_for_keeper(organisation, by)
    rules.standing.may_reinstate(organisation).enforce()
    standing.reinstate(organisation, "membership.reinstated", by=by, on=on or timezone.localdate())
    tell_each_once(standing.to_leads(organisation, "membership/reinstated", "membership:own"))
    return organisation
