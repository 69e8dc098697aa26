"""How much of a count is published."""

from enum import StrEnum

FULL_FROM = 20
TOTALS_FROM = 5


class Level(StrEnum):
    """How much of a count is published: fewer ballots hide less, so less of them is shown."""

    FULL = "full"
    TOTALS = "totals"
    OUTCOME = "outcome"


def publication_level(ballots: int) -> Level:
    """Return what may be published of a count of so many ballots."""
    if ballots >= FULL_FROM:
        return Level.FULL
    return Level.TOTALS if ballots >= TOTALS_FROM else Level.OUTCOME
