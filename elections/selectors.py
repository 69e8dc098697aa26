"""What the pages and the acts of an election need to know, read across models."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import day, moment, short_day
from assembly.membership.models import Delegate, Organisation, VotesThrough
from assembly.membership.panels import Line, Panel
from assembly.membership.selectors import AtTheBallot, at_the_ballot

from . import rules
from .models import Candidate, Contest, Election, RollEntry
from .rules import Voter, closing
from .timetable import MILESTONES, Phase


def electorate_of(contest: Contest) -> models.QuerySet[Organisation]:
    """Member organisations that vote in a contest today. The roll fixes them.

    Of those under common control only the vote-holder stands on it, once, when any of them is entitled: they have one
    vote between them. While the holder is no member that vote is nobody's.
    """
    entitled = _entitled_to(contest)
    holders = VotesThrough.objects.filter(organisation__in=entitled).values("holder")
    alone = entitled.filter(votes_through=None).values("pk")
    return Organisation.objects.members().filter(models.Q(pk__in=alone) | models.Q(pk__in=holders))


def _entitled_to(contest: Contest) -> models.QuerySet[Organisation]:
    members = Organisation.objects.members()
    match contest.electorate:
        case Contest.Electorate.GROUP:
            return members.filter(
                group_memberships__group=contest.group_id, group_memberships__left_on=None
            )
        case Contest.Electorate.DISTRICT:
            return members.filter(districts=contest.district_id)
        case _:
            return members


def readiness(contest: Contest) -> rules.Readiness:
    """What the contest has for its notice of poll."""
    return rules.Readiness(
        contest.title, contest.candidates.standing().count(), electorate_of(contest).count()
    )


def voter(contest: Contest, organisation: Organisation, person: User) -> Voter:
    """Who this person is at the ballot of an organisation, as it stands in the database now."""
    entry = RollEntry.objects.filter(contest=contest, organisation=organisation).first()
    return _voter(organisation, entry, at_the_ballot(person, [organisation])[organisation.pk])


def _voter(organisation: Organisation, entry: RollEntry | None, standing: AtTheBallot) -> Voter:
    return Voter(organisation, entry, standing.casts, standing.through, standing.changed_at)


def delegates_of(organisation: Organisation) -> list[User]:
    """Every person who acts for an organisation today."""
    return [each.user for each in Delegate.objects.of(organisation).select_related("user")]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timetable on the page."""

    label: str
    when: str
    state: str
    text: str = ""


def steps(election: Election, at: dt.datetime) -> list[Step]:
    """The timetable, with what is done, what is now, and what should have been done by now."""
    done = {
        "poll_notice_at": election.roll_frozen_at,
        "receipts_at": election.receipts_published_at,
        "opening_at": election.opened_at,
    }
    phase = election.phase(at)
    found = []
    for milestone in MILESTONES:
        instant = getattr(election, milestone.field)
        late = at >= instant and milestone.field in done and not done[milestone.field]
        found.append(
            Step(
                label=milestone.label,
                when=closing(instant),
                state=_state(instant, at, is_now=milestone.begins == phase),
                text="Not done yet" if late else "",
            )
        )
    return [
        *found,
        Step(
            label="Result declared",
            when=moment(election.declared_at) if election.declared_at else "After the challenges",
            state="done" if election.declared_at else "next",
        ),
        Step(
            label="Term starts",
            when=day(election.term_starts_on),
            state="done" if timezone.localdate(at) >= election.term_starts_on else "next",
        ),
    ]


def _state(instant: dt.datetime, at: dt.datetime, *, is_now: bool) -> str:
    if at < instant:
        return "next"
    return "now" if is_now else "done"


STATUS = {
    Phase.PREPARATION: ("In preparation", "grey"),
    Phase.NOTICE: ("Announced", "yellow"),
    Phase.NOMINATIONS: ("Nominations open", "yellow"),
    Phase.WITHDRAWALS: ("Nominations closed", "yellow"),
    Phase.SETTLED: ("Candidates known", "yellow"),
    Phase.POLL_NOTICE: ("Voting opens soon", "yellow"),
    Phase.POLL: ("Voting open", "green"),
    Phase.CLOSED: ("Voting closed", "orange"),
    Phase.RECEIPTS: ("Voting closed", "orange"),
    Phase.CHALLENGE: ("Result provisional", "orange"),
    Phase.DECLARATION: ("Awaiting declaration", "orange"),
}


def status(election: Election, at: dt.datetime) -> tuple[str, str]:
    """What a tag says of an election, and its colour."""
    if election.declared_at:
        return "Declared", "purple"
    phase = election.phase(at)
    if phase in {Phase.CHALLENGE, Phase.DECLARATION} and not election.opened_at:
        return "Voting closed", "orange"
    return STATUS[phase]


