"""An organisation leaves: by resigning, or because it was wound up."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules
from assembly.membership.models import Decision, Organisation
from assembly.notifications.services import tell_each_once

from . import standing


@transaction.atomic
def resign(
    organisation: Organisation, reason: str = "", *, by: User, on: dt.date | None = None
) -> Organisation:
    """Leave the Assembly at the word of a lead. Its people stay, so that it can come back."""
    organisation = standing.lock_for_lead(organisation, by)
    rules.standing.may_resign(organisation).enforce()
    on = on or timezone.localdate()
    standing.decide(organisation, Decision.Kind.RESIGNED, reason, by=by, on=on)
    record("membership.resigned", organisation, by=by, acting_for=organisation, data={"on": on})
    tell_each_once(
        standing.to_leads(organisation, "membership/resigned", "membership:own"),
        standing.to_keepers(organisation, "membership/has_resigned"),
    )
    return organisation


@transaction.atomic
def wind_up(
    organisation: Organisation, reason: str, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Record that an organisation no longer exists, on what evidence."""
    organisation = standing.lock_for_keeper(organisation, by)
    rules.standing.may_be_wound_up(organisation).enforce()
    on = on or timezone.localdate()
    decision = standing.decide(organisation, Decision.Kind.WOUND_UP, reason, by=by, on=on)
    record("membership.wound_up", organisation, by=by, data={"on": on})
    tell_each_once(
        standing.to_leads(organisation, "membership/wound_up", "membership:own", decision=decision)
    )
    return organisation
