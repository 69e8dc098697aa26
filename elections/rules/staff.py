"""Votes that pass through the hands of staff: by telephone and on paper."""

from collections.abc import Collection, Sequence

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from elections.models import Contest, Election

SMALLEST_BATCH = 5


def may_assist(person: User, first: User, candidates: Collection[int | None]) -> Ruling:
    """The second person at a vote of staff: another one, appointed, and no candidate of the election."""
    if person.pk == first.pk:
        return refused("The second person must be another one than you.")
    if not person.has_perm("elections.assist_voting"):
        return refused(f"{person} is neither a polling clerk nor a returning officer.")
    if person.pk in candidates:
        return refused(f"{person} stands in this election and cannot hear or enter its votes.")
    return ALLOWED


def may_hear(voter: User, staff: Collection[User]) -> Ruling:
    """A call has three people: nobody is the caller and one of the two who hear the choice."""
    if voter.pk in {person.pk for person in staff}:
        return refused(
            f"{voter} cannot be the caller and hear the call as well: another member of staff takes it, or the vote "
            "is cast online."
        )
    return ALLOWED


def may_read_at_the_count(
    first: User, second: User, scrutineers: Collection[int], candidates: Collection[int | None]
) -> Ruling:
    """The last paper ballots, too few to hide in, are read by two of those who watch the election."""
    if first.pk == second.pk:
        return refused("The two scrutineers must be two people.")
    for person in (first, second):
        if person.pk not in scrutineers:
            return refused(f"{person} is no scrutineer of this election.")
        if person.pk in candidates:
            return refused(f"{person} stands in this election and cannot enter its votes.")
    return ALLOWED


def may_enter_paper(election: Election, contest: Contest, ballots: int, awaited: int) -> Ruling:
    """Mixed, five at least, until the receipts are published; then all that are left, before the box is rewritten."""
    if election.box_rewritten_at:
        return refused("The ballot box has been rewritten: no ballot can be added.")
    if not awaited:
        return refused(f"No paper envelope waits for {contest}.")
    if ballots > awaited:
        return refused(
            f"{in_words(awaited, 'paper envelopes wait', one='paper envelope waits')} for {contest}, "
            f"and this batch has {in_words(ballots, 'ballots')}."
        )
    if election.receipts_published_at:
        if ballots < awaited:
            return refused(f"At the count all {awaited} paper ballots are entered together.")
    elif ballots < SMALLEST_BATCH:
        return refused(
            f"Paper ballots are entered {SMALLEST_BATCH} at least together, well mixed, so that nobody can tell whose "
            "each is. Fewer are entered by two scrutineers at the count."
        )
    return ALLOWED


def may_record_empty(election: Election, contest: Contest, because: str, awaited: int) -> Ruling:
    """The roll is marked and no ballot comes of it: said in public, with what was found."""
    if election.box_rewritten_at:
        return refused("The ballot box has been rewritten: no envelope can be recorded.")
    if not awaited:
        return refused(f"No paper envelope waits for {contest}.")
    return says_why(because, "Write down what was found: it is published.")


def may_mix_in(election: Election) -> Ruling:
    """Read by one of the election's people and a second person, among those that wait for the receipts."""
    if election.receipts_published_at:
        return refused("The receipts are published: two scrutineers enter what is left.")
    return ALLOWED


def may_add_at_the_count(election: Election) -> Ruling:
    """The receipts of these ballots are a second list, so the first one is out."""
    if not election.receipts_published_at:
        return refused("The count begins with the receipts: publish them first.")
    return ALLOWED


def readings_agree(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> Ruling:
    """Both people read the same on every ballot; the number of one that differs is told, and not what they read."""
    differing = [
        str(number)
        for number, (one, other) in enumerate(zip(first, second, strict=True), 1)
        if tuple(one) != tuple(other)
    ]
    if differing:
        noun = "Ballot" if len(differing) == 1 else "Ballots"
        return refused(
            f"{noun} {', '.join(differing)}: the two readings differ. Look at the paper again. Nothing was saved."
        )
    return ALLOWED
