"""What changed in an election that a calendar program or a reader of feeds has to take in, and when."""

import datetime as dt
from collections.abc import Iterable

from assembly.core.models import Event

from .models import Election

TIMETABLE_CHANGED = "elections.election_changed"


def changed_at(elections: Iterable[Election]) -> dict[int, list[dt.datetime]]:
    """When what is announced of each was changed: put off, left without a poll, declared void. Oldest first.

    Asks the contests of each election; have them prefetched.
    """
    found = {election.pk: _its_own(election) for election in elections}
    lines = Event.objects.filter(
        name=TIMETABLE_CHANGED, subject_type="elections.election", subject_id__in=list(found)
    )
    for election, at in lines.values_list("subject_id", "at"):
        found[election].append(at)
    return {election: sorted(times) for election, times in found.items()}


def _its_own(election: Election) -> list[dt.datetime]:
    is_told_of_no_poll = not all(contest.has_poll for contest in election.contests.all())
    frozen = election.roll_frozen_at if is_told_of_no_poll else None
    return [at for at in (frozen, election.voided_at) if at]
