"""An organisation appeals against a decision, and the Assembly Board hears it."""

import datetime as dt
from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import Appeal, Decision, Organisation
from assembly.notifications.services import Message, tell_each_once

from . import standing


@transaction.atomic
def appeal(
    organisation: Organisation, words: str, *, by: User, on: dt.date | None = None
) -> Appeal:
    """Ask the Assembly Board to look at the decision again, in the organisation's own words."""
    organisation = standing.lock_for_lead(organisation, by)
    on = on or timezone.localdate()
    decision = selectors.decision_standing(organisation)
    rules.appeals.may_appeal(decision, selectors.appeal_against(decision), on).enforce()

    made = Appeal.objects.create(
        # `may_appeal` refuses where there is none.
        decision=cast(Decision, decision),
        words=words,
        made_by=by,
        made_on=on,
    )
    record("membership.appealed", organisation, by=by, acting_for=organisation, data={"on": on})
    told = standing.to_leads(
        organisation,
        "membership/appealed",
        "membership:appeal",
        appeal=made,
        until=rules.appeals.last_day_to_hear(made),
    )
    tell_each_once(
        told,
        Message(
            people=selectors.board(),
            name="membership/appeal_waiting",
            about=organisation,
            context=told.context,
            url=reverse("membership_staff:appeal_hear", args=[made.pk]),
        ),
    )
    return made


@transaction.atomic
def record_outcome(
    made: Appeal,
    outcome: Appeal.Outcome,
    reason: str,
    *,
    panel: Sequence[User],
    by: User,
    on: dt.date | None = None,
) -> Appeal:
    """Write down how the Board decided and why; a reversed decision makes the organisation a member at once."""
    organisation = standing.lock(made.decision.organisation)
    made = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=made.pk)
    rules.appeals.may_be_heard(
        made, panel, by, selectors.involved_in(made), {person.pk for person in selectors.board()}
    ).enforce()

    on = on or timezone.localdate()
    made.outcome, made.reason, made.recorded_by, made.heard_on = outcome, reason, by, on
    made.save(update_fields=["outcome", "reason", "recorded_by", "heard_on"])
    made.panel.set(panel)
    record(
        "membership.appeal_heard",
        organisation,
        by=by,
        data={"outcome": outcome.value, "sat": len(panel), "on": on},
    )
    if outcome == Appeal.Outcome.REVERSED:
        if made.decision.kind == Decision.Kind.REFUSED:
            standing.make_member(organisation, "membership.admitted_on_appeal", by=by, on=on)
        else:
            standing.reinstate(organisation, "membership.reinstated_on_appeal", by=by, on=on)
    shown = {"appeal": made, "decision": made.decision}
    tell_each_once(
        standing.to_leads(organisation, "membership/appeal_decided", "membership:appeal", **shown),
        standing.to_keepers(organisation, "membership/appeal_outcome", **shown),
    )
    return made
