"""A casual vacancy: counted back from the same papers, taken by whom that finds, or filled by a by-election."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import cast

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.partners.models import Appointment, Seat
from assembly.partners.services import ElectedIn, appoint
from elections import binding, rules, selectors
from elections.count_sheet import CountSheet
from elections.counting import CountingError, fill_vacancy, shortened, write_blt
from elections.counting.results import Count as Counted
from elections.counting.results import Countback
from elections.models import Candidate, Contest, Election, OpenedRankings, Vacancy
from elections.recount import enforce_told_alike, recount

from .locks import lock_contest
from .seats import holder_of
from .setup import create_with_contests


@transaction.atomic
def count_back(
    contest: Contest,
    appointment: Appointment,
    consenting: Sequence[Candidate],
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Vacancy:
    """Count the same papers for the seat that is empty. Counted again when whom it found declines."""
    contest = lock_contest(contest.pk)
    now = at or timezone.now()
    vacancy = Vacancy.objects.filter(appointment=appointment).first()
    rules.preparing.may_run(contest.election, by).enforce()
    rules.vacancy.is_casual_vacancy(appointment, timezone.localdate(now)).enforce()
    rankings = OpenedRankings.objects.filter(contest=contest).first()
    others = contest.vacancies.exclude(appointment=appointment)
    rules.vacancy.may_count_back(
        contest, vacancy, others, has_rankings=rankings is not None
    ).enforce()
    rules.vacancy.may_consent(consenting, selectors.not_elected(contest)).enforce()

    vacancy = vacancy or Vacancy(contest=contest, appointment=appointment)
    vacancy.vacating = _number_of(appointment, contest)
    vacancy.consenting = sorted(candidate.number for candidate in consenting)
    try:
        result = _count_back(contest, cast("OpenedRankings", rankings), vacancy)
    except CountingError as problem:
        raise RuleBroken(str(problem)) from None
    vacancy.result = result.to_json(hashed=False)
    vacancy.sheet = result.to_text(hashed=False)
    vacancy.random_bytes = binding.fresh_bytes()
    vacancy.commitment = binding.commitment(
        vacancy.random_bytes, vacancy.data_file(input_sha256="")
    )
    vacancy.counted_at = now
    vacancy.filled_by = contest.candidates.get(number=cast("Countback", result.countback).filled_by)
    vacancy.save()
    sheet = CountSheet(contest, contest.count_result)
    record(
        "elections.counted_back",
        contest,
        by=by,
        data={
            "seat": appointment.seat_id,
            "commitment": vacancy.commitment,
            **({"blt": binding.sha256(vacancy.shortened)} if sheet.publishes_rankings else {}),
        },
    )
    return vacancy


@transaction.atomic
def accept_vacancy(vacancy: Vacancy, *, by: User, at: dt.datetime | None = None) -> Appointment:
    """Whom the countback found accepts, and takes the seat for the rest of the term."""
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    now = at or timezone.now()
    election = vacancy.contest.election
    rules.preparing.may_run(election, by).enforce()
    rules.vacancy.may_accept_seat(vacancy).enforce()
    rules.vacancy.is_casual_vacancy(vacancy.appointment, timezone.localdate(now)).enforce()
    candidate = cast("Candidate", vacancy.filled_by)
    left = vacancy.appointment
    vacancy.accepted_at = now
    vacancy.save(update_fields=["accepted_at"])
    record("elections.vacancy_filled", vacancy.contest, by=by)
    return appoint(
        left.seat,
        holder_of(candidate),
        basis=Appointment.Basis.ELECTED,
        starts_on=max(timezone.localdate(now), cast("dt.date", left.ended_on)),
        by=by,
        election=ElectedIn(
            id=election.pk,
            title=election.title,
            path=election.get_absolute_url(),
            until=left.ends_on,
        ),
    )


@transaction.atomic
def call_by_election(
    contest: Contest,
    appointment: Appointment,
    by_election: Election,
    contests: Iterable[tuple[Contest, Iterable[Seat]]],
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Election:
    """Set up the election that fills the seat for the rest of the term, linked with the one it came from."""
    contest = lock_contest(contest.pk)
    now = at or timezone.now()
    vacancy = Vacancy.objects.filter(appointment=appointment).first()
    rules.preparing.may_run(contest.election, by).enforce()
    rules.vacancy.is_casual_vacancy(appointment, by_election.term_starts_on).enforce()
    rules.vacancy.may_call_by_election(vacancy).enforce()
    vacancy = vacancy or Vacancy(contest=contest, appointment=appointment)
    vacancy.by_election = create_with_contests(by_election, contests, by=by, at=now)
    vacancy.save()
    record("elections.by_election_called", contest, by=by, data={"seat": appointment.seat_id})
    return by_election


def _count_back(contest: Contest, rankings: OpenedRankings, vacancy: Vacancy) -> Counted:
    """Count back, keep what both counts used, and return the countback of that."""
    kept, vacating = contest.count_result, cast("int", vacancy.vacating)
    counted = recount(kept, rankings.blt)
    result = fill_vacancy(counted, vacating, consenting=vacancy.consenting)
    vacancy.shortened = write_blt(shortened(counted, result))
    shown = fill_vacancy(recount(kept, vacancy.shortened), vacating, consenting=vacancy.consenting)
    enforce_told_alike(contest, result, shown)
    return shown


def _number_of(appointment: Appointment, contest: Contest) -> int:
    """The number of whom the count elected and who left. Whom a countback found has none there."""
    elected = contest.candidates.filter(number__in=contest.count_result.counted.elected)
    found = elected.filter(name=appointment.name, organisation=appointment.organisation).first()
    if found is None:
        raise RuleBroken(
            f"{appointment.name} was not elected by these ballots: the seat is filled by a by-election."
        )
    return found.number
