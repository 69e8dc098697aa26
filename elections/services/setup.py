"""Acts before the poll: an election, its contests, its candidates."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.partners.models import Seat
from elections import rules
from elections.models import Candidate, Contest, Election
from elections.timetable import MILESTONES

INSTANTS = [milestone.field for milestone in MILESTONES]


@transaction.atomic
def create_election(election: Election, *, by: User) -> Election:
    """Set up an election from an unsaved one: its titles and timetable."""
    rules.may_run(election, by).enforce()
    election.full_clean()
    election.save()
    record("elections.election_created", election, by=by, data=_instants(election))
    return election


@transaction.atomic
def change_election(election: Election, *, by: User) -> Election:
    """Save an election's changed words and timetable. What was done in it is left as it is."""
    stored = Election.objects.select_for_update().get(pk=election.pk)
    rules.may_run(stored, by).enforce()
    rules.may_change_timetable(stored).enforce()
    election.full_clean()
    fields = ["title", "purpose", "term_starts_on", *INSTANTS]
    if all(getattr(stored, field) == getattr(election, field) for field in fields):
        return election
    election.save(update_fields=fields)
    record("elections.election_changed", election, by=by, data=_instants(election))
    return election


@transaction.atomic
def save_contest(
    contest: Contest, seats: Iterable[Seat], *, by: User, at: dt.datetime | None = None
) -> Contest:
    """Add or change a contest, with the seats it fills."""
    election = Election.objects.select_for_update().get(pk=contest.election_id)
    rules.may_run(election, by).enforce()
    rules.may_change_contests(election, at or timezone.now()).enforce()
    seats = list(seats)
    rules.seats_can_be_contested(contest, seats).enforce()
    contest.full_clean()
    if _is_stored(contest, seats):
        return contest
    contest.save()
    contest.seats.set(seats)
    record("elections.contest_saved", contest, by=by, data={"seats": len(seats)})
    return contest


@transaction.atomic
def add_candidate(candidate: Candidate, *, by: User, at: dt.datetime | None = None) -> Candidate:
    """Enter a candidate whose nomination the returning officer has ruled valid. The number is the next one."""
    contest = Contest.objects.select_for_update().get(pk=candidate.contest_id)
    election = contest.election
    rules.may_run(election, by).enforce()
    rules.may_add_candidate(election, at or timezone.now()).enforce()
    rules.may_stand(candidate.user, election).enforce()
    last = contest.candidates.aggregate(last=Max("number"))["last"] or 0
    candidate.number = last + 1
    candidate.full_clean()
    rules.is_no_candidate_yet(candidate, contest.candidates.all()).enforce()
    candidate.save()
    record("elections.candidate_added", candidate, by=by, data={"number": candidate.number})
    return candidate


@transaction.atomic
def withdraw_candidate(
    candidate: Candidate, *, by: User, at: dt.datetime | None = None
) -> Candidate:
    """Record that a candidate withdrew. Ballots already cast are counted as if they had never stood."""
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    election = candidate.contest.election
    now = at or timezone.now()
    rules.may_run(election, by).enforce()
    rules.may_withdraw(candidate, election, now).enforce()
    candidate.status = Candidate.Status.WITHDRAWN
    candidate.withdrawn_at = now
    candidate.save(update_fields=["status", "withdrawn_at"])
    record("elections.candidate_withdrawn", candidate, by=by)
    return candidate


def _is_stored(contest: Contest, seats: list[Seat]) -> bool:
    """Whether the contest stands in the database just so: its form was sent twice."""
    stored = Contest.objects.filter(pk=contest.pk).first()
    return (
        stored is not None
        and model_to_dict(stored, exclude=["seats"]) == model_to_dict(contest, exclude=["seats"])
        and set(stored.seats.all()) == set(seats)
    )


def _instants(election: Election) -> dict[str, dt.datetime]:
    return {name: getattr(election, name) for name in INSTANTS}
