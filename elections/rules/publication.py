"""How much of a count is published."""

from enum import StrEnum

from elections.models.contest import FULL_FROM, TOTALS_FROM


class Level(StrEnum):
    """How much of a count is published: fewer ballots hide less, so less of them is shown."""

    FULL = "full"
    TOTALS = "totals"
    OUTCOME = "outcome"


def publication_level(ballots: int, *, at_most: str = Level.FULL) -> Level:
    """Return what may be published of a count of so many ballots, and of what the notice of election promised."""
    if ballots >= FULL_FROM and at_most == Level.FULL:
        return Level.FULL
    return Level.TOTALS if ballots >= TOTALS_FROM else Level.OUTCOME
