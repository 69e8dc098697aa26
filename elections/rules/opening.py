"""After the close: the receipts, the draw, and opening the box."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment, short_day
from elections.models import Contest, Election, OpeningFinding, Scrutineer
from elections.timetable import RECEIPTS_STAND_FOR

from .moments import closing

REASONS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class BoxCheck(Ruling):
    """Whether the box is as it must be. What is amiss is told by a code and facts; the reason says it in words."""

    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


SOUND = BoxCheck(allowed=True)


def _amiss(code: OpeningFinding.Code, reason: str, **facts: object) -> BoxCheck:
    return BoxCheck(allowed=False, reason=reason, code=code, facts=facts)


def is_void(election: Election) -> Ruling:
    """Why nothing more is done in a poll that was declared void."""
    return refused(
        f"The poll was declared void on {short_day(election.voided_at)}: {election.voided_because}"
    )


def may_publish_receipts(election: Election, at: dt.datetime) -> Ruling:
    if election.voided_at:
        return is_void(election)
    if at < election.poll_closes_at:
        return refused(
            f"The receipts are published once voting closes, at {closing(election.poll_closes_at)}."
        )
    if not election.roll_frozen_at:
        return refused("There was no poll: the roll was never frozen.")
    if not election.has_poll:
        return refused("There was no poll: nobody was opposed.")
    if election.receipts_published_at:
        return refused("The receipts are published already.")
    return ALLOWED


def may_open(election: Election, contests: Sequence[Contest], at: dt.datetime) -> Ruling:
    """Nobody opens the box early: after the close, and an hour at least after the receipts were published."""
    if election.voided_at:
        return is_void(election)
    if at < election.poll_closes_at:
        return refused(
            f"You can enter shares of the key once voting closes, at {closing(election.poll_closes_at)}."
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
        return refused(f"Record the draw first for {' and '.join(waiting)}.")
    return ALLOWED


def paper_is_entered(contest: Contest, awaited: int) -> Ruling:
    """A paper ballot that comes into the rewritten box would stand apart from all others."""
    if awaited:
        waiting = in_words(awaited, "paper ballots wait", one="paper ballot waits")
        return refused(
            f"{waiting} for two scrutineers to enter: {contest}. The opening stops until then."
        )
    return ALLOWED


def box_is_rewritten(election: Election) -> Ruling:
    """Before the rewriting a row still remembers with which mark on the roll it was written."""
    if not election.box_rewritten_at:
        return refused("The ballot box must be rewritten before it is opened.")
    return ALLOWED


def box_is_the_published_one(*, box: Sequence[str], published: Sequence[str]) -> BoxCheck:
    """What lies in the box is what was published, once each. Nothing explains another box: the poll is void."""
    twice = sorted(receipt for receipt, times in Counter(box).items() if times > 1)
    if twice:
        return _amiss(
            OpeningFinding.Code.SAME_BALLOT_TWICE,
            f"The box holds the same sealed ballot more than once: {', '.join(twice)}.",
            receipts=twice,
        )
    added, missing = sorted(set(box) - set(published)), sorted(set(published) - set(box))
    if added or missing:
        return _amiss(
            OpeningFinding.Code.ANOTHER_BOX,
            "The box is not the one whose receipts were published. "
            f"Not published: {', '.join(added) or 'none'}. Missing: {', '.join(missing) or 'none'}.",
            added=added,
            missing=missing,
        )
    return SOUND


def ballots_match_marks(*, ballots: int, marks: int, empty: int = 0) -> BoxCheck:
    """As many ballots as marks on the roll, but for the envelopes that were empty.

    Two scrutineers can record why not, and let the opening go on.
    """
    if ballots != marks - empty:
        found_empty = f", {empty} for envelopes without a ballot" if empty else ""
        return _amiss(
            OpeningFinding.Code.BALLOTS_AND_MARKS,
            f"The box holds {ballots} ballots and the roll {marks} marks{found_empty}.",
            ballots=ballots,
            marks=marks,
            empty=empty,
        )
    return SOUND


def ballots_are_whole(tampered: Sequence[str]) -> BoxCheck:
    """A ballot that cannot be opened is named by its receipt. Two scrutineers can record why, and leave it out."""
    if tampered:
        receipts = sorted(tampered)
        return _amiss(
            OpeningFinding.Code.NO_BALLOT,
            f"These receipts belong to something that is no ballot of this election: {', '.join(receipts)}.",
            receipts=receipts,
        )
    return SOUND


def opens_this_box(public_key: str, election: Election) -> Ruling:
    """The last check before the box is opened with what the shares made."""
    if public_key != election.public_key:
        return refused("These shares together do not make the key of this election.")
    return ALLOWED


def finding_is_explained(found: Ruling, reasons: int) -> Ruling:
    """What was found stops the opening until two scrutineers have recorded why."""
    if found or reasons >= REASONS_NEEDED:
        return ALLOWED
    return refused(
        f"{found.reason} The opening stops until two scrutineers have recorded why; {reasons} of them "
        f"{'has' if reasons == 1 else 'have'}."
    )


def may_give_reason(finding: OpeningFinding, scrutineer: Scrutineer, because: str) -> Ruling:
    """Before the opening, once by each scrutineer of the election."""
    election = finding.contest.election
    if scrutineer.election_id != election.pk:
        return refused("You are no scrutineer of this election.")
    if election.opened_at or election.voided_at:
        return refused("The opening is over.")
    if any(reason.scrutineer_id == scrutineer.pk for reason in finding.reasons.all()):
        return refused("You have recorded your reason already.")
    return says_why(because, "Write down why: it is published.")
