"""The key of the ballot box: who holds its shares, how it is made, and when it is lost."""

from collections.abc import Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from elections.models import Candidate, Election, KeyShare, Scrutineer
from elections.shares import FEWEST_NEEDED, MOST_SHARES


def may_be_scrutineer(
    person: User,
    election: Election,
    scrutineers: Sequence[Scrutineer],
    standing: Iterable[Candidate],
) -> Ruling:
    """A scrutineer holds the office, and has no other part in the election."""
    if not person.has_perm("elections.watch_election"):
        return refused(f"{person} does not hold the office of scrutineer.")
    if person.pk == election.returning_officer_id:
        return refused(f"{person} is the returning officer, who holds no share of the key.")
    if any(candidate.user_id == person.pk for candidate in standing):
        return refused(f"{person} stands in this election and cannot watch it.")
    if len(scrutineers) >= MOST_SHARES:
        return refused(f"An election has at most {MOST_SHARES} scrutineers.")
    return ALLOWED


def may_change_scrutineers(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("The scrutineers are fixed once notice of poll has been given.")
    return ALLOWED


def may_make_key(election: Election, scrutineers: Sequence[Scrutineer], needed: int) -> Ruling:
    """A key that two people at least must open together, for as many as watch the election."""
    if election.roll_frozen_at:
        return refused("The key cannot be replaced once notice of poll has been given.")
    if len(scrutineers) < FEWEST_NEEDED:
        return refused(
            "Name at least two scrutineers first: each of them holds a share of the key."
        )
    if not FEWEST_NEEDED <= needed <= len(scrutineers):
        return refused(
            f"Of {len(scrutineers)} shares, {FEWEST_NEEDED} to {len(scrutineers)} can be needed to open the box."
        )
    return ALLOWED


def statement_fits(
    needed: int, numbers: Sequence[int], scrutineers: Sequence[Scrutineer]
) -> Ruling:
    """What a computer without network printed of a key that it made, against who watches the election."""
    if sorted(numbers) != list(range(1, len(scrutineers) + 1)):
        return refused(
            f"This key has {len(numbers)} shares, and the election {len(scrutineers)} scrutineers: "
            "make a key with a share for each of them."
        )
    if not FEWEST_NEEDED <= needed <= len(numbers):
        return refused("This key needs fewer than two shares, or more than there are.")
    return ALLOWED


def may_prove_share(election: Election, share: KeyShare | None) -> Ruling:
    if share is None:
        return refused("You hold no share of the key of this election.")
    if election.roll_frozen_at:
        return refused("That you hold the share was shown before notice of poll.")
    return ALLOWED


def may_type_share(election: Election) -> Ruling:
    """A share that never touched this server is not typed into it before the box is opened."""
    if election.key_made_offline:
        return refused(
            "This key was made on a computer without network. Do not type the share here: type its proof, "
            "which begins with the letter P and which the same computer makes from the share."
        )
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


def key_is_held(
    election: Election, shares: Sequence[KeyShare], scrutineers: Sequence[Scrutineer]
) -> Ruling:
    """Before anybody votes: each scrutineer holds one share and has shown it, and enough of them are left."""
    if not shares:
        return refused("Make the key first: its shares are held by the scrutineers.")
    holders = {share.holder_id for share in shares}
    if holders != {scrutineer.user_id for scrutineer in scrutineers}:
        return refused("The scrutineers have changed since the key was made: make it anew.")
    if any(share.lost_at for share in shares):
        return refused("A share of the key is lost: make the key anew.")
    waiting = [str(share.number) for share in shares if share.proved_at is None]
    if waiting:
        return refused(f"Not yet shown that it is held: share {' and '.join(waiting)} of the key.")
    return ALLOWED


def may_report_lost(share: KeyShare | None, election: Election) -> Ruling:
    if share is None:
        return refused("You hold no share of the key of this election.")
    if share.lost_at:
        return refused(f"Share {share.number} has been reported lost already.")
    if election.opened_at:
        return refused("The ballot box has been opened: the shares have done their work.")
    return ALLOWED


def may_void(election: Election, shares: Sequence[KeyShare], *, is_false: bool) -> Ruling:
    """A poll is void when its box cannot be opened any more, or box or roll is not the one it was."""
    if election.voided_at:
        return refused("The poll has been declared void already.")
    if not election.roll_frozen_at:
        return refused("There is no poll yet: change the timetable, or make the key anew.")
    if election.opened_at:
        return refused(
            "The ballot box has been opened. An objection can still lead to a second poll."
        )
    usable = sum(share.lost_at is None for share in shares)
    if usable < (election.shares_needed or 0) or is_false:
        return ALLOWED
    return refused(
        f"{usable} shares of the key are left and {election.shares_needed} open the box: the poll stands. It is void "
        "only when fewer are left, or when something stops the opening for good."
    )


def void_has_reason(because: str) -> Ruling:
    return says_why(because, "Write down why: everybody who could vote is told.")


def may_say_destroyed(share: KeyShare | None, election: Election) -> Ruling:
    """When the box has gone, so do the shares: each holder says so, and it is minuted."""
    if share is None:
        return refused("You hold no share of the key of this election.")
    if share.destroyed_at:
        return refused(f"You have said already that share {share.number} is destroyed.")
    if not election.declared_at and not election.voided_at:
        return refused(
            "Keep the share until the result is declared: until then it may be needed to open the box once more."
        )
    return ALLOWED
