"""What the pages and the acts of an election need to know, read across models."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import day, moment
from assembly.membership.models import Delegate, Organisation, VotesThrough
from assembly.membership.panels import Line, Panel
from assembly.membership.rules import who_casts
from assembly.membership.selectors import AtTheBallot, at_the_ballot, votes_through

from . import rules
from .models import (
    Candidate,
    Contest,
    Election,
    RollEntry,
    TimetableChange,
    Vacancy,
)
from .rules import Voter, closing
from .spread import NONE_OF_THESE, Fit, Promise, fit
from .timetable import MILESTONES


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
        contest.title,
        contest.candidates.standing().count(),
        electorate_of(contest).count(),
        spread_of(contest).seats if contest.candidates.exists() else contest.seats.count(),
        unplaced(contest),
    )


def unplaced(contest: Contest) -> tuple[str, ...]:
    """Those who stand in a contest whose seats are spread, and of whom it is not said where they belong."""
    if not contest.spread_by:
        return ()
    return tuple(str(one) for one in contest.candidates.standing().filter(spread_group=""))


def group_of(candidate: Candidate, contest: Contest) -> str:
    """Where a candidate belongs by the register, if that says one thing; else empty, to be said by somebody."""
    organisation = candidate.organisation
    match contest.spread_by:
        case Contest.SpreadBy.THEME:
            names = set(organisation.themes.values_list("name", flat=True))
        case Contest.SpreadBy.DISTRICT:
            names = set(organisation.districts.values_list("name", flat=True))
        case _:
            return ""
    found = [limit.name for limit in contest.limits if limit.name in names]
    if len(found) > 1:
        return ""
    return found[0] if found else NONE_OF_THESE


def not_elected(contest: Contest) -> list[Candidate]:
    """Who stood to the end and was not elected: they can fill a vacancy."""
    elected = contest.count_result.result["elected"]
    return list(
        contest.candidates.standing().exclude(number__in=elected).select_related("organisation")
    )


def rest_of_term(election: Election) -> dt.date | None:
    """When the term ends that a by-election is about; None for any other election."""
    vacancy = Vacancy.objects.filter(by_election=election).select_related("appointment").first()
    return vacancy.appointment.ends_on if vacancy else None


def spread_of(contest: Contest) -> Fit:
    """The constraints of a contest, fitted to those who stand in it. Only where somebody does."""
    candidates = list(contest.candidates.select_related("organisation"))
    by_organisation = {one.number: _called(one.organisation) for one in candidates}
    promise = Promise(
        candidates=[one.name for one in candidates],
        organisations=by_organisation if contest.one_seat_an_organisation else {},
        category=contest.spread_category,
        limits=contest.limits,
        groups={one.number: one.spread_group for one in candidates},
    )
    standing = [one.number for one in candidates if one.stands]
    return fit(promise, standing=standing, seats=contest.seats.count())


def _called(organisation: Organisation) -> str:
    """Its name, with the address of its page: two organisations may have one name."""
    return f"{organisation.name} ({organisation.slug})"


def timetable_changes(election: Election) -> list[tuple[TimetableChange, list[str]]]:
    """What was put off since the notice, each with a sentence for every instant."""
    return [
        (change, [_moved(field, *pair) for field, pair in change.moved.items()])
        for change in election.timetable_changes.all()
    ]


def _moved(field: str, was: str, now: str) -> str:
    if field == "term_starts_on":
        return (
            f"Term starts: {day(dt.date.fromisoformat(now))}, not {day(dt.date.fromisoformat(was))}"
        )
    label = next(one.label for one in MILESTONES if one.field == field)
    before, after = (closing(dt.datetime.fromisoformat(each)) for each in (was, now))
    return f"{label}: {after}, not {before}"


def voter(contest: Contest, organisation: Organisation, person: User) -> Voter:
    """Who this person is at the ballot of an organisation, as it stands in the database now."""
    entry = RollEntry.objects.filter(contest=contest, organisation=organisation).first()
    # Who is on the roll votes; through whom it would else is asked for the others only.
    through = None if entry else votes_through([organisation]).first()
    return _voter(
        organisation, entry, at_the_ballot(person, [organisation])[organisation.pk], through
    )


def _voter(
    organisation: Organisation,
    entry: RollEntry | None,
    standing: AtTheBallot,
    through: VotesThrough | None,
) -> Voter:
    return Voter(organisation, entry, standing.casts, through, standing.changed_at)


def casters(organisation: Organisation) -> list[User]:
    """Those who may cast the vote of an organisation today: its voter and its deputy."""
    delegates = Delegate.objects.of(organisation).select_related("user")
    return [delegate.user for delegate in who_casts(delegates)]


def people_standing(election: Election) -> set[int | None]:
    """The accounts of everybody who stands in an election."""
    standing = Candidate.objects.standing().filter(contest__election=election)
    return set(standing.exclude(user=None).values_list("user_id", flat=True))


def scrutineers_of(election: Election) -> set[int]:
    return set(election.scrutineers.values_list("user_id", flat=True))


def assistants(election: Election, first: User) -> list[User]:
    """Who can be the second person at a vote of staff, beside the first."""
    appointed = offices.holders_who_may("elections.assist_voting").exclude(pk=first.pk)
    standing = people_standing(election)
    return [person for person in appointed.order_by("name", "pk") if person.pk not in standing]


def delegates_of(organisation: Organisation) -> list[User]:
    """Every person who acts for an organisation today."""
    return [each.user for each in Delegate.objects.of(organisation).select_related("user")]


def everybody_on_the_roll(election: Election) -> list[User]:
    """Every person who acts today for an organisation on a roll of this election, once."""
    organisations = RollEntry.objects.filter(contest__election=election, struck_on=None)
    delegates = Delegate.objects.current().filter(
        organisation__in=organisations.values("organisation")
    )
    return list(User.objects.filter(pk__in=delegates.values("user")).order_by("pk"))


def people_watching(election: Election) -> list[User]:
    return [each.user for each in election.scrutineers.select_related("user")]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an organisation may vote in a contest, and in whose hands its vote is."""

    organisation: Organisation
    contest: Contest
    ruling: Ruling
    voted_on: dt.date | None
    on_roll: bool = False


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
    theirs, contests = list(organisations), list(election.contests.all())
    at_ballot = at_the_ballot(person, theirs)
    through = {link.organisation_id: link for link in votes_through(theirs)}
    if not election.roll_frozen_at:
        return _before_the_freeze(contests, theirs, at_ballot, through)
    entries = {
        (entry.organisation_id, entry.contest_id): entry
        for entry in RollEntry.objects.filter(contest__in=contests, organisation__in=theirs)
    }
    found = []
    for organisation, contest in itertools.product(theirs, contests):
        if not contest.has_poll:
            found.append(Standing(organisation, contest, rules.no_poll_in(contest), None))
            continue
        entry = entries.get((organisation.pk, contest.pk))
        standing = at_ballot[organisation.pk]
        voter = _voter(organisation, entry, standing, through.get(organisation.pk))
        ruling = rules.may_vote(election, voter, at)
        voted_on = entry.voted_on if entry else None
        on_roll = entry is not None and not entry.struck_on
        found.append(Standing(organisation, contest, ruling, voted_on, on_roll))
    return found


