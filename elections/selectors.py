"""What the pages and the acts of an election need to know, read across models."""

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import day
from assembly.membership.models import Organisation, VotesThrough
from assembly.membership.panels import Panel, PanelLine
from assembly.membership.selectors import AtTheBallot, at_the_ballot, votes_through
from assembly.partners.models import Seat
from assembly.partners.selectors import standing_records
from forums.removal.selectors import in_the_electorate

from . import declared_awards, rules, succession
from .forwarding import Forwarding, forwarding_of
from .models import (
    Candidate,
    Contest,
    Election,
    RollEntry,
    TimetableChange,
    Vacancy,
)
from .rules.moments import closing
from .rules.voting import Voter
from .spread import INFRASTRUCTURE, NONE_OF_THESE, Fit, Promise, fit
from .timetable import MILESTONES
from .turnout import Turnout, so_far_sentence


def electorate_of(contest: Contest) -> models.QuerySet[Organisation]:
    """Member organisations that vote in a contest today. The roll fixes them.

    Of those under common control only the vote-holder stands on it, once, when any of them is entitled: they have one
    vote between them. While the holder is no member that vote is nobody's.
    """
    entitled = entitled_to(contest)
    holders = VotesThrough.objects.filter(organisation__in=entitled).values("holder")
    alone = entitled.filter(votes_through=None).values("pk")
    return Organisation.objects.members().filter(models.Q(pk__in=alone) | models.Q(pk__in=holders))


def entitled_to(contest: Contest) -> models.QuerySet[Organisation]:
    """The electorate as everybody can read it from the public register, without common control."""
    members = _of_the_kind(contest)
    match contest.electorate:
        case Contest.Electorate.GROUP:
            places = succession.places_in(contest.group) | in_the_electorate(
                contest.group_id, contest.election.notice_at
            )
            return members.filter(pk__in=places.values("organisation"))
        case Contest.Electorate.DISTRICT:
            return members.filter(districts=contest.district_id)
        case _:
            return members


def _of_the_kind(contest: Contest) -> models.QuerySet[Organisation]:
    """Members, narrowed to infrastructure organisations or to the others where the contest says so."""
    members = Organisation.objects.members()
    if not contest.infrastructure:
        return members
    return members.filter(infrastructure=contest.infrastructure == Contest.Infrastructure.ONLY)


