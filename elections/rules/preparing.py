"""Setting an election up, and who stands in it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from assembly.accounts.models import User
from assembly.core import names
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment
from assembly.partners.models import Seat
from elections.models import Candidate, Contest, Election
from elections.rules.moments import closing
from elections.spread import NONE_OF_THESE, too_much_promised
from elections.timetable import AFTER_THE_FREEZE, MILESTONES, Milestone


def may_run(election: Election, user: User) -> Ruling:
    """An election is run by its own returning officer, and by no other office."""
    if not user.has_perm("elections.run_election"):
        return refused("Only a returning officer runs an election.")
    if election.returning_officer_id != user.pk:
        return refused(f"Only {election.returning_officer}, its returning officer, runs this one.")
    return ALLOWED


def may_change_timetable(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("The timetable is fixed once notice of poll has been given.")
    return ALLOWED


def may_put_off(announced: Election, changed: Election, because: str, at: dt.datetime) -> Ruling:
    """What was announced holds: after the notice only what is still to come moves, only later, and with a reason.

    The timetable is fixed once the roll is frozen. Until then no poll has opened, even where its announced hour has
    passed because notice of poll was missed; it can be given a new one, or the election could never go on.
    """
    if changed.title != announced.title:
        return refused("The title is fixed since notice of election was given.")
    for milestone, was, now in moves(announced, changed):
        if was <= at and milestone.field not in AFTER_THE_FREEZE:
            return refused(f"“{milestone.label}” has come already: it cannot be moved.")
        if now <= at:
            return refused(f"Move “{milestone.label}” to a time in the future.")
        if now < was:
            return refused(
                f"“{milestone.label}” was announced for {moment(was)}: it can only be moved to later."
            )
    if changed.term_starts_on < announced.term_starts_on:
        return refused("The first day of the term can only be moved to later.")
    moved = any(moves(announced, changed)) or changed.term_starts_on != announced.term_starts_on
    if not moved:
        return ALLOWED
    return says_why(because, "Say why the timetable changes: the reason is public.")


def moves(
    announced: Election, changed: Election
) -> Iterator[tuple[Milestone, dt.datetime, dt.datetime]]:
    """Every instant that differs, as it was and as it would be."""
    for milestone in MILESTONES:
        was, now = getattr(announced, milestone.field), getattr(changed, milestone.field)
        if was != now:
            yield milestone, was, now


def draws_fit(election: Election, contests: Iterable[Contest]) -> Ruling:
    """When the poll moves, the event of a draw must still lie between its close and the opening."""
    for contest in contests:
        for held in filter(None, (contest.lot_at, contest.lot_substitute_at)):
            if not election.poll_closes_at <= held <= election.opening_at:
                return refused(
                    f"The draw for {contest} is at {moment(held)}. Choose a time after voting closes and before "
                    "the ballot box is opened."
                )
    return ALLOWED


def may_rename_draw(
    changed: Election, announced: Contest, named: Contest, at: dt.datetime
) -> Ruling:
    """The draw that was announced stays, unless the poll moves past it; then another event still to come is named."""
    if draws_fit(changed, [announced]):
        return refused(
            f"Leave the draw for {announced} as it was announced: it still fits the timetable."
        )
    fits = changed.poll_closes_at <= (announced.lot_substitute_at or at) <= changed.opening_at
    if fits and (named.lot_event, named.lot_at) != (
        announced.lot_substitute,
        announced.lot_substitute_at,
    ):
        return refused(
            f"The substitute event announced for {announced} still fits the timetable, so it settles the draw: enter "
            f"“{announced.lot_substitute}” as the event, and name another substitute."
        )
    if not (named.lot_substitute and named.lot_substitute_at):
        return refused(f"Name a substitute event for the draw for {announced}, and when it is.")
    if any(held and held <= at for held in (named.lot_at, named.lot_substitute_at)):
        return refused(f"For the draw for {announced}, name events that are still to come.")
    return ALLOWED


def may_change_contests(election: Election, at: dt.datetime) -> Ruling:
    """Seats, electorate, rule, limits and the event of the draw are public and fixed from the notice of election on."""
    if election.roll_frozen_at or at >= election.notice_at:
        return refused("Contests are fixed once notice of election has been given.")
    return ALLOWED


def spread_can_be_kept(contest: Contest, seats: Sequence[Seat]) -> Ruling:
    """Limits that no result can meet are named before anybody is told of them."""
    problem = too_much_promised(contest.limits, len(seats))
    return refused(problem) if problem else ALLOWED


def seats_can_be_contested(
    contest: Contest, seats: Sequence[Seat], taken: Iterable[tuple[Seat, Contest]]
) -> Ruling:
    """Seats of one partnership; `taken` are those of them that other contests fill, each with that contest."""
    if not seats:
        return refused("A contest fills at least one seat.")
    if any(seat.partnership_id != contest.partnership_id for seat in seats):
        return refused(
            f"Every seat of a contest is a seat of the same partnership: {contest.partnership}."
        )
    for seat, other in taken:
        return refused(
            f"{seat.title} is filled by the contest “{other}” of {other.election} already. Choose another seat, or "
            "take it out of that contest first."
        )
    return ALLOWED


def may_be_given_up(election: Election, at: dt.datetime) -> Ruling:
    """What nobody has been told of, or what offered nobody anything: an election without a contest."""
    if election.roll_frozen_at or election.voided_at or election.declared_at:
        return refused("Notice of poll has been given: this election goes on to its end.")
    if at >= election.notice_at and election.contests.exists():
        return refused("Notice of election has been given: this election goes on to its end.")
    return ALLOWED


def notice_is_to_come(election: Election, at: dt.datetime) -> Ruling:
    """From the notice on contests are fixed, so an election cannot begin with a notice in the past."""
    if election.notice_at and election.notice_at <= at:
        return refused(
            "Choose a time for the notice of election that is still to come: from then on nothing can be added."
        )
    return ALLOWED


def may_add_candidate(election: Election, at: dt.datetime) -> Ruling:
    if election.roll_frozen_at:
        return refused("The candidates are fixed once notice of poll has been given.")
    if at < election.nominations_open_at:
        return refused(f"Nominations open at {moment(election.nominations_open_at)}.")
    return ALLOWED


def may_be_entered_late(election: Election, because: str, at: dt.datetime) -> Ruling:
    """After nominations closed only one that came in time is entered, and it is said why so late."""
    if at < election.nominations_close_at or because.strip():
        return ALLOWED
    return refused(
        f"Nominations closed at {closing(election.nominations_close_at)}. Say when this one came in, and why it is "
        "entered only now."
    )


def may_stand(person: User | None, election: Election) -> Ruling:
    """A returning officer cannot stand in the election that they run."""
    if person and person.pk == election.returning_officer_id:
        return refused(
            f"{person} is the returning officer of this election and cannot stand in it."
        )
    return ALLOWED


def may_stand_twice(candidate: Candidate, elsewhere: Iterable[Candidate]) -> Ruling:
    """Whether one person may take two seats is fixed at the notice, and each of the contests must allow it."""
    for other in elsewhere:
        if other.stands and _is_same_person(candidate, other):
            for contest in (candidate.contest, other.contest):
                if not contest.second_seat:
                    return refused(
                        f"{candidate.name} stands for {other.contest} in this election, and who stands for {contest} "
                        "stands for no other contest of it."
                    )
    return ALLOWED


def _is_same_person(one: Candidate, other: Candidate) -> bool:
    if one.user_id and other.user_id:
        return one.user_id == other.user_id
    return names.same(one.name, other.name) and one.organisation_id == other.organisation_id


def group_is_named(contest: Contest, group: str) -> Ruling:
    """A candidate belongs to one of the groups that the notice named, or to none of these."""
    named = [limit.name for limit in contest.limits]
    if not named and group:
        return refused(f"The seats of {contest} are not spread: a candidate belongs to no group.")
    if group and group not in {*named, NONE_OF_THESE}:
        return refused(f"There is no {contest.spread_category.lower()} “{group}” in {contest}.")
    return ALLOWED


def register_says_otherwise(said: str, group: str) -> Ruling:
    """Where the register says to which group a candidate belongs, nobody says anything else."""
    if said and group != said:
        return refused(
            f"The register says “{said}”. If that is wrong, ask the Support Unit to correct its entry."
        )
    return ALLOWED


def may_place(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("Where candidates belong is fixed once notice of poll has been given.")
    return ALLOWED


def is_no_candidate_yet(candidate: Candidate, entered: Iterable[Candidate]) -> Ruling:
    """A person is entered once. Two people of one name are told apart by it, as voters must tell them apart too."""
    if any(
        names.same(other.name, candidate.name)
        and other.organisation_id == candidate.organisation_id
        for other in entered
    ):
        return refused(
            f"{candidate.name}, put forward by {candidate.organisation}, is a candidate already. "
            "Is it another person of that name? Enter the name so that voters can tell them apart."
        )
    return ALLOWED


def may_withdraw(candidate: Candidate, election: Election, at: dt.datetime) -> Ruling:
    """Until the close a candidate can withdraw and is struck from every ballot; afterwards the count stands."""
    if not candidate.stands:
        return refused(f"{candidate} has withdrawn already.")
    return withdrawals_can_be_recorded(election, at)


def withdrawals_can_be_recorded(election: Election, at: dt.datetime) -> Ruling:
    """Until the close; where nobody votes, until those who stand are declared elected."""
    if election.declared_at:
        return refused("The result has been declared: who is elected can give the seat up instead.")
    if election.roll_frozen_at and at >= election.poll_closes_at:
        return refused(
            "Voting has closed: a candidate who is elected can decline the seat instead."
        )
    return ALLOWED