def _before_the_freeze(
    contests: list[Contest],
    theirs: list[Organisation],
    at_ballot: dict[int, AtTheBallot],
    through: dict[int, VotesThrough],
) -> list[Standing]:
    """Whether, where and through whom each would vote if the roll were frozen today; one query a contest."""
    keys = [organisation.pk for organisation in theirs]
    found = []
    for contest in contests:
        entitled = set(_entitled_to(contest).filter(pk__in=keys).values_list("pk", flat=True))
        on_roll = set(electorate_of(contest).filter(pk__in=keys).values_list("pk", flat=True))
        for organisation in theirs:
            ruling = rules.would_be_on_roll(
                organisation,
                contest,
                entitled=organisation.pk in entitled | on_roll,
                casts=at_ballot[organisation.pk].casts,
                through=through.get(organisation.pk),
            )
            found.append(Standing(organisation, contest, ruling, None))
    return sorted(found, key=lambda one: keys.index(one.organisation.pk))


def contests_with_candidates(election: Election) -> list[Contest]:
    """The contests with all that the page of an election shows of them; five queries however many."""
    candidates = Candidate.objects.select_related("organisation")
    return list(
        election.contests.select_related(
            "partnership", "group", "district", "repeats__election", "polled_again_as__election"
        ).prefetch_related("seats", models.Prefetch("candidates", candidates))
    )


POLLS_TO_COME = 3  # each asks who would be on its roll today


def elections_panel(person: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: polls that come, and open ones in which there is nothing to do; the others are tasks."""
    now = timezone.now()
    coming = Election.objects.public(now).filter(poll_opens_at__gt=now, declared_at=None)
    polling = [
        *Election.objects.polling(now),
        *coming.order_by("poll_opens_at", "pk")[:POLLS_TO_COME],
    ]
    lines = []
    for election in polling:
        lines += [
            Line(
                marked(election, standing.contest.title),
                election.get_absolute_url(),
                standing.ruling.reason,
            )
            for standing in standings(election, [organisation], person, now)
            if not standing.ruling
        ]
    return Panel(heading="Elections", lines=tuple(lines)) if lines else None


def marked(election: Election, title: str) -> str:
    """Of a rehearsal everything says that it is one."""
    return f"Rehearsal: {title}" if election.is_rehearsal else title


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
    for election in Election.objects.with_traces():
        yield (
            f"This backup may hold deleted ballots of “{election.title}”, because their traces in the database files "
            "are not wiped yet. Run “manage.py wipe_traces”, make another backup, and destroy this one."
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


def receipts_unsigned_since_a_backup(made_at: dt.datetime) -> Iterator[str]:
    """After a restore no receipt is signed: the key that signs is in no backup, also where voting opens later."""
    coming = Election.objects.filter(
        poll_closes_at__gt=timezone.now(), voided_at=None, receipt_key=None
    )
    for election in coming.exclude(receipt_public_key=""):
        yield (
            f"The key that signs the receipts of “{election.title}” is in no backup, so who votes from now on gets a "
            "receipt without a signature. The signatures given before can still be checked. Tell the returning officer."
        )


def next_instant(at: dt.datetime) -> dt.datetime | None:
    """The first instant after this one at which an election goes into another phase."""
    fields = [milestone.field for milestone in MILESTONES]
    coming = Election.objects.filter(challenge_ends_at__gt=at).values_list(*fields)
    return min((instant for row in coming for instant in row if instant > at), default=None)
