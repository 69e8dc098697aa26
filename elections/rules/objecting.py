"""Objections to a poll: who may raise one, when, and what follows from those that were not unfounded."""

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assembly.core.rules import ALLOWED, Ruling, refused
from elections import margin
from elections.models import Candidate, Contest, Election, Objection, RollEntry
from elections.receipts import Receipt, SignedReceipt

from .moments import closing

FINDINGS_NEEDED = 2


def may_object(election: Election, contest: Contest, at: dt.datetime) -> Ruling:
    """From the published receipts until the challenge period ends."""
    if not election.receipts_published_at:
        return refused("Objections are taken once the receipts have been published.")
    if election.declared_at:
        return refused("The result has been declared.")
    if at >= election.challenge_ends_at:
        return refused(
            f"The result could be challenged until {closing(election.challenge_ends_at)}."
        )
    if not contest.stands:
        return refused(f"{contest} is polled again: {contest.polled_again_because}")
    return ALLOWED


def has_standing(
    kind: str, entry: RollEntry | None, candidate: Candidate | None, *, acts_for_it: bool
) -> Ruling:
    """An organisation on the roll objects through anybody who acts for it; a candidate in their own name."""
    if candidate is not None:
        if kind != Objection.Kind.OTHER:
            return refused("Only an organisation can say this of its own vote.")
        return ALLOWED
    if entry is None or not acts_for_it:
        return refused(
            "An objection is raised by somebody who acts for an organisation on the roll, or by a candidate."
        )
    if kind in Objection.OF_A_VOTE and not entry.voted_on:
        return refused(
            f"{entry.organisation} is not marked as having voted: no vote was cast for it."
        )
    return ALLOWED


def receipt_is_missing(receipt: str, listed: Sequence[str]) -> Ruling:
    """A receipt that is in the published list is not missing, and its voter is told so at once."""
    if receipt in listed:
        return refused(
            f"The receipt {receipt} is in the published list: the sealed ballot was in the box. "
            "Nothing was recorded, and we do not keep who asked."
        )
    return ALLOWED


def receipt_is_new(receipt: str, objected: Iterable[str]) -> Ruling:
    """One receipt is one ballot: lent to others it does not become several."""
    if receipt in objected:
        return refused(
            f"Another organisation has objected about the receipt {receipt} already, and one receipt counts once."
        )
    return ALLOWED


def receipt_is_of(signed: SignedReceipt, contest: Contest) -> Ruling:
    """A signature proves a receipt of this contest's poll and of no other."""
    one, election = signed.receipt, contest.election
    here = Receipt(election.pk, contest.pk, contest.poll_number, one.code)
    if one != here:
        return refused(f"This receipt was signed for another contest than {contest}.")
    if not election.receipt_public_key or not signed.is_by(election.receipt_public_key):
        return refused(
            "This signature was not made by the receipt key of this election. Check that you copied all of the text. "
            "Without the signature you can object with the 20 characters of the receipt."
        )
    return ALLOWED


def may_find_founded(objection: Objection, election: Election, *, has_said: bool) -> Ruling:
    """Scrutineers are asked about receipts without a signature, until the returning officer decides."""
    if not objection.is_unsigned:
        return refused("Scrutineers are asked only about a missing receipt without a signature.")
    if objection.decided_at:
        return refused("The objection has been decided.")
    if election.declared_at:
        return refused("The result has been declared.")
    if has_said:
        return refused("You have said already that you find it founded.")
    return ALLOWED


def is_borne_out(objection: Objection, outcome: str, findings: int) -> Ruling:
    """A receipt that nobody signed is found missing by the returning officer and two scrutineers together."""
    if (
        objection.is_unsigned
        and outcome == Objection.Outcome.FOUNDED
        and findings < FINDINGS_NEEDED
    ):
        return refused(
            "This receipt has no signature. You can find the objection right only when two scrutineers have found it "
            f"founded: {findings} of {FINDINGS_NEEDED} have."
        )
    return ALLOWED


def may_decide(objection: Objection, election: Election, because: str) -> Ruling:
    if objection.decided_at:
        return refused("The objection has been decided.")
    if election.declared_at:
        return refused("The result has been declared.")
    if not because:
        return refused("Give the reason: everybody reads it.")
    return ALLOWED


def no_objection_is_open(open_ones: Sequence[Objection]) -> Ruling:
    if open_ones:
        numbers = ", ".join(f"{one.contest} {one.number}" for one in open_ones)
        return refused(f"Objections that are not decided yet: {numbers}.")
    return ALLOWED


def result_is_beyond_doubt(contest: Contest, doubt: int, smallest: Fraction | None) -> Ruling:
    """Votes in doubt that reach the smallest margin could have decided the contest: it is polled again."""
    if smallest is not None and margin.reaches(doubt, smallest):
        return refused(
            f"{contest} must be polled again: objections that were not shown to be unfounded put "
            f"{margin.in_words(Fraction(doubt))} in doubt, and the smallest margin at which anyone was elected or "
            f"excluded is {margin.in_words(smallest)}."
        )
    return ALLOWED


def may_poll_again(contest: Contest, beyond_doubt: Ruling, because: str) -> Ruling:
    """Only what must be is polled again: nobody may have a result they do not like asked for twice."""
    if not contest.stands:
        return refused(f"{contest} is polled again already.")
    if contest.election.declared_at:
        return refused("The result has been declared.")
    if beyond_doubt and not contest.election.voided_at:
        return refused(
            f"The result of {contest} is not in doubt: there is no reason to poll again."
        )
    if not because:
        return refused("Give the reason: everybody reads it.")
    return ALLOWED
