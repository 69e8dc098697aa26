"""What stands between a count and its declaration: signatures, objections, the margin. Read across models."""

import datetime as dt
from dataclasses import dataclass

from assembly.core.rules import ALLOWED, Ruling
from assembly.partners.models import Seat

from . import margin, rules, selectors
from .models import Candidate, Contest, Count, Election, Objection


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
    return rules.objecting.result_is_beyond_doubt(
        contest, doubt, margin.smallest_margin(count.counted)
    )


@dataclass(frozen=True, slots=True)
class ToDeclare:
    """One contest as it would be declared, and what is open about it."""

    contest: Contest
    is_counted: bool
    winners: list[tuple[Candidate, Seat]]
    vacant: int
    unsigned: list[str]
    objections: list[Objection]


def to_declare(contest: Contest) -> ToDeclare:
    is_counted = not contest.has_poll or hasattr(contest, "count_result")
    won = selectors.seats_won(contest) if is_counted else []
    signs = rules.scrutiny.without_signature(
        list(contest.election.scrutineers.all()), list(contest.signatures.standing())
    )
    return ToDeclare(
        contest=contest,
        is_counted=is_counted,
        winners=won,
        vacant=contest.seats.count() - len(won),
        unsigned=[one.name for one in signs] if contest.has_poll and is_counted else [],
        objections=list(contest.objections.undecided()),
    )


def may_be_declared(election: Election, at: dt.datetime) -> Ruling:
    """Counted and past its challenge period, signed, every objection decided, and no contest that stands in doubt."""
    uncounted = election.contests.polled().filter(count_result=None, polled_again_because="")
    return rules.result.may_declare(election, list(uncounted), at) and _nothing_is_open(election)


def _nothing_is_open(election: Election) -> Ruling:
    scrutineers = list(election.scrutineers.all())
    contests = [contest for contest in election.contests.order_by("pk") if contest.stands]
    undecided = Objection.objects.undecided().filter(contest__in=contests)
    rulings = [rules.objecting.no_objection_is_open(list(undecided.select_related("contest")))]
    for contest in contests:
        rulings.append(result_is_beyond_doubt(contest))
        if contest.has_poll:
            rulings.append(
                rules.scrutiny.is_signed(contest, scrutineers, list(contest.signatures.standing()))
            )
    return next((ruling for ruling in rulings if not ruling), ALLOWED)
