"""Setting an election up, and who stands in it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment
from assembly.partners.models import Seat
from elections.models import Candidate, Contest, Election


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


def may_change_contests(election: Election, at: dt.datetime) -> Ruling:
    """Seats, electorate, rule and lot event are public and fixed before anybody is nominated."""
    if election.roll_frozen_at or at >= election.nominations_open_at:
        return refused("Contests are fixed once nominations have opened.")
    return ALLOWED


def seats_can_be_contested(contest: Contest, seats: Sequence[Seat]) -> Ruling:
    if not seats:
        return refused("A contest fills at least one seat.")
    if any(seat.partnership_id != contest.partnership_id for seat in seats):
        return refused(
            f"Every seat of a contest is a seat of the same partnership: {contest.partnership}."
        )
    return ALLOWED


def may_add_candidate(election: Election, at: dt.datetime) -> Ruling:
    if election.roll_frozen_at:
        return refused("The candidates are fixed once notice of poll has been given.")
    if at < election.nominations_open_at:
        return refused(f"Nominations open at {moment(election.nominations_open_at)}.")
    return ALLOWED


def may_stand(person: User | None, election: Election) -> Ruling:
    """A returning officer cannot stand in the election that they run."""
    if person and person.pk == election.returning_officer_id:
        return refused(
            f"{person} is the returning officer of this election and cannot stand in it."
        )
    return ALLOWED


def is_no_candidate_yet(candidate: Candidate, entered: Iterable[Candidate]) -> Ruling:
    """A person is entered once. Two people of one name are told apart by it, as voters must tell them apart too."""
    name = candidate.name.casefold()
    if any(
        other.name.casefold() == name and other.organisation_id == candidate.organisation_id
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
    if at >= election.poll_closes_at:
        return refused(
            "Voting has closed: a candidate who is elected can decline the seat instead."
        )
    return ALLOWED
