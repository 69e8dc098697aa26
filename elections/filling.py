"""For the page of a partnership: which contest is announced for a seat, and who votes in it."""

import datetime as dt
from collections.abc import Collection

from assembly.partners.models import Seat
from assembly.partners.partnerships.announced import Announced

from .election_status import status
from .models import Contest, Election


def announced_for(seats: Collection[Seat], at: dt.datetime) -> dict[int, Announced]:
    """By the key of the seat: the contest that will fill it, from the notice of election until it is declared."""
    running = Election.objects.real().public(at).filter(declared_at=None, voided_at=None)
    contests = (
        Contest.objects.filter(seats__in=seats, election__in=running, polled_again_because="")
        .select_related("election", "group", "district")
        .prefetch_related("seats")
        .distinct()
    )
    return {
        seat.pk: _announced(contest, at) for contest in contests for seat in contest.seats.all()
    }


def _announced(contest: Contest, at: dt.datetime) -> Announced:
    return Announced(
        title=contest.election.title,
        url=contest.election.get_absolute_url(),
        state=status(contest.election, at)[0],
        who_votes=contest.electorate_sentence(),
    )
