"""From the notice of election until voting closes, people with a stake in a contest may not write to its electorate."""

import datetime as dt
from collections.abc import Collection

from assembly.core.rules import ALLOWED, Ruling, refused
from elections.models import Contest, Election

from .moments import closing


def is_contested(election: Election, at: dt.datetime) -> bool:
    """From the notice of election until voting closes, that instant excluded."""
    return election.notice_at <= at < election.poll_closes_at and election.voided_at is None


def may_write_to_electorate(
    stands_in: Collection[Contest], puts_forward_in: Collection[Contest], at: dt.datetime
) -> Ruling:
    """A candidate may not, nor anybody whose organisation put a candidate forward.

    Ask this before anything on the site writes to a group, its convenor or the electors of a contest.
    """
    for contest in stands_in:
        if is_contested(contest.election, at):
            return refused(f"You are a candidate in “{contest}”. {_until(contest.election)}")
    for contest in puts_forward_in:
        if is_contested(contest.election, at):
            return refused(
                f"Your organisation put a candidate forward in “{contest}”. {_until(contest.election)}"
            )
    return ALLOWED


def _until(election: Election) -> str:
    return (
        "To be fair to every candidate, you cannot write to the voters of this contest or to the convenor of their "
        f"group through the site until voting closes at {closing(election.poll_closes_at)}. Write to the Support Unit "
        "instead."
    )
