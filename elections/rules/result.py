"""The count and the declaration."""

import datetime as dt
from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused
from elections.models import Contest, Election

from .moments import closing
from .opening import is_void


def may_count(election: Election, uncounted: Sequence[Contest]) -> Ruling:
    if election.voided_at:
        return is_void(election)
    if not election.opened_at:
        return refused("The ballot box has not been opened.")
    if not uncounted:
        return refused("The election has been counted.")
    return ALLOWED


def may_declare(election: Election, uncounted: Sequence[Contest], at: dt.datetime) -> Ruling:
    """The result stands when the challenge period is over."""
    if election.voided_at:
        return is_void(election)
    if election.declared_at:
        return refused("The result has been declared.")
    if not election.has_poll:
        return ALLOWED  # nobody is opposed: there is nothing to count, and no count to challenge
    if not election.opened_at:
        return refused("The ballot box has not been opened.")
    if uncounted:
        return refused(f"Not counted yet: {', '.join(contest.title for contest in uncounted)}.")
    if at < election.challenge_ends_at:
        return refused(f"The result can be challenged until {closing(election.challenge_ends_at)}.")
    return ALLOWED


def traces_are_wiped(election: Election) -> Ruling:
    """Whether nothing is left in the files of the database of the ballots and the key that were deleted."""
    if election.has_traces:
        return refused(
            "The sealed ballots and the key that signed receipts are deleted, but their traces in the database files "
            "are not wiped yet: something else, such as a running backup, was using the database. The site tries again "
            "every ten minutes. If the certificate of destruction still says so tomorrow, ask the person who looks "
            "after the server to run “manage.py wipe_traces”."
        )
    return ALLOWED
