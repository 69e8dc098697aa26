"""The Support Unit suspends a member, and lifts the suspension."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import consequences, rules, selectors
from assembly.membership.models import Decision, Organisation
from assembly.notifications.services import notify

from . import standing


@transaction.atomic
def suspend(
    organisation: Organisation, reason: str, *, by: User, on: dt.date | None = None
) -> Decision:
    """Take the rights of a member away for a time, with the reason, which its leads are told with their appeal."""
    organisation = standing.lock(organisation)
    rules.may_look_after(by, organisation, selectors.current_delegates(organisation)).enforce()
    rules.may_suspend(organisation).enforce()
    on = on or timezone.localdate()
    decision = standing.decide(organisation, Decision.Kind.SUSPENDED, reason, by=by, on=on)
    record("membership.suspended", organisation, by=by, data={"on": on})
    notify(
        selectors.leads(organisation),
        "membership/suspended",
        about=organisation,
        context={
            "organisation": organisation,
            "decision": decision,
            "until": rules.last_day_to_appeal(decision),
            "consequences": consequences.of(organisation),
        },
        url=reverse("membership:appeal", args=[organisation.slug]),
    )
    return decision


@transaction.atomic
def lift_suspension(
    organisation: Organisation, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Give the rights of a member back. An appeal that waits has nothing left to decide."""
    organisation = standing.lock(organisation)
    rules.may_look_after(by, organisation, selectors.current_delegates(organisation)).enforce()
    rules.may_reinstate(organisation).enforce()
    standing.reinstate(organisation, "membership.reinstated", by=by, on=on or timezone.localdate())
    notify(
        selectors.leads(organisation),
        "membership/reinstated",
        about=organisation,
        context={"organisation": organisation},
        url=reverse("membership:own", args=[organisation.slug]),
    )
    return organisation
