"""What scrutineers say of a count, and whether enough of them have."""

from collections.abc import Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from elections.models import Contest, Count, CountSignature, Election, Scrutineer

SIGNATURES_AT_LEAST = 2


def may_scrutinise(scrutineers: Iterable[Scrutineer], user: User) -> Ruling:
    if not any(one.user_id == user.pk for one in scrutineers):
        return refused("Only a scrutineer of this election sees everything of its count.")
    return ALLOWED


def may_sign(election: Election, contest: Contest, count: Count | None, *, stated: bool) -> Ruling:
    """From the count to the declaration, once under each count."""
    if count is None:
        return refused(f"{contest} has not been counted.")
    if election.declared_at:
        return refused("The result has been declared.")
    if not contest.stands:
        return refused(f"{contest} is polled again: its count needs no signature.")
    if stated:
        return refused("The statement on this count has been made.")
    return ALLOWED


def statement_has_words(statement: str, words: str) -> Ruling:
    """Whoever does not simply agree says why."""
    if statement == CountSignature.Statement.AGREES:
        return ALLOWED
    return says_why(words, "Say why, in your words.")


def without_signature(
    scrutineers: Iterable[Scrutineer], statements: Sequence[CountSignature]
) -> list[Scrutineer]:
    """Those who have not signed, and of whom it is not recorded why."""
    refuses = CountSignature.Statement.REFUSES
    known = {stated.scrutineer_id for stated in statements if stated.statement != refuses}
    return [one for one in scrutineers if one.pk not in known]


def is_signed(
    contest: Contest, scrutineers: Sequence[Scrutineer], statements: Sequence[CountSignature]
) -> Ruling:
    """Every scrutineer signs, or the returning officer records why one does not; two sign at least, where two are."""
    silent = [one.name for one in without_signature(scrutineers, statements)]
    if silent:
        return refused(
            f"Not signed, and no reason recorded why, under the count of {contest}: {', '.join(silent)}."
        )
    needed = min(SIGNATURES_AT_LEAST, len(scrutineers))
    signed = sum(stated.is_signed for stated in statements)
    if signed < needed:
        return refused(
            f"The count of {contest} needs the signatures of {needed} scrutineers at least; it has {signed}."
        )
    return ALLOWED
