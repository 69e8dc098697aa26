"""An organisation appeals against a decision, and the Assembly Board hears it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.models import Appeal, Decision, Organisation
from assembly.notifications.services import Message, tell_each_once

from . import standing


@transaction.atomic
def appeal(
    organisation: Organisation, words: str, *, by: User, on: dt.date | None = None
) -> Appeal:
    """Ask the Assembly Board to look at the decision again, in the organisation's own words."""
    organisation = standing.lock(organisation)
    rules.must_be_lead(by, organisation, selectors.current_delegates(organisation)).enforce()
    on = on or timezone.localdate()
    decision = selectors.decision_standing(organisation)
    ruling = rules.may_appeal(decision, selectors.appeal_against(decision), on)
    if decision is None or not ruling:
        raise RuleBroken(ruling.reason)

    made = Appeal.objects.create(decision=decision, words=words, made_by=by, made_on=on)
    record("membership.appealed", organisation, by=by, acting_for=organisation, data={"on": on})
    context = {"organisation": organisation, "appeal": made, "until": rules.last_day_to_hear(made)}
    tell_each_once(
        Message(
            people=selectors.leads(organisation),
            name="membership/appealed",
            about=organisation,
            context=context,
            url=reverse("membership:appeal", args=[organisation.slug]),
        ),
        Message(
            people=selectors.board(),
            name="membership/appeal_waiting",
            about=organisation,
            context=context,
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
    rules.may_be_heard(
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
    context = {"organisation": organisation, "appeal": made, "decision": made.decision}
    tell_each_once(
        Message(
            people=selectors.leads(organisation),
            name="membership/appeal_decided",
            about=organisation,
            context=context,
            url=reverse("membership:appeal", args=[organisation.slug]),
        ),
        Message(
            people=selectors.keepers(),
            name="membership/appeal_outcome",
            about=organisation,
            context=context,
            url=reverse("membership_staff:organisation", args=[organisation.pk]),
        ),
    )
    return made
