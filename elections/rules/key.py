"""The key of the ballot box and its shares."""

from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused
from elections.models import Election, KeyShare


def may_make_key(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("The key cannot be replaced once notice of poll has been given.")
    return ALLOWED


def may_prove_share(election: Election, shares: Sequence[KeyShare]) -> Ruling:
    if not shares:
        return refused("Make the key first.")
    if election.roll_frozen_at:
        return refused("The share was typed back before notice of poll.")
    return ALLOWED


def is_share_of(
    number: int, fingerprint: str, shares: Sequence[KeyShare], election: Election
) -> Ruling:
    """A share that was typed without a slip can still be another election's: its hash tells."""
    known = {share.number: share.fingerprint for share in shares}
    if number not in known:
        return refused(f"{election} has no share {number}.")
    if known[number] != fingerprint:
        return refused(
            "This is a share, and typed without a slip, but it is the wrong one: "
            f"its hash is not the one published for share {number} of {election}."
        )
    return ALLOWED
