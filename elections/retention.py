"""What elections forget, and when (DESIGN section 6). Sealed ballots and shares go with the declaration itself."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.retention import Rule
from assembly.partners.models import Appointment

from .models import OpenedRankings, RollEntry

MONTHS_OF_MARKS = 6


def forget_marks(on: dt.date) -> int:
    """Which organisations voted, and on which day. How many did stays with the published receipts and the count."""
    before = months_after(on, -MONTHS_OF_MARKS)
    marked = RollEntry.objects.marked().filter(contest__election__declared_at__date__lte=before)
    return marked.update(voted_on=None, told_on=None)


def forget_rankings(on: dt.date) -> int:
    """The opened ballots, once no term that they began still runs: a countback needs them until then."""
    running = Appointment.objects.filter(ends_on__gt=on, election_id__isnull=False)
    over = OpenedRankings.objects.filter(
        contest__election__declared_at__isnull=False, contest__election__term_starts_on__lte=on
    ).exclude(contest__election__in=running.values("election_id"))
    removed, _ = over.delete()
    return removed


RULES = (
    Rule(
        "opened-rankings",
        "The anonymous rankings of an election: at the end of the term, until when a seat that falls vacant can be "
        "counted back; the count sheet stays",
        forget_rankings,
    ),
    Rule(
        "marked-rolls",
        "Which organisations voted, and on which day: 6 months after the declaration; the turnout stays",
        forget_marks,
    ),
)
