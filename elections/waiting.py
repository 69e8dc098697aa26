"""What an election asks of people now: an organisation's vote, and the returning officer's next act."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.roles import RETURNING_OFFICER, SCRUTINEER
from assembly.core.todo import Task
from assembly.membership.selectors import casts_for

from . import selectors
from .models import Election, KeyShare, RollEntry
from .officer.acts import acts
from .rules import closing
from .timetable import MILESTONES


def votes(user: User, at: dt.datetime) -> Iterable[Task]:
    """The votes this person may cast now. It says no more than the roll does: who has voted is not asked again."""
    organisations = casts_for(user)
    entries = RollEntry.objects.filter(
        organisation__in=organisations,
        contest__election__in=Election.objects.polling(at),
        voted_on=None,
        struck_on=None,
    )
    for entry in entries.select_related("organisation", "contest__election"):
        election = entry.contest.election
        yield Task(
            text=selectors.marked(election, f"Vote: {entry.contest}"),
            url=election.get_absolute_url(),
            by=election.poll_closes_at,
            note=f"Voting closes at {closing(election.poll_closes_at)}",
            whose=entry.organisation.name,
        )


def shares_to_show(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a scrutineer: the shares of a key that nobody has seen them hold yet, before notice of poll."""
    waiting = KeyShare.objects.filter(
        holder=user, proved_at=None, lost_at=None, election__roll_frozen_at=None
    )
    for share in waiting.select_related("election"):
        yield Task(
            text=f"Show that you hold share {share.number}: {share.election}",
            url=reverse("elections:share_keep", args=[share.election.slug]),
            by=share.election.poll_notice_at,
            note=f"Before notice of poll, {closing(share.election.poll_notice_at)}",
            whose=SCRUTINEER,
            of_office=True,
        )


def next_acts(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a returning officer: of each election what can be done now, or when the next milestone comes."""
    if not user.has_perm("elections.run_election"):
        return
    for election in Election.objects.filter(
        returning_officer=user, declared_at=None, voided_at=None
    ):
        now = next((act for act in acts(election, at) if act.ruling and not act.done), None)
        to_come = [
            (getattr(election, one.field), one.label)
            for one in MILESTONES
            if getattr(election, one.field) > at
        ]
        when, label = min(to_come) if to_come else (election.challenge_ends_at, "Declaration")
        yield Task(
            text=f"{election}: {now.label if now else 'wait'}",
            url=reverse("elections_officer:election_run", args=[election.pk]),
            by=when,
            note=f"Next: {label.lower()}, {closing(when)}"
            if to_come
            else "The timetable has run out",
            whose=RETURNING_OFFICER,
            of_office=True,
        )
