"""Those elected take their seats."""

from assembly.accounts.models import User
from assembly.partners.models import Appointment, Seat
from assembly.partners.services import ElectedIn, Holder, appoint
from elections import selectors
from elections.models import Candidate, Contest
from elections.votes import votes_sentence


def fill_seats(contest: Contest, *, by: User) -> None:
    """Give the seats, in their order, to those elected, in the order of their election; the rest stay vacant."""
    election = contest.election
    elected = _elected(contest)
    seats: list[Seat] = list(contest.seats.order_by("order", "pk"))
    for candidate, seat in zip(elected, seats, strict=False):  # fewer than the seats may be elected
        appoint(
            seat,
            holder_of(candidate),
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


def holder_of(candidate: Candidate) -> Holder:
    """Who takes a seat, with the interests that voters read when they chose."""
    return Holder(
        name=candidate.name,
        user=candidate.user,
        organisation=candidate.organisation,
        interests=candidate.interests,
    )


def _elected(contest: Contest) -> list[Candidate]:
    """By the count; without a poll everybody who stands, in the order of nomination."""
    if not contest.has_poll:
        return list(contest.candidates.standing())
    by_number = {candidate.number: candidate for candidate in contest.candidates.all()}
    return [by_number[number] for number in contest.count_result.result["elected"]]
