"""After the close: the receipts, the lot, and opening the box."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment
from elections.models import Contest, Election
from elections.timetable import RECEIPTS_STAND_FOR

from .moments import closing


def may_publish_receipts(election: Election, at: dt.datetime) -> Ruling:
    if at < election.poll_closes_at:
        return refused(f"Voting is open until {closing(election.poll_closes_at)}.")
    if not election.roll_frozen_at:
        return refused("There was no poll: the roll was never frozen.")
    if not election.has_poll:
        return refused("There was no poll: nobody was opposed.")
    if election.receipts_published_at:
        return refused("The receipts are published already.")
    return ALLOWED


def may_record_lot(contest: Contest, election: Election, seed: str, at: dt.datetime) -> Ruling:
    """After the close, so that nobody voted knowing it; before the opening, so that nobody chose it by the votes."""
    if not contest.has_poll:
        return refused(f"There was no poll for {contest}.")
    if at < election.poll_closes_at:
        return refused("The lot comes from an event after voting has closed.")
    if election.opened_at:
        return refused(f"The ballot box is open: the lot of {contest} is fixed.")
    if not seed:
        return refused("Write down what the event gave.")
    return ALLOWED


def may_open(election: Election, contests: Sequence[Contest], at: dt.datetime) -> Ruling:
    """Nobody opens the box early: after the close, and an hour at least after the receipts were published."""
    if at < election.poll_closes_at:
        return refused(
            f"Voting is open until {closing(election.poll_closes_at)}: no share is taken."
        )
    if election.opened_at:
        return refused("The ballot box is open already.")
    if not election.receipts_published_at:
        return refused("Publish the receipts first.")
    earliest = max(election.opening_at, election.receipts_published_at + RECEIPTS_STAND_FOR)
    if at < earliest:
        return refused(f"The box can be opened from {moment(earliest)}: no share is taken before.")
    waiting = [contest.title for contest in contests if not contest.lot_seed]
    if waiting:
        return refused(f"Record the lot first for {' and '.join(waiting)}.")
    return ALLOWED


def box_is_rewritten(election: Election) -> Ruling:
    """Before the rewriting a row still remembers with which mark on the roll it was written."""
    if not election.box_rewritten_at:
        return refused("The ballot box must be rewritten before it is opened.")
    return ALLOWED


def box_agrees(*, box: Sequence[str], published: Sequence[str], marks: int) -> Ruling:
    """The box, the published receipts and the marks on the roll must tell of the same ballots."""
    twice = sorted(receipt for receipt, times in Counter(box).items() if times > 1)
    if twice:
        return refused(f"The box holds the same sealed ballot more than once: {', '.join(twice)}.")
    added, missing = sorted(set(box) - set(published)), sorted(set(published) - set(box))
    if added or missing:
        return refused(
            "The box is not the one whose receipts were published. "
            f"Not published: {', '.join(added) or 'none'}. Missing: {', '.join(missing) or 'none'}."
        )
    if len(box) != marks:
        return refused(
            f"The box holds {len(box)} ballots and the roll {marks} marks: the opening stops."
        )
    return ALLOWED


def ballots_are_whole(tampered: Sequence[str]) -> Ruling:
    """A ballot that cannot be opened is named by its receipt, and stops the opening."""
    if tampered:
        return refused(
            "These receipts belong to something that is no ballot of this election: "
            f"{', '.join(sorted(tampered))}. The opening stops."
        )
    return ALLOWED
