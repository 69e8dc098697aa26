"""Elections and their results as open data: as much of a count as its publication level allows."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, Slug, listing, whole_address

from .count_sheet import CountSheet
from .election_status import is_cancelled, status
from .models import Candidate, Contest, Count, Election
from .timetable import MILESTONES

router = Router(tags=["Elections"])


class InstantOut(Schema):
    """`cancelled`: it will not happen, because no contest has a poll or the poll was declared void."""

    label: str
    at: dt.datetime
    cancelled: bool


class CandidateOut(Schema):
    number: int
    name: str
    organisation: str
    spread_group: str
    withdrawn: bool
    photo: str
    photo_alt: str


class ResultOut(Schema):
    """`files` are the count as JSON and the ballots as BLT, where there are ballots enough to publish them."""

    electors: int
    ballots: int
    elected: list[str]
    files: list[str]


class LimitOut(Schema):
    """How many seats a group of candidates must and may have; `maximum` is null where there is none."""

    group: str
    minimum: int
    maximum: int | None


class ContestOut(Schema):
    """`outcome` is empty until the roll is frozen, then poll, unopposed or no-candidate.

    `infrastructure` says how organisations that support others take part: only they vote and stand (`only`), they do
    neither (`left-out`), or empty: as other members. `who_votes` and `who_stands` say it in words.
    `spread_by` is theme, district, kind of organisation, the name of what candidates declare, or empty.
    """

    title: str
    partnership: str
    seats: int
    electorate: str
    infrastructure: str
    who_votes: str
    who_stands: str
    rule: str
    outcome: str
    one_seat_an_organisation: bool
    spread_by: str
    spread_limits: list[LimitOut]
    vacancy_rule: str
    second_seat: bool
    lot_event: str
    lot_at: dt.datetime
    candidates: list[CandidateOut]
    result: ResultOut | None


class ElectionOut(Schema):
    slug: str
    title: str
    purpose: str
    status: str
    timetable: list[InstantOut]
    term_starts_on: dt.date
    declared_at: dt.datetime | None
    contests: list[ContestOut]
    page: str


def _known() -> QuerySet[Election]:
    candidates = Candidate.objects.select_related("organisation")
    contests = Contest.objects.select_related("partnership", "group", "district").prefetch_related(
        "seats",
        "limit_rows",
        Prefetch("candidates", candidates),
        "count_result",
        "opened_rankings",
    )
    return Election.objects.real().public().prefetch_related(Prefetch("contests", contests))


def to_schema(election: Election) -> ElectionOut:
    return ElectionOut(
        slug=election.slug,
        title=election.title,
        purpose=election.purpose,
        status=status(election, timezone.now())[0],
        timetable=[
            InstantOut(
                label=milestone.label,
                at=getattr(election, milestone.field),
                cancelled=is_cancelled(election, milestone),
            )
            for milestone in MILESTONES
        ],
        term_starts_on=election.term_starts_on,
        declared_at=election.declared_at,
        contests=[_contest(contest) for contest in election.contests.all()],
        page=whole_address(election.get_absolute_url()),
    )


def _contest(contest: Contest) -> ContestOut:
    return ContestOut(
        title=contest.title,
        partnership=contest.partnership.slug,
        seats=len(contest.seats.all()),
        electorate=contest.electorate,
        infrastructure=contest.infrastructure,
        who_votes=contest.electorate_sentence(),
        who_stands=contest.candidates_sentence(),
        rule=contest.rule,
        outcome=contest.outcome,
        one_seat_an_organisation=contest.one_seat_an_organisation,
        spread_by=contest.spread_category,
        spread_limits=[
            LimitOut(group=limit.name, minimum=limit.minimum, maximum=limit.maximum)
            for limit in contest.limits
        ],
        vacancy_rule=contest.vacancy_rule,
        second_seat=contest.second_seat,
        lot_event=contest.lot_event,
        lot_at=contest.lot_at,
        candidates=[
            CandidateOut(
                number=candidate.number,
                name=str(candidate),
                organisation=candidate.organisation.slug,
                spread_group=candidate.spread_group,
                withdrawn=candidate.status == Candidate.Status.WITHDRAWN,
                photo=whole_address(candidate.photo.url) if candidate.photo else "",
                photo_alt=candidate.photo_alt,
            )
            for candidate in contest.candidates.all()
        ],
        result=_result(contest),
    )


def _result(contest: Contest) -> ResultOut | None:
    count: Count | None = getattr(contest, "count_result", None)
    if count is None:
        return None
    sheet = CountSheet(contest, count)
    return ResultOut(
        electors=count.electors,
        ballots=count.ballots,
        elected=sheet.elected,
        files=[whole_address(address) for _, address, _ in sheet.downloads]
        if sheet.is_full
        else [],
    )


@router.get("/elections", response={200: Listing[ElectionOut], **REFUSALS})
def elections(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every election since its notice, with its timetable, candidates and, once counted, who was elected."""
    return listing(request, _known(), to_schema, after=after, limit=limit)


@router.get("/elections/{slug}", response={200: ElectionOut, **REFUSALS})
def election(request: HttpRequest, slug: Slug) -> ElectionOut:
    """One election."""
    return to_schema(get_object_or_404(_known(), slug=slug))
