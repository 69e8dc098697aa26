"""Sending the notices of an election: each once to an organisation, and reminders only to those that have not voted."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from assembly.membership.models import Organisation
from assembly.notifications.services import notify
from elections import notices, participants, rules
from elections.models import Election, RollEntry, SentNotice
from elections.notices import Notice


def send_due(*, at: dt.datetime | None = None) -> int:
    """Send every notice that is due to every organisation that has not had it. Return how many organisations."""
    at = at or timezone.now()
    sent = 0
    for election in Election.objects.public(at):
        for notice in notices.due(election, at):
            for organisation in notices.not_told(election, notice):
                sent += _send(election, notice, organisation, at)
    return sent


def remind(*, at: dt.datetime | None = None) -> int:
    """Remind those that have not voted, 3 days and 1 day before voting closes. Return how many entries.

    Run soon after midnight: a reminder kept with its day then says no more than the mark on the roll does, which is
    a day too (docs/ballot-secrecy.md). The count of reminders moves in the same update that looks for the mark.
    """
    at = at or timezone.now()
    today, reminded = timezone.localdate(at), 0
    for election in Election.objects.polling(at):
        left = (timezone.localdate(election.poll_closes_at) - today).days
        step = sum(left <= days for days in rules.reminding.REMINDER_DAYS)
        if not step:
            continue
        waiting = RollEntry.objects.filter(
            contest__election=election, voted_on=None, struck_on=None, reminders__lt=step
        )
        for entry in waiting.select_related("organisation", "contest").order_by(
            "organisation_id", "id"
        ):
            reminded += _remind(entry, election, step, at)
    return reminded


def _remind(entry: RollEntry, election: Election, step: int, at: dt.datetime) -> bool:
    with transaction.atomic():
        if not RollEntry.objects.filter(
            pk=entry.pk, voted_on=None, struck_on=None, reminders__lt=step
        ).update(reminders=step):
            return False
        notify(
            participants.delegates_of(entry.organisation),
            "elections/reminder",
            about=election,
            context={
                "organisation": entry.organisation,
                "contest": entry.contest,
                "election": election,
                "casters": notices.casters_of(entry.organisation),
            },
            url=election.get_absolute_url(),
            at=at,
        )
    return True


def _send(election: Election, notice: Notice, organisation: Organisation, at: dt.datetime) -> bool:
    """The mark and the messages in one transaction; two workers at once send it once."""
    try:
        with transaction.atomic():
            SentNotice.objects.create(
                election=election,
                notice=notice,
                organisation=organisation,
                sent_on=timezone.localdate(at),
            )
            notify(
                notices.recipients(election, notice, organisation),
                notices.KINDS[notice],
                about=election,
                context=notices.context_of(election, notice, organisation),
                url=election.get_absolute_url(),
                at=at,
            )
    except IntegrityError:
        return False
    return True
