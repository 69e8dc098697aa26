"""What an election is proposed to be: five templates, and a timetable from the day of the notice.

A proposal is shown in a form, and nothing of it is stored before the officer has seen and changed what they like.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.days import months_after
from assembly.core.working_days import is_working_day, working_day_after
from assembly.partners.models import Partnership, Seat
from forums.models import Group

from .models import Contest, Election
from .timetable import MILESTONES

OPENS, CLOSES, LOT = dt.time(9), dt.time(17), dt.time(21)
LOT_EVENT = (
    "The six main numbers of the first National Lottery draw after voting has closed, as published"
)
LOT_SUBSTITUTE = (
    "The six main numbers of the Irish National Lottery draw of the same evening, as published"
)
DRAWS = {2, 5}  # Wednesdays and Saturdays


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The template for the boards of one kind. In `title` and `purpose`, {board} is the name of the partnership."""

    kind: Partnership.Kind
    title: str
    purpose: str
    by_forum: bool = (
        False  # each seat of a district by the district forum, and a contest for each forum
    )


BLUEPRINTS = {
    blueprint.kind: blueprint
    for blueprint in (
        Blueprint(
            Partnership.Kind.LSP,
            "Voluntary sector seats: {board}",
            "The people who speak for the sector where the strategy of the area is made.",
        ),
        Blueprint(
            Partnership.Kind.LAA,
            "Voluntary sector seats: {board}",
            "The people who speak for the sector where the targets of the area are agreed with government.",
        ),
        Blueprint(
            Partnership.Kind.THEMATIC,
            "Voluntary sector seats: {board}",
            "The people who speak for the sector on {board}.",
        ),
        Blueprint(
            Partnership.Kind.ASSEMBLY,
            "Assembly Board",
            "The people who lead the Assembly between its meetings, elected by all members.",
        ),
        Blueprint(
            Partnership.Kind.COUNTY_FORUM,
            "{board}: seats of the district forums",
            "Each district forum elects those who sit for its district on {board}.",
            by_forum=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An election that is not stored, with the contests that would be in it and the seats of each."""

    election: Election
    contests: list[tuple[Contest, list[Seat]]]


def propose(
    partnership: Partnership, notice_on: dt.date, *, seats: Iterable[Seat] | None = None
) -> Proposal:
    """Propose an election for the seats of a board that are vacant when the term starts, or for those named."""
    blueprint = BLUEPRINTS[Partnership.Kind(partnership.kind)]
    dates = timetable(notice_on)
    election = Election(
        title=blueprint.title.format(board=partnership),
        slug=f"{partnership.slug}-{notice_on:%Y-%m}",
        purpose=blueprint.purpose.format(board=partnership),
        **dates,
    )
    if seats is None:
        seats = seats_to_fill(partnership, election.term_starts_on)
    return Proposal(election, _contests(blueprint, partnership, list(seats), election))


def propose_by_election(contest: Contest, seat: Seat, notice_on: dt.date) -> Proposal:
    """Propose a by-election for one seat, by those who voted for it and by the same rule."""
    proposal = propose(seat.partnership, notice_on, seats=[])
    election = proposal.election
    election.title = f"By-election: {seat}"
    election.slug = f"{election.slug}-by-election-{seat.pk}"
    election.purpose = "For the rest of the term of a seat that fell vacant."
    again = _contest(seat.partnership, election, str(seat))
    for field in ("electorate", "group", "district", "rule", "vacancy_rule", "publication"):
        setattr(again, field, getattr(contest, field))
    return Proposal(election, [(again, [seat])])


def seats_to_fill(partnership: Partnership, on: dt.date) -> list[Seat]:
    """The seats of a board that nobody holds on a day, as far as is known: vacant, or their term is over by then."""
    existing = Seat.objects.existing(on).filter(partnership=partnership)
    seats = existing.select_related("partnership", "district").prefetch_related("appointments")
    return [
        seat
        for seat in seats
        if not any(holder.still_holds_on(on) for holder in seat.appointments.all())
    ]


def timetable(notice_on: dt.date) -> dict[str, dt.datetime | dt.date]:
    """Every instant on a working day, counted from the first one on or after the day of the notice.

    Nominations for two weeks at least, the poll for two, challenges for one; closing times at five.
    """
    notice = _on_or_after(notice_on)
    nominations = working_day_after(notice, 1)
    nominated = _on_or_after(nominations + dt.timedelta(days=14))
    withdrawn = working_day_after(nominated, 3)
    poll_notice = working_day_after(withdrawn, 1)
    poll = working_day_after(poll_notice, 5)
    closed = _on_or_after(poll + dt.timedelta(days=14))
    receipts = working_day_after(closed, 1)
    opening = working_day_after(lot_after(_at(closed, CLOSES)).date(), 1)
    challenged = _on_or_after(opening + dt.timedelta(days=8))
    return {
        "notice_at": _at(notice, OPENS),
        "nominations_open_at": _at(nominations, OPENS),
        "nominations_close_at": _at(nominated, CLOSES),
        "withdrawals_close_at": _at(withdrawn, CLOSES),
        "poll_notice_at": _at(poll_notice, OPENS),
        "poll_opens_at": _at(poll, OPENS),
        "poll_closes_at": _at(closed, CLOSES),
        "receipts_at": _at(receipts, OPENS),
        "opening_at": _at(max(opening, working_day_after(receipts, 1)), OPENS),
        "challenge_ends_at": _at(challenged, CLOSES),
        "term_starts_on": months_after(challenged.replace(day=1), 1),
    }


def lot_after(close: dt.datetime) -> dt.datetime:
    """The evening of the first draw after voting has closed."""
    on = timezone.localdate(close)
    while on.weekday() not in DRAWS or _at(on, LOT) <= close:
        on += dt.timedelta(days=1)
    return _at(on, LOT)


def awkward_days(election: Election) -> list[str]:
    """A sentence for each milestone that falls on a weekend or bank holiday: nobody may be there to act on it."""
    return [
        f"“{milestone.label}” falls on {on:%A} {on.day} {on:%B %Y}, which is no working day."
        for milestone in MILESTONES
        if not is_working_day(on := timezone.localdate(getattr(election, milestone.field)))
    ]


def _contests(
    blueprint: Blueprint, partnership: Partnership, seats: list[Seat], election: Election
) -> list[tuple[Contest, list[Seat]]]:
    if not blueprint.by_forum:
        return [(_contest(partnership, election, partnership.name), seats)] if seats else []
    found = []
    for forum in Group.objects.filter(kind=Group.Kind.DISTRICT).select_related("district"):
        of_forum = [seat for seat in seats if seat.district_id == forum.district_id]
        if of_forum:
            contest = _contest(partnership, election, f"{partnership}: {forum}")
            contest.electorate, contest.group = Contest.Electorate.GROUP, forum
            found.append((contest, of_forum))
    return found


def _contest(partnership: Partnership, election: Election, title: str) -> Contest:
    return Contest(
        election=election,
        title=title,
        partnership=partnership,
        lot_event=LOT_EVENT,
        lot_at=lot_after(election.poll_closes_at),
        lot_substitute=LOT_SUBSTITUTE,
        lot_substitute_at=lot_after(election.poll_closes_at),
    )


def _on_or_after(day: dt.date) -> dt.date:
    return day if is_working_day(day) else working_day_after(day, 1)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=timezone.get_current_timezone())
