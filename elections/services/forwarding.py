"""Ask an organisation's voter to vote, at the request of another of its people."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.time_left import in_days
from assembly.membership.models import Organisation
from assembly.notifications.services import notify
from elections import participants, rules
from elections.models import Election, RollEntry


@transaction.atomic
def forward_poll(
    election: Election, organisation: Organisation, *, by: User, at: dt.datetime | None = None
) -> None:
    """Tell its voter and deputy.

    It is recorded as a day on the roll and not as an Event, which would say to the second when there was no vote yet
    (docs/ballot-secrecy.md). The day moves in the same update that looks for it and for the mark.
    """
    at = at or timezone.now()
    rules.nominating.acts_for(by, participants.delegates_of(organisation), organisation).enforce()
    voters = [person for person in participants.casters(organisation) if person != by]
    roll = RollEntry.objects.filter(contest__election=election, organisation=organisation)
    rules.voting.may_forward(
        election, list(roll), organisation, voters=bool(voters), at=at
    ).enforce()
    today = timezone.localdate(at)
    to_cast = roll.filter(voted_on=None, struck_on=None).exclude(forwarded_on=today)
    if not to_cast.update(forwarded_on=today):  # another has just done it, or cast the vote
        return
    notify(
        voters,
        "elections/poll_forwarded",
        about=election,
        context={
            "organisation": organisation,
            "election": election,
            "left": in_days(election.poll_closes_at, at),
        },
        url=election.get_absolute_url(),
        at=at,
    )
