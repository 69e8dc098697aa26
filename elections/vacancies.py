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
from assembly.core.to_do import Task
from assembly.partners.models import Appointment

from . import binding, rules
from .count_sheet import CountSheet, Row
from .counting.results import Countback
from .models import Contest, Election, OpenedRankings, Vacancy
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
                    rules.vacancy.may_count_back(
                        contest,
                        vacancy,
                        contest.vacancies.exclude(appointment=appointment),
                        has_rankings=OpenedRankings.objects.filter(contest=contest).exists(),
                    ),
                    rules.vacancy.may_call_by_election(vacancy),
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
            button="Fill the vacancy",
            url=reverse("elections_officer:election_run", args=[appointment.election_id]),
            by=_midnight(cast("dt.date", appointment.ended_on)),
            note=f"Vacant since {short_day(appointment.ended_on)}",
            whose=RETURNING_OFFICER,
            of_office=True,
        )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def around(election: Election) -> tuple[Vacancy | None, list[Vacancy]]:
    """The vacancy that this by-election fills, and those of its own that announced by-elections fill."""
    filled = Q(by_election=election)
    left = Q(contest__election=election, by_election__notice_at__lte=timezone.now())
    found = list(
        Vacancy.objects.filter(filled | left).select_related(
            "contest__election", "by_election", "appointment__seat__partnership"
        )
    )
    fills = next((one for one in found if one.by_election_id == election.pk), None)
    return fills, [one for one in found if one.contest.election_id == election.pk]


@dataclass(frozen=True, kw_only=True)
class CountbackSheet(CountSheet):
    """A countback, published at the level of the count whose papers it examined."""

    vacancy: Vacancy

    @property
    def kept(self) -> Vacancy:
        return self.vacancy

    @cached_property
    def published_blt(self) -> str:
        return published_of_countback(self.vacancy) or ""

    @cached_property
    def ballot_file_sha256(self) -> str:
        blt = self.published_blt if self.publishes_rankings else ""
        return blt and binding.sha256(blt)

    @property
    def elected(self) -> list[str]:
        return [self.counted.name_of(self._countback.filled_by)]

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [("Left the seat", self.counted.name_of(self._countback.vacating))]
        if self.shows_totals:
            facts.append(("Papers examined", f"{self.counted.papers:,}"))
        return facts

    @property
    def _countback(self) -> Countback:
        return cast("Countback", self.counted.countback)

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
        CountbackSheet(vacancy.contest, vacancy.contest.count_result, vacancy=vacancy)
        for vacancy in found.select_related(
            "contest__election", "contest__count_result", "filled_by", "appointment__seat"
        )
    ]
