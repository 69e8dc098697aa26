"""Elections in the public calendar: the instants somebody may want to act on or watch."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch

from assembly.core.calendars import Entry, Scope

from .changes import changed_at
from .election_status import is_cancelled
from .models import Contest, Election
from .timetable import MILESTONES, Milestone, Phase

SHOWN = {
    "nominations_open_at",
    "nominations_close_at",
    "poll_opens_at",
    "poll_closes_at",
    "receipts_at",
    "opening_at",
    "challenge_ends_at",
}
BEFORE_THE_POLL = {Phase.NOMINATIONS, Phase.WITHDRAWALS}
WHY_NO_POLL = {
    Contest.Outcome.UNOPPOSED: "there are no more candidates than seats",
    Contest.Outcome.NO_CANDIDATE: "nobody stood",
}


def dates() -> Iterable[Entry]:
    contests = Contest.objects.select_related("group__theme", "group__district", "district")
    known = (
        Election.objects.real()
        .public()
        .prefetch_related(
            Prefetch("contests", contests.prefetch_related("seats__theme", "seats__district"))
        )
    )
    times = changed_at(known)
    for election in known:
        for milestone in MILESTONES:
            if milestone.field in SHOWN:
                yield _entry(election, milestone, times[election.pk])


def _entry(election: Election, milestone: Milestone, times: list[dt.datetime]) -> Entry:
    """A calendar program takes the version with the higher number."""
    return Entry(
        uid=f"election-{election.pk}-{milestone.field.removesuffix('_at')}",
        title=f"{milestone.label}: {election.title}",
        url=election.get_absolute_url(),
        starts=getattr(election, milestone.field),
        text=_text(election, milestone),
        changed_at=max([election.notice_at, *times]),
        changes=len(times),
        cancelled=is_cancelled(election, milestone),
        scopes=frozenset(scope for one in election.contests.all() for scope in _scopes(one)),
    )


def _text(election: Election, milestone: Milestone) -> str:
    """What it is for. Of a vote that is not held, why; of one that is, for which seats nobody votes."""
    if is_cancelled(election, milestone):
        return _why_no_vote(election)
    if milestone.begins in BEFORE_THE_POLL:
        return election.purpose
    return "\n".join(filter(None, [election.purpose, *_without_poll(election)]))


def _why_no_vote(election: Election) -> str:
    if election.voided_at:
        return f"The poll was declared void: {election.voided_because}"
    return "\n".join(_without_poll(election))


def _without_poll(election: Election) -> list[str]:
    return [
        f"There is no vote for {contest.title}: {WHY_NO_POLL[Contest.Outcome(contest.outcome)]}."
        for contest in election.contests.all()
        if not contest.has_poll
    ]


def _scopes(contest: Contest) -> Iterable[Scope]:
    """The themes and districts of those who vote, and of the seats they fill."""
    group = contest.group
    for thing in (group, *contest.seats.all()):
        if thing and thing.theme:
            yield ("theme", thing.theme.slug)
        if thing and thing.district:
            yield ("district", thing.district.slug)
    if contest.district:
        yield ("district", contest.district.slug)
