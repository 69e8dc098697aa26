"""Reading casual vacancies: which seats of an election stand empty early, and what has come of each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.roles import RETURNING_OFFICER
from assembly.core.rules import Ruling
from assembly.core.templatetags.assembly import short_day
from assembly.core.todo import Task
from assembly.partners.models import Appointment

from . import rules
from .count_sheet import CountSheet, Row
from .models import Contest, Count, Election, OpenedRankings, Vacancy
from .recount import countback_kind, published_of_countback


@dataclass(frozen=True, slots=True)
class Empty:
    """A seat that stands empty before the end of its term, and how it can be filled now."""

    appointment: Appointment
    contest: Contest
    vacancy: Vacancy | None
    may_count_back: Ruling
    may_call_by_election: Ruling


def left_early(on: dt.date) -> QuerySet[Appointment]:
    """Appointments that ended before their term, while it runs, with nobody in the seat since."""
    later = Appointment.objects.filter(seat=OuterRef("seat")).filter(
        Q(ended_on=None) | Q(starts_on__gte=OuterRef("ended_on"))
    )
    return (
        Appointment.objects.filter(ended_on__lte=on, ended_on__lt=F("ends_on"), ends_on__gt=on)
        .filter(Q(seat__abolished_on=None) | Q(seat__abolished_on__gt=on))
        .exclude(Exists(later))
        .select_related("seat__partnership", "organisation", "vacancy__by_election")
    )


def empty_seats(election: Election, on: dt.date) -> list[Empty]:
    """The casual vacancies of an election that are not filled yet."""
    if not election.declared_at:
        return []
    found = []
    for appointment in left_early(on).filter(election_id=election.pk):
        contest = election.contests.filter(seats=appointment.seat_id).first()
        if contest:
            vacancy = Vacancy.objects.filter(appointment=appointment).first()
            found.append(
                Empty(
                    appointment,
                    contest,
                    vacancy,
                    rules.may_count_back(
                        contest,
                        vacancy,
                        contest.vacancies.exclude(appointment=appointment),
                        has_rankings=OpenedRankings.objects.filter(contest=contest).exists(),
                    ),
                    rules.may_call_by_election(vacancy),
                )
            )
    return found


def tasks(user: User, at: dt.datetime) -> Iterable[Task]:
    """For a returning officer: seats of their elections that fell vacant, and of which nothing has come yet."""
    if not user.has_perm("elections.run_election"):
        return
    on = timezone.localdate(at)
    own = {one.pk: one for one in Election.objects.filter(returning_officer=user)}
    waiting = left_early(on).filter(election_id__in=own, vacancy__by_election=None)
    for appointment in waiting:
        yield Task(
            text=f"Fill the vacancy: {appointment.seat}",
            url=reverse("elections_officer:election_run", args=[appointment.election_id]),
            by=_midnight(cast("dt.date", appointment.ended_on)),
            note=f"Vacant since {short_day(appointment.ended_on)}",
            whose=RETURNING_OFFICER,
            of_office=True,
        )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def filled_by(election: Election) -> Vacancy | None:
    """The vacancy that this by-election fills."""
    return (
        Vacancy.objects.filter(by_election=election)
        .select_related("contest__election", "appointment")
        .first()
    )


def by_elections_after(election: Election) -> QuerySet[Vacancy]:
    """The vacancies of an election that are filled by by-elections of which notice has been given."""
    return Vacancy.objects.filter(
        contest__election=election, by_election__notice_at__lte=timezone.now()
    ).select_related("by_election", "appointment__seat__partnership")


@dataclass(frozen=True, kw_only=True)
class CountbackSheet(CountSheet):
    """A countback, published at the level of the count whose papers it examined."""

    vacancy: Vacancy

    @cached_property
    def published_blt(self) -> str:
        return published_of_countback(self.vacancy) or ""

    @property
    def elected(self) -> list[str]:
        return [self._names[self._result["countback"]["filled_by"]]]

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [("Left the seat", self._names[self._result["countback"]["vacating"]])]
        if self.shows_totals:
            facts.append(("Papers examined", f"{self._result['papers']:,}"))
        return facts

    @property
    def command(self) -> str:
        consenting = ",".join(map(str, self.vacancy.consenting))
        ballots = f"{self.file_name}.{countback_kind(self.vacancy.pk)}"
        counted = CountSheet(self.contest, self.contest.count_result).command_of(ballots)
        return f"{counted} --countback {self.vacancy.vacating} --consenting {consenting}"

    @property
    def rows(self) -> list[Row]:
        """Of those who took part."""
        return [row for row in super().rows if set(row.votes) != {"\N{EN DASH}"}]


def countbacks(election: Election) -> list[CountbackSheet]:
    """The countbacks of an election, each beside the count it was made from."""
    found = Vacancy.objects.filter(contest__election=election, result__isnull=False)
    return [
        CountbackSheet(vacancy.contest, _as_count(vacancy), vacancy=vacancy)
        for vacancy in found.select_related(
            "contest__election", "contest__count_result", "filled_by", "appointment__seat"
        )
    ]


def _as_count(vacancy: Vacancy) -> Count:
    """The count with the result of the countback in its place; never stored."""
    made = vacancy.contest.count_result
    return Count(
        contest_id=vacancy.contest_id,
        rule=made.rule,
        seed=made.seed,
        electors=made.electors,
        ballots=made.ballots,
        rankings_commitment=made.rankings_commitment,
        random_bytes=vacancy.random_bytes,
        commitment=vacancy.commitment,
        result=vacancy.result,
        sheet=vacancy.sheet,
        counted_at=cast("dt.datetime", vacancy.counted_at),
    )
