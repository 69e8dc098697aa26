"""An organisation leaves: by resigning, or because it was wound up."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import Decision, Organisation
from assembly.notifications.services import Message, notify, tell_each_once

from . import standing


@transaction.atomic
def resign(
    organisation: Organisation, reason: str = "", *, by: User, on: dt.date | None = None
) -> Organisation:
    """Leave the Assembly at the word of a lead. Its people stay, so that it can come back."""
    organisation = standing.lock(organisation)
    rules.must_be_lead(by, organisation, selectors.current_delegates(organisation)).enforce()
    rules.may_resign(organisation).enforce()
    on = on or timezone.localdate()
    standing.decide(organisation, Decision.Kind.RESIGNED, reason, by=by, on=on)
    record("membership.resigned", organisation, by=by, acting_for=organisation, data={"on": on})
    context = {"organisation": organisation}
    tell_each_once(
        Message(
            people=selectors.leads(organisation),
            name="membership/resigned",
            about=organisation,
            context=context,
            url=reverse("membership:own", args=[organisation.slug]),
        ),
        Message(
            people=selectors.keepers(),
            name="membership/has_resigned",
            about=organisation,
            context=context,
            url=reverse("membership_staff:organisation", args=[organisation.pk]),
        ),
    )
    return organisation


@transaction.atomic
def wind_up(
    organisation: Organisation, reason: str, *, by: User, on: dt.date | None = None
) -> Organisation:
    """Record that an organisation no longer exists, on what evidence."""
    organisation = standing.lock(organisation)
    rules.may_look_after(by, organisation, selectors.current_delegates(organisation)).enforce()
    rules.may_be_wound_up(organisation).enforce()
    on = on or timezone.localdate()
    decision = standing.decide(organisation, Decision.Kind.WOUND_UP, reason, by=by, on=on)
    record("membership.wound_up", organisation, by=by, data={"on": on})
    notify(
        selectors.leads(organisation),
        "membership/wound_up",
        about=organisation,
        context={"organisation": organisation, "decision": decision},
        url=reverse("membership:own", args=[organisation.slug]),
    )
    return organisation
