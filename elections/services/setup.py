"""Acts before the poll: an election, its contests, its candidates."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from assembly.partners.models import Seat
from elections import participants, rules, selectors, succession
from elections.models import Candidate, Contest, Election, TimetableChange
from elections.timetable import MILESTONES

from . import limits
from .locks import lock_contest

INSTANTS = [milestone.field for milestone in MILESTONES]
DRAW = ["lot_event", "lot_at", "lot_substitute", "lot_substitute_at"]


@transaction.atomic
def create_election(election: Election, *, by: User) -> Election:
    """Set up an election from an unsaved one: its titles and timetable."""
    rules.preparing.may_run(election, by).enforce()
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
    election: Election,
    *,
    by: User,
    because: str = "",
    draws: Sequence[Contest] = (),
    at: dt.datetime | None = None,
) -> Election:
    """Save an election's changed words and timetable; once it is announced, what is put off, with the public reason.

    `draws` are its contests with the draw that each would have then, for those that no longer fit. What was done in
    the election is left as it is, and a rehearsal stays one.
    """
    stored = Election.objects.select_for_update().get(pk=election.pk)
    now = at or timezone.now()
    rules.preparing.may_run(stored, by).enforce()
    rules.preparing.may_change_timetable(stored).enforce()
    is_announced = now >= stored.notice_at
    changed_draws = {}
    if is_announced:
        rules.preparing.may_put_off(stored, election, because, now).enforce()
        changed_draws = _rename_draws(election, draws, now)
    else:
        _move_draws(stored, election)
    election.full_clean()
    rules.preparing.draws_fit(election, election.contests.all()).enforce()
    succession.electorate_outlasts(
        election.contests.select_related("group__district", "district"),
        election.challenge_ends_at,
        timezone.localdate(now),
    ).enforce()
    fields = ["title", "purpose", "term_starts_on", *INSTANTS]
    if all(getattr(stored, field) == getattr(election, field) for field in fields):
        return election
    election.save(update_fields=fields)
    if is_announced:
        _keep_change(stored, election, because.strip(), now, changed_draws)
    record("elections.election_changed", election, by=by, data=_instants(election))
    return election


def _rename_draws(
    election: Election, draws: Sequence[Contest], now: dt.datetime
) -> dict[str, list[str]]:
    """Give each contest whose draw no longer fits the one named instead; return what is put on record of it."""
    moved = {}
    for stored in election.contests.select_for_update().order_by("pk"):
        named = next((draw for draw in draws if draw.pk == stored.pk), stored)
        if all(getattr(named, field) == getattr(stored, field) for field in DRAW):
            continue
        rules.preparing.may_rename_draw(election, stored, named, now).enforce()
        was = stored.draw_sentence()
        for field in DRAW:
            setattr(stored, field, getattr(named, field))
        stored.election = election  # with the timetable it will have
        stored.full_clean()
        stored.save(update_fields=DRAW)
        moved[f"{TimetableChange.DRAW_FOR} {stored.title}"] = [was, stored.draw_sentence()]
    return moved


def _move_draws(stored: Election, changed: Election) -> None:
    """While nothing is announced, an event that would no longer fit moves with the close of the poll."""
    for contest in changed.contests.all():
        if not rules.preparing.draws_fit(changed, [contest]):
            later = changed.poll_closes_at - stored.poll_closes_at
            contest.lot_at += later
            if contest.lot_substitute_at:
                contest.lot_substitute_at += later
            contest.save(update_fields=["lot_at", "lot_substitute_at"])


def _keep_change(
    announced: Election,
    changed: Election,
    because: str,
    now: dt.datetime,
    draws: dict[str, list[str]],
) -> None:
    moved = draws | {
        milestone.field: [was.isoformat(), new.isoformat()]
        for milestone, was, new in rules.preparing.moves(announced, changed)
    }
    if changed.term_starts_on != announced.term_starts_on:
        moved["term_starts_on"] = [
            announced.term_starts_on.isoformat(),
            changed.term_starts_on.isoformat(),
        ]
    if not moved:
        return
    change = changed.timetable_changes.create(changed_at=now, because=because, moved=moved)
    notify(
        participants.everybody_told(changed),
        "elections/put_off",
        about=changed,
        context={
            "election": changed,
            "change": change,
            "moves": selectors.sentences_of(change),
        },
        url=changed.get_absolute_url(),
        at=now,
    )


@transaction.atomic
def save_contest(
    contest: Contest, seats: Iterable[Seat], *, by: User, at: dt.datetime | None = None
) -> Contest:
    """Add or change a contest, with the seats it fills."""
    election = Election.objects.select_for_update().get(pk=contest.election_id)
    rules.preparing.may_run(election, by).enforce()
    rules.preparing.may_change_contests(election, at or timezone.now()).enforce()
    seats = list(seats)
    rules.preparing.seats_can_be_contested(
        contest, seats, selectors.filled_elsewhere(contest, seats)
    ).enforce()
    contest.full_clean()
    succession.may_be_planned(contest, timezone.localdate(at)).enforce()
    rules.preparing.spread_can_be_kept(contest, seats).enforce()
    if _is_stored(contest, seats):
        return contest
    contest.save()
    contest.seats.set(seats)
    limits.keep(contest)
    record("elections.contest_saved", contest, by=by, data={"seats": len(seats)})
    return contest


@transaction.atomic
def remove_contest(contest: Contest, *, by: User, at: dt.datetime | None = None) -> None:
    """Take a contest out of an election of which no notice has been given."""
    election = Election.objects.select_for_update().get(pk=contest.election_id)
    rules.preparing.may_run(election, by).enforce()
    rules.preparing.may_change_contests(election, at or timezone.now()).enforce()
    record("elections.contest_removed", contest, by=by, data={"election": election.pk})
    contest.delete()


@transaction.atomic
def give_up_election(election: Election, *, by: User, at: dt.datetime | None = None) -> None:
    """Take back an election of which no notice has been given, or whose notice offered no contest."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    rules.preparing.may_run(election, by).enforce()
    rules.preparing.may_be_given_up(election, at or timezone.now()).enforce()
    record("elections.election_given_up", election, by=by)
    election.key_shares.all().delete()
    election.scrutineers.all().delete()
    election.delete()


