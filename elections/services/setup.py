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
from elections import rules, selectors
from elections.models import Candidate, Contest, Election
from elections.timetable import MILESTONES

from .locks import lock_contest

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
def create_with_contests(
    election: Election,
    contests: Iterable[tuple[Contest, Iterable[Seat]]],
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Election:
    """Set up an election and its contests as they were proposed from a template, all or nothing."""
    create_election(election, by=by)
    for contest, seats in contests:
        contest.election = election
        save_contest(contest, seats, by=by, at=at)
    return election


@transaction.atomic
def change_election(
    election: Election, *, by: User, because: str = "", at: dt.datetime | None = None
) -> Election:
    """Save an election's changed words and timetable; once it is announced, what is put off, with the public reason.

    What was done in it is left as it is, and a rehearsal stays one.
    """
    stored = Election.objects.select_for_update().get(pk=election.pk)
    now = at or timezone.now()
    rules.may_run(stored, by).enforce()
    rules.may_change_timetable(stored).enforce()
    is_announced = now >= stored.notice_at
    if is_announced:
        rules.may_put_off(stored, election, because, now).enforce()
    else:
        _move_lots(stored, election)
    election.full_clean()
    rules.lots_fit(election, election.contests.all()).enforce()
    fields = ["title", "purpose", "term_starts_on", *INSTANTS]
    if all(getattr(stored, field) == getattr(election, field) for field in fields):
        return election
    election.save(update_fields=fields)
    if is_announced:
        _keep_change(stored, election, because.strip(), now)
    record("elections.election_changed", election, by=by, data=_instants(election))
    return election


def _move_lots(stored: Election, changed: Election) -> None:
    """While nothing is announced, an event that would no longer fit moves with the close of the poll."""
    for contest in changed.contests.all():
        if not rules.lots_fit(changed, [contest]):
            later = changed.poll_closes_at - stored.poll_closes_at
            contest.lot_at += later
            if contest.lot_substitute_at:
                contest.lot_substitute_at += later
            contest.save(update_fields=["lot_at", "lot_substitute_at"])


def _keep_change(announced: Election, changed: Election, because: str, now: dt.datetime) -> None:
    moved = {
        milestone.field: [was.isoformat(), new.isoformat()]
        for milestone, was, new in rules.moves(announced, changed)
    }
    if changed.term_starts_on != announced.term_starts_on:
        moved["term_starts_on"] = [
            announced.term_starts_on.isoformat(),
            changed.term_starts_on.isoformat(),
        ]
    if moved:
        changed.timetable_changes.create(changed_at=now, because=because, moved=moved)


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
    rules.spread_can_be_kept(contest, seats).enforce()
    if _is_stored(contest, seats):
        return contest
    contest.save()
    contest.seats.set(seats)
    record("elections.contest_saved", contest, by=by, data={"seats": len(seats)})
    return contest


@transaction.atomic
def add_candidate(candidate: Candidate, *, by: User, at: dt.datetime | None = None) -> Candidate:
    """Enter a candidate whose nomination the returning officer has ruled valid. The number is the next one."""
    contest = lock_contest(candidate.contest_id)
    election = contest.election
    rules.may_run(election, by).enforce()
    rules.may_add_candidate(election, at or timezone.now()).enforce()
    rules.may_stand(candidate.user, election).enforce()
    last = contest.candidates.aggregate(last=Max("number"))["last"] or 0
    candidate.number = last + 1
    candidate.full_clean()
    rules.is_no_candidate_yet(candidate, contest.candidates.all()).enforce()
    elsewhere = Candidate.objects.filter(contest__election=election).exclude(contest=contest)
    rules.may_stand_twice(candidate, elsewhere.select_related("contest")).enforce()
    rules.group_is_named(contest, candidate.spread_group).enforce()
    candidate.spread_group = candidate.spread_group or selectors.group_of(candidate, contest)
    candidate.save()
    record("elections.candidate_added", candidate, by=by, data={"number": candidate.number})
    return candidate


@transaction.atomic
def place_candidate(candidate: Candidate, group: str, *, by: User) -> Candidate:
    """Say to which group of the contest's spread a candidate belongs."""
    contest = lock_contest(candidate.contest_id)
    candidate = Candidate.objects.get(pk=candidate.pk)
    rules.may_run(contest.election, by).enforce()
    rules.may_place(contest.election).enforce()
    rules.group_is_named(contest, group).enforce()
    if candidate.spread_group == group:
        return candidate
    candidate.spread_group = group
    candidate.save(update_fields=["spread_group"])
    record("elections.candidate_placed", candidate, by=by)
    return candidate


@transaction.atomic
def withdraw_candidate(
    candidate: Candidate, *, by: User, at: dt.datetime | None = None
) -> Candidate:
    """Record that a candidate withdrew. Ballots already cast are counted as if they had never stood."""
    election = lock_contest(candidate.contest_id).election
    candidate = Candidate.objects.get(pk=candidate.pk)
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
