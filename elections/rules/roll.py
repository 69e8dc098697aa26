"""Freezing the roll at notice of poll, and correcting it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment
from elections.models import Contest, Election, RollEntry


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a contest has when its roll is about to be frozen; `unplaced` belong to no group of its spread yet."""

    title: str
    candidates: int
    electors: int
    seats: int = 0

    @property
    def outcome(self) -> Contest.Outcome:
        """As many candidates as seats, or fewer: no poll is needed."""
        if not self.candidates:
            return Contest.Outcome.NO_CANDIDATE
        if self.candidates <= self.seats:
            return Contest.Outcome.UNOPPOSED
        return Contest.Outcome.POLL

    unplaced: tuple[str, ...] = ()
    who_votes: str = ""  # a sentence without its full stop


def may_freeze_roll(
    election: Election,
    key_is_held: Ruling,
    contests: Sequence[Readiness],
    at: dt.datetime,
) -> Ruling:
    """Notice of poll: from its announced instant, before voting opens, with a key that is held.

    Earlier, whoever joins in time for the announced freeze would be left off the roll.
    """
    if election.roll_frozen_at:
        return refused("The roll is frozen already.")
    if at < election.poll_notice_at:
        return refused(
            f"Notice of poll is announced for {moment(election.poll_notice_at)}: until then organisations can join, "
            "and candidates withdraw."
        )
    if at >= election.poll_opens_at:
        return refused("The roll is frozen before voting opens: move the timetable first.")
    if needs_poll(contests) and not key_is_held:
        return key_is_held
    return _contests_are_ready(contests)


def needs_poll(contests: Sequence[Readiness]) -> bool:
    """Whether any contest has more candidates than seats. An election with no contest is not ready at all."""
    return any(contest.outcome == Contest.Outcome.POLL for contest in contests)


def _contests_are_ready(contests: Sequence[Readiness]) -> Ruling:
    if not contests:
        return refused("The election has no contest.")
    for contest in contests:
        if contest.outcome == Contest.Outcome.POLL and not contest.electors:
            return refused(
                f"No organisation is entitled to vote for {contest.title}. Who votes: {contest.who_votes}. Ask "
                "the Support Unit to check the register."
            )
        if contest.unplaced:
            return refused(
                f"{contest.title}: say first to which group these candidates belong: "
                f"{', '.join(contest.unplaced)}."
            )
    return ALLOWED


def roll_is_the_frozen_one(contest: Contest, *, is_same: bool, unrecorded: int) -> Ruling:
    """Nobody's right to vote changed since notice of poll, except by a recorded correction."""
    if not is_same:
        return refused(
            f"The roll of {contest} does not match the fingerprint published at notice of poll. Ask for the database "
            "to be compared with a backup. If the roll cannot be restored, declare the poll void and run it again."
        )
    if unrecorded:
        corrections = in_words(unrecorded, "corrections")
        return refused(
            f"The roll of {contest} and the record disagree about {corrections}. Ask for the database to be "
            "compared with a backup. If the roll cannot be restored, declare the poll void and run it again."
        )
    return ALLOWED


def may_remove(entry: RollEntry, because: str, at: dt.datetime) -> Ruling:
    """A correction of the roll is recorded with its reason, and cannot reach a vote that was cast."""
    if entry.struck_on:
        return refused(f"{entry.organisation} has been removed from the roll already.")
    if at >= entry.contest.election.poll_closes_at:
        return refused("Voting has closed: the roll is as it was.")
    if not (ruling := says_why(because, "Say why: the organisation is told the reason.")):
        return ruling
    if entry.voted_on:  # the last: who has voted is told only where nothing else stands in the way
        return cannot_remove_a_vote(entry)
    return ALLOWED


def cannot_remove_a_vote(entry: RollEntry) -> Ruling:
    return refused(f"{entry.organisation} has voted, and a vote cannot be withdrawn.")
