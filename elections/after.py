"""What stands between a count and its declaration: signatures, objections, the margin. Read across models."""

from fractions import Fraction

from assembly.core.rules import ALLOWED, Ruling

from . import margin, rules
from .models import Contest, Count, Election, Objection


def margin_of(count: Count) -> Fraction | None:
    """The smallest margin at which anyone was elected or excluded in a count."""
    return margin.smallest_margin(count.result)


def doubt_of(contest: Contest) -> int:
    """By how many votes a margin may be wrong: one organisation has one vote, however often it objects.

    Strictly counted: what was not shown to be unfounded is in doubt, and what is undecided too.
    """
    kinds = dict[int | None, str]()
    against = contest.objections.against_votes().order_by(
        "kind"
    )  # “missing receipt” before “not cast”
    for objection in against:
        kinds.setdefault(objection.organisation_id, objection.kind)
    missing = sum(kind == Objection.Kind.MISSING_RECEIPT for kind in kinds.values())
    return margin.votes_in_doubt(not_cast=len(kinds) - missing, missing=missing)


def result_is_beyond_doubt(contest: Contest) -> Ruling:
    """Whether the votes in doubt stay under the margin of the count; of an uncounted contest nothing is known."""
    count = Count.objects.filter(contest=contest).first()
    if count is None or not (doubt := doubt_of(contest)):
        return ALLOWED
    return rules.result_is_beyond_doubt(contest, doubt, margin_of(count))


def may_be_declared(election: Election) -> Ruling:
    """Signed, every objection decided, and no contest that stands in doubt."""
    scrutineers = list(election.scrutineers.all())
    contests = [contest for contest in election.contests.order_by("pk") if contest.stands]
    undecided = Objection.objects.undecided().filter(contest__in=contests)
    rulings = [rules.no_objection_is_open(list(undecided.select_related("contest")))]
    for contest in contests:
        rulings.append(result_is_beyond_doubt(contest))
        if contest.has_poll:
            rulings.append(
                rules.is_signed(contest, scrutineers, list(contest.signatures.standing()))
            )
    return next((ruling for ruling in rulings if not ruling), ALLOWED)