@transaction.atomic
def enter_candidate(candidate: Candidate, *, by: User, at: dt.datetime | None = None) -> Candidate:
    """Enter a candidate nominated on paper; after nominations closed with the public reason why so late."""
    election, now = candidate.contest.election, at or timezone.now()
    rules.preparing.may_add_candidate(election, now).enforce()
    rules.preparing.may_be_entered_late(election, candidate.late_because, now).enforce()
    return add_candidate(candidate, by=by, at=at)


@transaction.atomic
def add_candidate(candidate: Candidate, *, by: User, at: dt.datetime | None = None) -> Candidate:
    """Enter a candidate whose nomination the returning officer has ruled valid. The number is the next one."""
    contest = lock_contest(candidate.contest_id)
    election = contest.election
    rules.preparing.may_run(election, by).enforce()
    rules.preparing.may_add_candidate(election, at or timezone.now()).enforce()
    rules.preparing.may_stand(candidate.user, election).enforce()
    last = contest.candidates.aggregate(last=Max("number"))["last"] or 0
    candidate.number = last + 1
    candidate.full_clean()
    rules.nominating.may_take_part(candidate.organisation, contest).enforce()
    rules.preparing.is_no_candidate_yet(candidate, contest.candidates.all()).enforce()
    elsewhere = Candidate.objects.filter(contest__election=election).exclude(contest=contest)
    rules.preparing.may_stand_twice(candidate, elsewhere.select_related("contest")).enforce()
    rules.preparing.group_is_named(contest, candidate.spread_group).enforce()
    candidate.spread_group = candidate.spread_group or selectors.group_of(candidate, contest)
    candidate.save()
    record("elections.candidate_added", candidate, by=by, data={"number": candidate.number})
    return candidate


@transaction.atomic
def place_candidate(candidate: Candidate, group: str, *, by: User) -> Candidate:
    """Say to which group of the contest's spread a candidate belongs."""
    contest = lock_contest(candidate.contest_id)
    candidate = Candidate.objects.get(pk=candidate.pk)
    rules.preparing.may_run(contest.election, by).enforce()
    rules.preparing.may_place(contest.election).enforce()
    rules.preparing.group_is_named(contest, group).enforce()
    rules.preparing.register_says_otherwise(selectors.group_of(candidate, contest), group).enforce()
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
    rules.preparing.may_run(election, by).enforce()
    rules.preparing.may_withdraw(candidate, election, now).enforce()
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
        and stored.limits == contest.limits
    )


def _instants(election: Election) -> dict[str, dt.datetime]:
    return {name: getattr(election, name) for name in INSTANTS}
