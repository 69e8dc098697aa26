"""Which phase an election is in, from the instants that were stored for it. The clock decides, never a job."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assembly.core.figures import in_words

# From the published list of receipts to the first share: long enough for a voter to look for theirs.
RECEIPTS_STAND_FOR = dt.timedelta(hours=1)


class Phase(StrEnum):
    """Where an election stands. Each phase lasts until the next one begins, that instant excluded."""

    PREPARATION = "preparation"
    NOTICE = "notice"
    NOMINATIONS = "nominations"
    WITHDRAWALS = "withdrawals"
    SETTLED = "settled"
    POLL_NOTICE = "poll notice"
    POLL = "poll"
    CLOSED = "closed"
    RECEIPTS = "receipts"
    CHALLENGE = "challenge"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The stored instants of an election, in the order in which they come."""

    notice_at: dt.datetime
    nominations_open_at: dt.datetime
    nominations_close_at: dt.datetime
    withdrawals_close_at: dt.datetime
    poll_notice_at: dt.datetime
    poll_opens_at: dt.datetime
    poll_closes_at: dt.datetime
    receipts_at: dt.datetime
    opening_at: dt.datetime
    challenge_ends_at: dt.datetime

    def phase(self, at: dt.datetime) -> Phase:
        """Return the phase that holds at this instant."""
        current = Phase.PREPARATION
        for milestone in MILESTONES:
            if at < getattr(self, milestone.field):
                break
            current = milestone.begins
        return current

    def problems(self) -> list[str]:
        """Return a sentence for each pair of instants out of order or too close; none when it can stand."""
        return [
            f"{later.label} comes {_length(gap)} after “{earlier.label.lower()}”; "
            f"it must come at least {_length(later.after)} after it."
            if gap >= dt.timedelta(0)
            else f"{later.label} comes before “{earlier.label.lower()}”."
            for earlier, later, gap in self._gaps()
            if gap < later.after
        ]

    def _gaps(self) -> Iterator[tuple["Milestone", "Milestone", dt.timedelta]]:
        for earlier, later in pairwise(MILESTONES):
            yield earlier, later, getattr(self, later.field) - getattr(self, earlier.field)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One instant of the timetable: what it is called, the phase it begins, how long after the one before."""

    field: str
    label: str
    begins: Phase
    after: dt.timedelta = dt.timedelta(0)


MILESTONES = (
    Milestone("notice_at", "Notice of election", Phase.NOTICE),
    Milestone("nominations_open_at", "Nominations open", Phase.NOMINATIONS),
    Milestone("nominations_close_at", "Nominations close", Phase.WITHDRAWALS, dt.timedelta(days=7)),
    Milestone("withdrawals_close_at", "Last moment to withdraw", Phase.SETTLED),
    Milestone("poll_notice_at", "Notice of poll and roll frozen", Phase.POLL_NOTICE),
    Milestone("poll_opens_at", "Voting opens", Phase.POLL, dt.timedelta(hours=1)),
    Milestone("poll_closes_at", "Voting closes", Phase.CLOSED, dt.timedelta(days=3)),
    Milestone("receipts_at", "Receipts published", Phase.RECEIPTS),
    Milestone("opening_at", "Ballot box opened and counted", Phase.CHALLENGE, RECEIPTS_STAND_FOR),
    Milestone(
        "challenge_ends_at", "Challenge period ends", Phase.DECLARATION, dt.timedelta(days=3)
    ),
)


# None of these has happened while the roll is not frozen, whatever the clock says.
AFTER_THE_FREEZE = frozenset(
    milestone.field
    for milestone in MILESTONES[[one.field for one in MILESTONES].index("poll_opens_at") :]
)


def _length(gap: dt.timedelta) -> str:
    """Whole ones that have passed: a gap of two days and 23 hours is not three days."""
    return (
        in_words(gap.days, "days") if gap.days else in_words(gap // dt.timedelta(hours=1), "hours")
    )
