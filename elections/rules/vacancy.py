"""Filling a casual vacancy: a seat of the election whose holder left before the end of the term."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import Appointment
from elections.models import Candidate, Contest, Vacancy


def is_casual_vacancy(appointment: Appointment, on: dt.date) -> Ruling:
    """A seat left early, that stands empty, in a term that still runs."""
    if not appointment.ended_on or appointment.ended_on >= appointment.ends_on:
        return refused(f"{appointment.name} has not left the seat before the end of the term.")
    if appointment.ends_on <= on:
        return refused("The term is over: the seat is filled by the next election.")
    return ALLOWED


def may_count_back(
    contest: Contest, vacancy: Vacancy | None, others: Iterable[Vacancy], *, has_rankings: bool
) -> Ruling:
    """Only where the notice said so, and once a contest: its papers tell of one vacancy."""
    if contest.vacancy_rule != Contest.VacancyRule.COUNTBACK:
        return refused("The notice of election said that a vacancy is filled by a by-election.")
    if any(other.counted_at for other in others):
        return refused(
            "Another vacancy of this contest was filled by countback, and the papers tell of one only: this one is "
            "filled by a by-election."
        )
    if vacancy and vacancy.accepted_at:
        return refused(f"{vacancy.filled_by} has taken the seat.")
    if vacancy and vacancy.by_election_id:
        return refused("A by-election fills this seat.")
    if not has_rankings:
        return refused("The rankings have been forgotten: the seat is filled by a by-election.")
    return ALLOWED


def may_consent(consenting: Iterable[Candidate], unelected: Iterable[Candidate]) -> Ruling:
    """Who takes part stood, was not elected, and still agrees."""
    consenting = list(consenting)
    if not consenting:
        return refused(
            "Say who would take the seat. If nobody would, it is filled by a by-election."
        )
    could = {candidate.pk for candidate in unelected}
    if wrong := [str(one) for one in consenting if one.pk not in could]:
        return refused(f"{' and '.join(wrong)} cannot fill it: only who stood and lost can.")
    return ALLOWED


def may_accept_seat(vacancy: Vacancy) -> Ruling:
    if vacancy.accepted_at:
        return refused(f"{vacancy.filled_by} has taken the seat.")
    if not vacancy.filled_by:
        return refused("Count back first.")
    return ALLOWED


def may_call_by_election(vacancy: Vacancy | None) -> Ruling:
    """By-election where the notice said so; else where a countback finds nobody."""
    if vacancy and vacancy.by_election_id:
        return refused("A by-election fills this seat.")
    if vacancy and vacancy.accepted_at:
        return refused(f"{vacancy.filled_by} has taken the seat.")
    return ALLOWED
