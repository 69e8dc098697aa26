"""Those elected take their seats."""

from assembly.accounts.models import User
from assembly.partners.models import Appointment
from assembly.partners.services import ElectedIn, Holder, appoint
from elections import selectors
from elections.count_sheet import votes_sentence
from elections.models import Candidate, Contest


def fill_seats(contest: Contest, *, by: User) -> None:
    """Give the seats, in their order, to those elected, in the order of their election; the rest stay vacant."""
    election = contest.election
    for candidate, seat in selectors.seats_won(contest):
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
