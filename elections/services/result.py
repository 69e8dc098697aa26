"""The count, and the declaration that fills the seats."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.partners.models import Appointment, Seat
from assembly.partners.services import ElectedIn, Holder, appoint
from elections import after, box, rules, selectors
from elections.counting import count, read_blt
from elections.models import Candidate, Contest, Count, Election
from elections.votes import votes_sentence

from .ending import destroy_ballots


@transaction.atomic
def count_election(election: Election, *, by: User, at: dt.datetime | None = None) -> list[Count]:
    """Count the opened rankings of every contest, ties by its lot, withdrawn candidates struck."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    uncounted = list(election.contests.polled().filter(count_result=None).order_by("pk"))
    rules.may_run(election, by).enforce()
    rules.may_count(election, uncounted).enforce()
    counts = [_count_contest(contest, at or timezone.now()) for contest in uncounted]
    for made in counts:
        record("elections.counted", made.contest, by=by, data={"ballots": made.ballots})
    return counts


def _count_contest(contest: Contest, now: dt.datetime) -> Count:
    rankings = contest.opened_rankings
    withdrawn = contest.candidates.filter(status=Candidate.Status.WITHDRAWN)
    spread = selectors.spread_of(contest)
    result = count(
        read_blt(rankings.blt.encode(), name=contest.title),
        rule=contest.rule,
        seed=contest.lot_seed,
        withdrawn=withdrawn.values_list("number", flat=True),
        seats=spread.seats,
        constraints=spread.constraints,
    )
    return Count.objects.create(
        contest=contest,
        rule=contest.rule,
        seed=contest.lot_seed,
        electors=contest.roll.filter(struck_on=None).count(),
        ballots=rankings.ballots,
        blt_sha256=result.input_sha256,
        result=result.to_json(),
        sheet=result.to_text(),
        spread_unmet=spread.unmet,
        counted_at=now,
    )


def declare(election: Election, *, by: User, at: dt.datetime | None = None) -> Election:
    """Declare the result: those elected take their seats, and the sealed ballots are destroyed."""
    with transaction.atomic(durable=True):
        box.hold_alone(election.pk)
        election = Election.objects.select_for_update().get(pk=election.pk)
        now = at or timezone.now()
        # Locked, so that an objection in flight is waited for.
        contests = list(election.contests.select_for_update().order_by("pk"))
        uncounted = list(
            election.contests.polled().filter(count_result=None, polled_again_because="")
        )
        rules.may_run(election, by).enforce()
        rules.may_declare(election, uncounted, now).enforce()
        after.may_be_declared(election).enforce()

        if not election.is_rehearsal:
            for contest in contests:
                if contest.stands:  # one that is polled again appoints nobody
                    _fill_seats(contest, election, by)
        election.declared_at = now
        election.save(update_fields=["declared_at"])
        record("elections.declared", election, by=by)
        destroy_ballots(election, by=by)
    box.wipe_traces()
    return election


def _fill_seats(contest: Contest, election: Election, by: User) -> None:
    """Give the seats, in their order, to those elected, in the order of their election; the rest stay vacant."""
    elected = _elected(contest)
    seats: list[Seat] = list(contest.seats.order_by("order", "pk"))
    for candidate, seat in zip(elected, seats, strict=False):  # fewer than the seats may be elected
        appoint(
            seat,
            Holder(
                name=candidate.name,
                user=candidate.user,
                organisation=candidate.organisation,
                interests=candidate.interests,
            ),
            basis=Appointment.Basis.ELECTED if contest.has_poll else Appointment.Basis.UNOPPOSED,
            starts_on=election.term_starts_on,
            by=by,
            election=ElectedIn(
                id=election.pk,
                title=election.title,
                path=election.get_absolute_url(),
                until=selectors.rest_of_term(election),
                vote=votes_sentence(contest.count_result, candidate.number)
                if contest.has_poll
                else "",
            ),
        )


def _elected(contest: Contest) -> list[Candidate]:
    """By the count; without a poll everybody who stands, in the order of nomination."""
    if not contest.has_poll:
        return list(contest.candidates.standing())
    by_number = {candidate.number: candidate for candidate in contest.candidates.all()}
    return [by_number[number] for number in contest.count_result.result["elected"]]