def readiness(contest: Contest) -> rules.roll.Readiness:
    """What the contest has for its notice of poll."""
    return rules.roll.Readiness(
        contest.title,
        contest.candidates.standing().count(),
        electorate_of(contest).count(),
        spread_of(contest).seats if contest.candidates.exists() else contest.seats.count(),
        unplaced(contest),
        contest.electorate_sentence(),
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
            areas = set(organisation.themes.values_list("pk", flat=True))
        case Contest.SpreadBy.DISTRICT:
            areas = set(organisation.districts.values_list("pk", flat=True))
        case Contest.SpreadBy.INFRASTRUCTURE:
            return INFRASTRUCTURE if organisation.infrastructure else NONE_OF_THESE
        case _:
            return ""
    found = [limit.name for limit in contest.limits if limit.area in areas]
    if len(found) > 1:
        return ""
    return found[0] if found else NONE_OF_THESE


def filled_elsewhere(contest: Contest, seats: Iterable[Seat]) -> list[tuple[Seat, Contest]]:
    """Which of these seats another contest fills that still runs, and which contest; rehearsals fill none."""
    if contest.election.is_rehearsal:
        return []
    others = (
        Contest.objects.filter(seats__in=seats, polled_again_because="")
        .filter(election__is_rehearsal=False, election__declared_at=None, election__voided_at=None)
        .exclude(pk=contest.pk)
        .select_related("election")
        .prefetch_related("seats")
        .distinct()
    )
    wanted = {seat.pk for seat in seats}
    return [(seat, other) for other in others for seat in other.seats.all() if seat.pk in wanted]


def not_elected(contest: Contest) -> list[Candidate]:
    """Who stood to the end and was not elected: they can fill a vacancy."""
    elected = contest.count_result.counted.elected
    return list(
        contest.candidates.standing().exclude(number__in=elected).select_related("organisation")
    )


def elected(contest: Contest) -> list[Candidate]:
    """By the count, in the order of their election; without a poll everybody who stands, as they were nominated."""
    if not contest.has_poll:
        return list(contest.candidates.standing().select_related("organisation"))
    candidates = contest.candidates.select_related("organisation", "user")
    by_number = {candidate.number: candidate for candidate in candidates}
    return [by_number[number] for number in contest.count_result.counted.elected]


def seats_won(contest: Contest) -> list[tuple[Candidate, Seat]]:
    """Who takes which seat: the seats in their order, to those elected in theirs. Fewer may be elected than seats."""
    return list(zip(elected(contest), contest.seats.order_by("order", "pk"), strict=False))


def rest_of_term(election: Election) -> dt.date | None:
    """When the term ends that a by-election is about; None for any other election."""
    vacancy = Vacancy.objects.filter(by_election=election).select_related("appointment").first()
    return vacancy.appointment.ends_on if vacancy else None


def spread_of(contest: Contest) -> Fit:
    """The constraints of a contest, fitted to those who stand in it. Only where somebody does."""
    candidates = list(contest.candidates.select_related("organisation"))
    by_organisation = {one.number: _called(one.organisation) for one in candidates}
    promise = Promise(
        candidates=[str(one) for one in candidates],
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
    return [(change, sentences_of(change)) for change in election.timetable_changes.all()]


def sentences_of(change: TimetableChange) -> list[str]:
    return [_moved(field, *pair) for field, pair in change.moved.items()]


def _moved(field: str, was: str, now: str) -> str:
    if field.startswith(TimetableChange.DRAW_FOR):
        return f"{field}: {now} Before: {was}"
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


@dataclass(frozen=True, slots=True)
class VotingRight:
    """Whether an organisation may vote in a contest, and in whose hands its vote is."""

    organisation: Organisation
    contest: Contest
    ruling: Ruling
    voted_on: dt.date | None
    on_roll: bool = False
    forwarding: Forwarding | None = None

    @property
    def sentence(self) -> str:
        """That it has voted, or why it may not."""
        if self.voted_on:
            voted = f"{self.organisation} voted for {self.contest} on {day(self.voted_on)}."
            return f"{voted} How it voted is secret."
        if self.on_roll:
            return f"{self.organisation} is on the roll for {self.contest}. {self.ruling.reason}"
        return self.ruling.reason


def standings_of(request: HttpRequest, election: Election, at: dt.datetime) -> list[VotingRight]:
    """Those of everybody this visitor acts for; none when not signed in."""
    if not request.user.is_authenticated:
        return []
    choices = request.acting.choices  # type: ignore[attr-defined]  # set by membership's middleware
    return standings(election, choices, request.user, at)


def standings(
    election: Election, organisations: Iterable[Organisation], person: User, at: dt.datetime
) -> list[VotingRight]:
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
    found: list[VotingRight] = []
    shown: set[int] = set()
    for organisation, contest in itertools.product(theirs, contests):
        if not contest.has_poll:
            found.append(VotingRight(organisation, contest, rules.voting.no_poll_in(contest), None))
            continue
        entry = entries.get((organisation.pk, contest.pk))
        standing = at_ballot[organisation.pk]
        voter = _voter(organisation, entry, standing, through.get(organisation.pk))
        ruling = rules.voting.may_vote(election, voter, at)
        voted_on = entry.voted_on if entry else None
        on_roll = entry is not None and not entry.struck_on
        own = [one for (key, _), one in entries.items() if key == organisation.pk]
        forwarding = None
        if on_roll and not voted_on and not standing.casts and organisation.pk not in shown:
            forwarding = forwarding_of(election, organisation, own, standing, at)
        if forwarding:
            shown.add(organisation.pk)
        found.append(VotingRight(organisation, contest, ruling, voted_on, on_roll, forwarding))
    return found


def _before_the_freeze(
    contests: list[Contest],
    theirs: list[Organisation],
    at_ballot: dict[int, AtTheBallot],
    through: dict[int, VotesThrough],
) -> list[VotingRight]:
    """Whether, where and through whom each would vote if the roll were frozen today; one query a contest."""
    keys = [organisation.pk for organisation in theirs]
    found = []
    for contest in contests:
        entitled = set(entitled_to(contest).filter(pk__in=keys).values_list("pk", flat=True))
        on_roll = set(electorate_of(contest).filter(pk__in=keys).values_list("pk", flat=True))
        for organisation in theirs:
            ruling = rules.voting.would_be_on_roll(
                organisation,
                contest,
                entitled=organisation.pk in entitled | on_roll,
                casts=at_ballot[organisation.pk].casts,
                through=through.get(organisation.pk),
            )
            found.append(VotingRight(organisation, contest, ruling, None))
    return sorted(found, key=lambda one: keys.index(one.organisation.pk))


def contests_with_candidates(election: Election) -> list[Contest]:
    """The contests with all that the page of an election shows of them; five queries however many."""
    candidates = Candidate.objects.select_related("organisation")
    return list(
        election.contests.select_related(
            "partnership", "group", "district", "repeats__election", "polled_again_as__election"
        ).prefetch_related(
            "seats", "limit_rows", "lot_changes", models.Prefetch("candidates", candidates)
        )
    )


def with_records(election: Election) -> list[Contest]:
    """The same, with what stands beside the candidates: what they did in a seat, and the awards they declared."""
    contests = contests_with_candidates(election)
    candidates = [one for contest in contests for one in contest.candidates.all()]
    declared_awards.put_beside(candidates)
    records = standing_records(one.user_id for one in candidates if one.user_id)
    for candidate in candidates:
        candidate.record = records.get(candidate.user_id or 0, "")
    return contests


def with_turnout(contests: list[Contest], today: dt.date) -> list[Contest]:
    """The same, each with its turnout so far in a sentence; one query. Marks and removals of today are not counted."""
    on_roll = models.Q(struck_on=None) | models.Q(struck_on__gte=today)
    roll = RollEntry.objects.filter(on_roll, contest__in=contests).values("contest_id")
    counted = {
        row["contest_id"]: Turnout("", row["electors"], row["voted"])
        for row in roll.annotate(
            electors=models.Count("pk"),
            voted=models.Count("pk", filter=models.Q(voted_on__lt=today)),
        ).order_by()
    }
    for contest in contests:
        if contest.has_poll and contest.pk in counted:
            contest.turnout = so_far_sentence(counted[contest.pk], today)
    return contests


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
            PanelLine(
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


def next_instant(at: dt.datetime) -> dt.datetime | None:
    """The first instant after this one at which an election goes into another phase."""
    fields = [milestone.field for milestone in MILESTONES]
    coming = Election.objects.filter(challenge_ends_at__gt=at).values_list(*fields)
    return min((instant for row in coming for instant in row if instant > at), default=None)