@dataclass(frozen=True, slots=True)
class Card:
    """An election in a list."""

    election: Election
    tag: str
    colour: str
    meta: str


def card(election: Election, at: dt.datetime) -> Card:
    tag, colour = status(election, at)
    phase = election.phase(at)
    if election.declared_at:
        meta = f"Declared on {short_day(election.declared_at)}"
    elif phase == Phase.POLL:
        meta = f"Voting closes at {closing(election.poll_closes_at)}"
    elif at < election.poll_opens_at:
        meta = f"Voting opens at {moment(election.poll_opens_at)}"
    else:
        meta = f"Voting closed at {closing(election.poll_closes_at)}"
    return Card(election, tag, colour, meta)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an organisation may vote in a contest, and in whose hands its vote is."""

    organisation: Organisation
    contest: Contest
    ruling: Ruling
    voted_on: dt.date | None


def standings_of(request: HttpRequest, election: Election, at: dt.datetime) -> list[Standing]:
    """Those of everybody this visitor acts for; none when not signed in."""
    if not request.user.is_authenticated:
        return []
    choices = request.acting.choices  # type: ignore[attr-defined]  # set by membership's middleware
    return standings(election, choices, request.user, at)


def standings(
    election: Election, organisations: Iterable[Organisation], person: User, at: dt.datetime
) -> list[Standing]:
    """Each organisation of a person in each contest: may it vote now, and if not, why. Four queries."""
    if not election.roll_frozen_at:
        return []
    theirs, contests = list(organisations), list(election.contests.all())
    at_ballot = at_the_ballot(person, theirs)
    entries = {
        (entry.organisation_id, entry.contest_id): entry
        for entry in RollEntry.objects.filter(contest__in=contests, organisation__in=theirs)
    }
    found = []
    for organisation, contest in itertools.product(theirs, contests):
        entry = entries.get((organisation.pk, contest.pk))
        ruling = rules.may_vote(
            election, _voter(organisation, entry, at_ballot[organisation.pk]), at
        )
        found.append(Standing(organisation, contest, ruling, entry.voted_on if entry else None))
    return found


def contests_with_candidates(election: Election) -> list[Contest]:
    """The contests with all that the page of an election shows of them; five queries however many."""
    candidates = Candidate.objects.select_related("organisation")
    return list(
        election.contests.select_related(
            "partnership", "group", "district", "repeats__election", "polled_again_as__election"
        ).prefetch_related("seats", models.Prefetch("candidates", candidates))
    )


def elections_panel(person: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: open polls in which there is nothing to do, and why; the others are tasks."""
    polling = list(Election.objects.polling().prefetch_related("contests"))
    if not polling:
        return None
    now = timezone.now()
    lines = []
    for election in polling:
        lines += [
            Line(standing.contest.title, election.get_absolute_url(), standing.ruling.reason)
            for standing in standings(election, [organisation], person, now)
            if not standing.ruling
        ]
    return Panel(heading="Elections", lines=tuple(lines)) if lines else None


def open_polls(at: dt.datetime) -> Iterator[str]:
    """What a closed site keeps people from: voting, and until when they can."""
    for election in Election.objects.polling(at):
        yield f"Voting in “{election.title}” closes at {closing(election.poll_closes_at)}."


def polls_in_a_backup(at: dt.datetime) -> Iterator[str]:
    """What the keeper of a backup must know: the polls whose sealed ballots it holds beside the marks."""
    unopened = Election.objects.filter(poll_opens_at__lte=at, box_rewritten_at=None)
    for election in unopened.exclude(roll_frozen_at=None):
        yield (
            f"This backup holds sealed ballots of “{election.title}” that can still be paired with who cast them. "
            "Keep it in a place of its own, away from the key, and destroy it when the ballots are destroyed."
        )


def polls_since_a_backup(made_at: dt.datetime) -> Iterator[str]:
    """What a restore means for polls that were open after the backup was made: votes are gone that were receipted."""
    for election in Election.objects.filter(
        poll_opens_at__lte=timezone.now(), poll_closes_at__gt=made_at
    ).exclude(roll_frozen_at=None):
        yield (
            f"Votes in “{election.title}” cast after {moment(timezone.localtime(made_at))} are gone, with their "
            "marks on the roll, though their voters hold receipts. They can vote again while the poll is open. "
            "Tell the returning officer now: docs/operations.md, “A restore during a poll”."
        )


def next_instant(at: dt.datetime) -> dt.datetime | None:
    """The first instant after this one at which an election goes into another phase."""
    fields = [milestone.field for milestone in MILESTONES]
    coming = Election.objects.filter(challenge_ends_at__gt=at).values_list(*fields)
    return min((instant for row in coming for instant in row if instant > at), default=None)
