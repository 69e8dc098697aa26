"""Freezing the roll at notice of poll, and correcting it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assembly.core.rules import ALLOWED, Ruling, refused
from elections.models import Election, KeyShare, RollEntry

from .moments import closing


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a contest has when its roll is about to be frozen; `unplaced` belong to no group of its spread yet."""

    title: str
    candidates: int
    electors: int
    unplaced: tuple[str, ...] = ()


def may_freeze_roll(
    election: Election,
    shares: Sequence[KeyShare],
    contests: Sequence[Readiness],
    at: dt.datetime,
) -> Ruling:
    """Notice of poll: after the last withdrawal, before voting opens, with a key whose holder has proved it."""
    if election.roll_frozen_at:
        return refused("The roll is frozen already.")
    if at < election.withdrawals_close_at:
        return refused(f"Candidates can withdraw until {closing(election.withdrawals_close_at)}.")
    if at >= election.poll_opens_at:
        return refused("The roll is frozen before voting opens: move the timetable first.")
    if not shares or any(share.proved_at is None for share in shares):
        return refused("Make the key first, and let its holder type the share back.")
    return _contests_are_ready(contests)


def _contests_are_ready(contests: Sequence[Readiness]) -> Ruling:
    if not contests:
        return refused("The election has no contest.")
    for contest in contests:
        if not contest.candidates:
            return refused(f"Nobody stands for {contest.title}.")
        if not contest.electors:
            return refused(f"No organisation is entitled to vote for {contest.title}.")
        if contest.unplaced:
            return refused(
                f"{contest.title}: say first to which group these candidates belong: "
                f"{', '.join(contest.unplaced)}."
            )
    return ALLOWED


def may_strike(entry: RollEntry, because: str, at: dt.datetime) -> Ruling:
    """A correction of the roll is recorded with its reason, and cannot reach a vote that was cast."""
    if entry.struck_on:
        return refused(f"{entry.organisation} has been struck from the roll already.")
    if entry.voted_on:
        return refused(f"{entry.organisation} has voted, and a vote cannot be withdrawn.")
    if at >= entry.contest.election.poll_closes_at:
        return refused("Voting has closed: the roll is as it was.")
    if not because.strip():
        return refused("Say why: the organisation is told the reason.")
    return ALLOWED
