"""The yearly “is this still right?”: confirming, reminding, and the lapse of what nobody confirms."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, selectors
from assembly.membership.models import Decision, Organisation, Reminder
from assembly.notifications.services import notify, tell_each_once

from . import standing


@transaction.atomic
def confirm(organisation: Organisation, *, by: User, on: dt.date | None = None) -> Organisation:
    """A lead says that the entry is right as it stands. Pressed twice, it is one confirmation."""
    organisation = standing.lock_for_lead(organisation, by)
    on = on or timezone.localdate()
    rules.standing.may_confirm(organisation, on).enforce()
    if organisation.confirmed_on == on:
        return organisation
    organisation.confirmed_on, organisation.lapses_on = on, None
    organisation.save(update_fields=["confirmed_on", "lapses_on"])
    record("membership.confirmed", organisation, by=by, acting_for=organisation, data={"on": on})
    return organisation


def send_reminders(*, on: dt.date | None = None) -> int:
    """Remind whoever is due and was not reminded; returns how many organisations."""
    on = on or timezone.localdate()
    due = selectors.perhaps_to_be_reminded(on)
    return sum(remind(organisation, on=on) for organisation in due)


@transaction.atomic
def remind(organisation: Organisation, *, on: dt.date) -> bool:
    """Send the reminder that is due now, if one is. The row is its mark: run twice, it is sent once."""
    organisation = standing.lock(organisation)
    last = organisation.last_confirmed_on
    if not organisation.is_member_on(on) or last is None:
        return False
    sent = list(organisation.reminders.filter(of=last).values_list("sent_on", flat=True))
    number = rules.standing.reminder_due(last, sent, on)
    if number is None:
        return False
    Reminder.objects.create(organisation=organisation, of=last, number=number, sent_on=on)
    if number == rules.standing.REMINDERS:
        organisation.lapses_on = rules.standing.day_of_lapse(last, on)
        organisation.save(update_fields=["lapses_on"])
    record("membership.reminded", organisation, by=None, data={"number": number, "on": on})
    leads = selectors.leads(organisation)
    notify(
        leads if leads else selectors.keepers(),
        "membership/confirm",
        about=organisation,
        context={"organisation": organisation, "last": last, "number": number},
        url=reverse("membership:confirm", args=[organisation.slug]),
    )
    return True


def write_down_lapses(*, on: dt.date | None = None) -> int:
    """Give the status to those whose membership has run out by the clock, and tell them; returns how many."""
    on = on or timezone.localdate()
    due = Organisation.objects.to_be_marked_lapsed(on).order_by("pk")
    return sum(lapse_if_run_out(organisation, on=on) for organisation in due)


@transaction.atomic
def lapse_if_run_out(organisation: Organisation, *, on: dt.date) -> bool:
    """Write the lapse down if the clock has brought it, once. Returns whether it did."""
    organisation = standing.lock(organisation)
    if organisation.status != Organisation.Status.MEMBER or not organisation.has_run_out(on):
        return False  # confirmed, or marked, since the list was read
    since = organisation.lapses_on
    decision = standing.decide(
        organisation,
        Decision.Kind.LAPSED,
        f"Nobody confirmed the entry of the organisation for {rules.standing.SILENCE}.",
        by=None,
        on=on,
    )
    record("membership.lapsed", organisation, by=None, data={"since": since, "on": on})
    tell_each_once(
        standing.to_leads(
            organisation,
            "membership/lapsed",
            "membership:come_back",
            since=since,
            until=rules.appeals.last_day_to_appeal(decision),
        )
    )
    return True
