"""Remind those who have not answered a nomination: a job does it twice, and its organisation can ask."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.time_left import in_days
from assembly.notifications.services import Message, tell_each_once, write_to
from elections import nominations, participants, rules
from elections.models import Nomination

from .nominating import lock_nomination


def nudge(*, at: dt.datetime | None = None) -> int:
    """Send the reminders that are due. A missed day is made up for by one reminder. Return how many nominations."""
    at = at or timezone.now()
    waiting = Nomination.objects.filter(
        sent_at__isnull=False,
        withdrawn_at=None,
        verdict="",
        nudges__lt=len(rules.reminding.NUDGE_DAYS),
        contest__election__nominations_open_at__lte=at,
        contest__election__nominations_close_at__gt=at,
    )
    return sum(_nudge(nomination, at) for nomination in waiting.order_by("pk"))


@transaction.atomic
def _nudge(nomination: Nomination, at: dt.datetime) -> bool:
    nomination = lock_nomination(nomination)
    election, sent_at = nomination.contest.election, nomination.sent_at
    due = rules.reminding.nudges_due(
        timezone.localdate(sent_at),
        timezone.localdate(election.nominations_close_at),
        timezone.localdate(at),
    )
    if nomination.nudges >= due or not rules.nominating.may_remind(nomination, election, at):
        return False
    nomination.nudges = due
    _remind(nomination, at)
    return True


@transaction.atomic
def remind(nomination: Nomination, *, by: User, at: dt.datetime | None = None) -> Nomination:
    """Remind those who have not answered, at the request of the organisation that nominates."""
    at, nomination = at or timezone.now(), lock_nomination(nomination)
    rules.nominating.acts_for(
        by, participants.delegates_of(nomination.organisation), nomination.organisation
    ).enforce()
    rules.nominating.may_remind(nomination, nomination.contest.election, at).enforce()
    _remind(nomination, at)
    record("elections.nomination_reminded", nomination, by=by, acting_for=nomination.organisation)
    return nomination


def _remind(nomination: Nomination, at: dt.datetime) -> None:
    """Write to each person who has not answered."""
    nomination.reminded_on = timezone.localdate(at)
    nomination.save(update_fields=["nudges", "reminded_on"])
    election, page = nomination.contest.election, nomination.get_absolute_url()
    left = in_days(election.nominations_close_at, at)
    context = {"nomination": nomination, "election": election, "left": left}
    messages = [
        Message(
            people=participants.delegates_of(support.organisation),
            name="elections/support_reminder",
            about=election,
            context={**context, "support": support},
            url=page,
        )
        for support in nomination.supports.filter(confirmed_at=None).select_related("organisation")
    ]
    if not nomination.accepted_at:
        name = "elections/nominated_reminder"
        if person := nomination.user or nominations.account_of(nomination.email):
            messages.insert(
                0, Message(people=[person], name=name, about=election, context=context, url=page)
            )
        else:
            write_to(nomination.email, name, context=context, url=page, at=at)
    tell_each_once(*messages, at=at)
