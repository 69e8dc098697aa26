"""What elections forget, and when (DESIGN section 6). Sealed ballots and shares go with the declaration itself."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.retention import Rule

from .models import Objection, RollEntry

MONTHS_OF_MARKS = 6


def forget_marks(on: dt.date) -> int:
    """Which organisations voted, and on which day. How many did stays with the published receipts and the count."""
    before = months_after(on, -MONTHS_OF_MARKS)
    marked = RollEntry.objects.marked().filter(contest__election__declared_at__date__lte=before)
    return marked.update(voted_on=None, told_on=None)


def forget_objections(on: dt.date) -> int:
    """Who objected, and in which words. Kind, number and the decision with its reason stay with the result."""
    before = months_after(on, -MONTHS_OF_MARKS)
    kept = Objection.objects.filter(contest__election__declared_at__date__lte=before)
    return kept.exclude(words="").update(
        organisation=None, candidate=None, raised_by=None, words="", receipt=""
    )


RULES = (
    Rule(
        "marked-rolls",
        "Which organisations voted, and on which day: 6 months after the declaration; the turnout stays",
        forget_marks,
    ),
    Rule(
        "objections",
        "Who objected to a poll, and in which words: 6 months after the declaration; the decision stays",
        forget_objections,
    ),
)
