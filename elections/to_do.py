"""What an election asks of people now: an organisation's vote, and the returning officer's next act."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.roles import RETURNING_OFFICER, SCRUTINEER
from assembly.core.to_do import Task, since
from assembly.membership.models import Organisation
from assembly.membership.selectors import casts_for

from . import selectors
from .election_status import milestone_to_come, next_milestone
from .models import Contest, Count, CountSignature, Election, KeyShare, RollEntry
from .officer.acts import next_act
from .rules.moments import closing


def votes(user: User, at: dt.datetime) -> Iterable[Task]:
    """The votes this person may cast now. It says no more than the roll does: who has voted is not asked again."""
    for entry in _unmarked(user, at).select_related("organisation", "contest__election"):
        election = entry.contest.election
        yield Task(
            text=selectors.marked(election, f"Vote: {entry.contest}"),
            button="Vote for {}",
            url=election.get_absolute_url(),
            by=election.poll_closes_at,
            note=f"Voting closes at {closing(election.poll_closes_at)}",
            whose=entry.organisation.name,
            is_rehearsal=election.is_rehearsal,
        )


def has_another_vote(
    user: User, contest: Contest, organisation: Organisation, *, at: dt.datetime | None = None
) -> bool:
    """Whether this person may now cast a vote other than this one."""
    this = {"contest": contest, "organisation": organisation}
    return _unmarked(user, at or timezone.now()).exclude(**this).exists()


def has_a_vote_left(user: User, at: dt.datetime) -> bool:
    """Whether this person may cast a vote now; rehearsals do not count."""
    return _unmarked(user, at).exclude(contest__election__is_rehearsal=True).exists()


def _unmarked(user: User, at: dt.datetime) -> QuerySet[RollEntry]:
    """The lines of rolls for which this person may cast now, and which have not voted."""
    return RollEntry.objects.filter(
        organisation__in=casts_for(user),
        contest__election__in=Election.objects.polling(at),
        voted_on=None,
        struck_on=None,
    )


def shares_to_show(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a scrutineer: the shares of a key that nobody has seen them hold yet, before notice of poll."""
    waiting = KeyShare.objects.filter(
        holder=user, proved_at=None, lost_at=None, election__roll_frozen_at=None
    )
    for share in waiting.select_related("election"):
        yield Task(
            text=f"Show that you hold share {share.number}: {share.election}",
            button="Show your share",
            url=reverse("elections:share_keep", args=[share.election.slug]),
            by=share.election.poll_notice_at,
            note=f"Before notice of poll, {closing(share.election.poll_notice_at)}",
            whose=SCRUTINEER,
            is_rehearsal=share.election.is_rehearsal,
            of_office=True,
        )


def next_acts(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a returning officer: of each election the next act, where one can be done now."""
    if not user.has_perm("elections.run_election"):
        return
    if not Election.objects.exists():
        yield Task(
            text="Set up the first election",
            button="Set up an election",
            url=reverse("elections_officer:election_index"),
            by=at,
            whose=RETURNING_OFFICER,
            of_office=True,
        )
    for election in Election.objects.filter(returning_officer=user, declared_at=None):
        if act := next_act(election, at):
            yield Task(
                text=f"{election}: {act.label}",
                button="Go to the next step",
                url=reverse("elections_officer:election_run", args=[election.pk]),
                by=act.since or next_milestone(election, at)[0],
                note=since(act.since) if act.since else milestone_to_come(election, at),
                whose=RETURNING_OFFICER,
                is_rehearsal=election.is_rehearsal,
                of_office=True,
            )


def counts_to_sign(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a scrutineer: each count that stands and has no statement of theirs yet."""
    counts = Count.objects.filter(
        contest__election__scrutineers__user=user,
        contest__election__declared_at=None,
        contest__polled_again_because="",
    ).exclude(pk__in=_stated_by(user))
    for count in counts.select_related("contest__election"):
        election = count.contest.election
        yield Task(
            text=f"Repeat and sign the count: {selectors.marked(election, str(count.contest))}",
            button="Repeat the count",
            url=f"{reverse('elections:scrutiny', args=[election.slug])}#sheet-{count.contest_id}",
            by=election.challenge_ends_at,
            note=f"The challenge period ends at {closing(election.challenge_ends_at)}",
            whose=SCRUTINEER,
            is_rehearsal=election.is_rehearsal,
            of_office=True,
        )


def _stated_by(user: User) -> QuerySet[CountSignature, Any]:
    own = CountSignature.objects.standing().filter(scrutineer__user=user)
    return own.exclude(statement=CountSignature.Statement.MISSING).values("contest__count_result")
