"""What happens to an organisation, or to the hands that hold its vote, while an election of it runs.

The roll is corrected by the returning officer alone (docs/design.md), so nothing is removed here: those who have to
know are told. Whether an organisation has voted plays no part in it, because nobody may learn that during a poll.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.membership.rules.casting import CHANGED_HANDS_WAIT
from assembly.membership.selectors import casts_for, leads
from assembly.notifications.services import notify

from . import rules
from .models import Candidate, Contest, Election, Nomination, RollEntry
from .rules.moments import closing
from .rules.voting import NEW_FACTOR_WAIT
from .selectors import electorate_of


def rolls_and_candidates(organisation: Organisation) -> Iterable[str]:
    """Where the organisation is on a roll, and whom it has put forward, in elections that still run."""
    for entry in _on_rolls(organisation, timezone.now()):
        election = entry.contest.election
        yield (
            f"It is on the roll of “{election}” ({entry.contest}), where voting closes at "
            f"{closing(election.poll_closes_at)}: it can still vote, unless the returning officer removes it from "
            "the roll and tells it why."
        )
    for nomination in _nominations(organisation):
        yield (
            f"It puts {nomination.name} forward in “{nomination.contest.election}”: a nomination by an organisation "
            "that is no member on the day of the ruling is not valid."
        )
    for candidate in _candidates(organisation):
        yield (
            f"{candidate.name} stands in “{candidate.contest.election}”, put forward by it: the candidate stays on the "
            "ballot, unless they withdraw."
        )


def tell_returning_officers(organisation: Organisation) -> None:
    """The organisation's standing has changed: whoever runs an election with it decides on the roll."""
    for election in _elections_with(organisation):
        notify(
            [election.returning_officer],
            "elections/standing_changed",
            about=election,
            context={"organisation": organisation, "election": election},
            url=election.get_absolute_url(),
        )


def tell_of_other_hands(
    organisation: Organisation, people: Sequence[User], at: dt.datetime
) -> None:
    """During a poll: all leads and the returning officer are told, and have a day to object before the vote is cast."""
    _tell_during_a_poll(
        organisation,
        "elections/other_hands",
        {
            "people": " and ".join(str(person) for person in people),
            "cast_from": at + CHANGED_HANDS_WAIT,
        },
        at,
    )


def tell_of_new_factor(user: User, at: dt.datetime) -> None:
    """During a poll a person has set up an app or a passkey: it may be a thief's, so it is told, and waits a day."""
    for organisation in casts_for(user):
        _tell_during_a_poll(
            organisation,
            "elections/new_factor",
            {"person": user, "proves_from": at + NEW_FACTOR_WAIT},
            at,
        )


def _tell_during_a_poll(
    organisation: Organisation, name: str, context: dict[str, object], at: dt.datetime
) -> None:
    """Tell all leads and the returning officer of every poll that is open and has the organisation on its roll."""
    polls = {
        entry.contest.election
        for entry in _on_rolls(organisation, at)
        if entry.contest.election.poll_opens_at <= at
    }
    for election in sorted(polls, key=lambda one: one.pk):
        notify(
            [*leads(organisation), election.returning_officer],
            name,
            about=election,
            context={"organisation": organisation, "election": election, **context},
            url=election.get_absolute_url(),
            at=at,
        )


def last_moments(organisation: Organisation, at: dt.datetime) -> Iterable[str]:
    """Until when somebody who comes to cast its vote can still do so, in polls that are open or announced.

    Said whether or not the organisation has voted, for the same reason as above.
    """
    for election in sorted(_polls_ahead(organisation, at), key=lambda one: one.poll_closes_at):
        yield rules.voting.last_moment_sentence(election, organisation, at)


def _polls_ahead(organisation: Organisation, at: dt.datetime) -> set[Election]:
    """Where it is on a frozen roll, or would be on one that is not frozen yet."""
    announced = Election.objects.public(at).filter(
        roll_frozen_at=None, voided_at=None, poll_closes_at__gt=at
    )
    contests = Contest.objects.filter(election__in=announced).select_related("election")
    return {entry.contest.election for entry in _on_rolls(organisation, at)} | {
        contest.election for contest in _voting_in(organisation, contests)
    }


def _voting_in(organisation: Organisation, contests: Iterable[Contest]) -> list[Contest]:
    """Those of the contests in whose electorate the organisation is today, asked in one query."""
    contests = list(contests)
    asked = {
        f"in_{contest.pk}": Exists(electorate_of(contest).filter(pk=OuterRef("pk")))
        for contest in contests
    }
    [found] = Organisation.objects.filter(pk=organisation.pk).values(**asked) if asked else [{}]
    return [contest for contest in contests if found[f"in_{contest.pk}"]]


def _elections_with(organisation: Organisation) -> Iterator[Election]:
    found = {entry.contest.election for entry in _on_rolls(organisation, timezone.now())}
    found |= {nomination.contest.election for nomination in _nominations(organisation)}
    found |= {candidate.contest.election for candidate in _candidates(organisation)}
    yield from sorted(found, key=lambda election: election.pk)


def _on_rolls(organisation: Organisation, at: dt.datetime) -> QuerySet[RollEntry]:
    """Its lines on rolls that are frozen and whose poll has not closed."""
    return RollEntry.objects.filter(
        organisation=organisation,
        struck_on=None,
        contest__election__poll_closes_at__gt=at,
        contest__election__voided_at=None,
    ).select_related("contest__election__returning_officer")


def _candidates(organisation: Organisation) -> QuerySet[Candidate]:
    return (
        Candidate.objects.standing()
        .filter(
            organisation=organisation,
            contest__election__declared_at=None,
            contest__election__voided_at=None,
        )
        .select_related("contest__election__returning_officer")
    )


def _nominations(organisation: Organisation) -> QuerySet[Nomination]:
    """Those it has sent that still wait for a ruling."""
    return Nomination.objects.filter(
        organisation=organisation,
        sent_at__isnull=False,
        withdrawn_at=None,
        verdict="",
        contest__election__roll_frozen_at=None,
    ).select_related("contest__election__returning_officer")
