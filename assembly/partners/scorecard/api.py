"""Scorecards as open data: the figures of the pages, with the address of the list behind each."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address
from assembly.partners.models import PublicBody

from . import replies, selectors
from .counting import Counted, counted_today, of_year
from .groups import Group, grouped
from .lines import Line, Tally, every_line
from .replies import Shown

router = Router(tags=["Public bodies"])


class CountOut(Schema):
    """`met` of `base`; the average and the spread where the line has values, in its unit."""

    base: int
    met: int
    average: int | None
    shortest: int | None
    longest: int | None


class YearOut(CountOut):
    year: int


class LineOut(CountOut):
    code: str
    name: str
    definition: str
    unit: str
    kinds: dict[str, int]
    years: list[YearOut]
    records: str


class ReplyOut(Schema):
    """The text is null while it is hidden."""

    body: str
    version: int
    written_on: dt.date
    withdrawn_on: dt.date | None
    text: str | None


class ScorecardOut(Schema):
    body: str
    name: str
    # Slugs of the bodies that it followed, which are counted with it.
    followed: list[str]
    lines: list[LineOut]
    replies: list[ReplyOut]
    page: str


def _count(tally: Tally) -> dict[str, Any]:
    return {
        "base": tally.base,
        "met": tally.met,
        "average": tally.average,
        "shortest": tally.least,
        "longest": tally.most,
    }


def _line(line: Line, counted: Counted, group: Group) -> LineOut:
    tally = counted.tally(line, group.keys)
    years = [
        YearOut(year=year, **_count(counted.tally(line, group.keys, of_year(year))))
        for year in counted.years(group.keys)
    ]
    return LineOut(
        code=line.code,
        name=line.name,
        definition=line.definition,
        unit=line.unit,
        kinds=dict(tally.kinds),
        years=years,
        records=whole_address(selectors.file_url(group.head.slug, line, "csv")),
        **_count(tally),
    )


def _reply(shown: Shown) -> ReplyOut:
    reply = shown.reply
    withdrawn_at = reply.withdrawn_at
    return ReplyOut(
        body=reply.body.slug,
        version=reply.number,
        written_on=timezone.localdate(reply.written_at),
        withdrawn_on=timezone.localdate(withdrawn_at) if withdrawn_at else None,
        text=None if shown.is_hidden else reply.text,
    )


@router.get("/scorecards", response={200: Listing[ScorecardOut], **REFUSALS})
def scorecards(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """How each public body kept its promises, line by line and year by year. Only bodies of which something is counted.

    A body that ended is counted under the one that follows it. `records` is the list behind the line, as CSV.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    counted = counted_today(today)
    groups = {
        group.head.pk: group
        for group in grouped(PublicBody.objects.all(), today)
        if group.keys & counted.bodies
    }
    shown = replies.newest_shown({key for group in groups.values() for key in group.keys}, now)

    def show(body: PublicBody) -> ScorecardOut:
        group = groups[body.pk]
        return ScorecardOut(
            body=body.slug,
            name=body.name,
            followed=[one.slug for one in group.followed],
            lines=[_line(line, counted, group) for line in every_line()],
            replies=[_reply(one) for one in shown if one.reply.body_id in group.keys],
            page=whole_address(selectors.page_of(body)),
        )

    known = PublicBody.objects.filter(pk__in=list(groups))
    return listing(request, known, show, after=after, limit=limit)
