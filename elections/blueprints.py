"""What an election is proposed to be: five templates, and a timetable from the day of the notice.

A proposal is shown in a form, and nothing of it is stored before the officer has seen and changed what they like.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.days import months_after
from assembly.core.templatetags.assembly import day
from assembly.membership.areas import heir_of
from assembly.membership.models import District
from assembly.partners.models import Partnership, Seat
from forums.models import Group

from .models import Contest, Election
from .timetable import MILESTONES

OPENS, CLOSES, DRAW_TIME = dt.time(9), dt.time(17), dt.time(21)
DRAW_EVENT = (
    "The six main numbers of the first National Lottery draw after voting has closed, as published"
)
DRAW_SUBSTITUTE = (
    "The six main numbers of the Irish National Lottery draw of the same evening, as published"
)
DRAWS = {2, 5}  # Wednesdays and Saturdays
# What a by-election has as the contest had it.
KEPT = ("electorate", "group", "district", "infrastructure", "rule", "vacancy_rule", "publication")


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
        Blueprint(
            Partnership.Kind.COMPACT,
            "Voluntary sector seats: {board}",
            "The people who sit on {board} for voluntary and community organisations.",
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
    for field in KEPT:
        setattr(again, field, getattr(contest, field))
    return Proposal(election, [(again, [seat])])


def seats_to_fill(partnership: Partnership, on: dt.date) -> list[Seat]:
    """The seats of a board that nobody holds on a day, as far as is known: vacant, or their term is over by then."""
    running = Contest.objects.filter(
        election__is_rehearsal=False, election__declared_at=None, election__voided_at=None
    ).filter(polled_again_because="", partnership=partnership)
    existing = (
        Seat.objects.existing(on)
        .for_the_sector()
        .filter(partnership=partnership)
        .exclude(contests__in=running)
    )
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
    days = working_days()
    notice = _on_or_after(notice_on, days)
    nominations = days.after(notice, 1)
    nominated = _on_or_after(nominations + dt.timedelta(days=14), days)
    withdrawn = days.after(nominated, 3)
    poll_notice = days.after(withdrawn, 1)
    poll = days.after(poll_notice, 5)
    closed = _on_or_after(poll + dt.timedelta(days=14), days)
    receipts = days.after(closed, 1)
    opening = days.after(draw_after(_at(closed, CLOSES)).date(), 1)
    challenged = _on_or_after(opening + dt.timedelta(days=8), days)
    return {
        "notice_at": _at(notice, OPENS),
        "nominations_open_at": _at(nominations, OPENS),
        "nominations_close_at": _at(nominated, CLOSES),
        "withdrawals_close_at": _at(withdrawn, CLOSES),
        "poll_notice_at": _at(poll_notice, OPENS),
        "poll_opens_at": _at(poll, OPENS),
        "poll_closes_at": _at(closed, CLOSES),
        "receipts_at": _at(receipts, OPENS),
        "opening_at": _at(max(opening, days.after(receipts, 1)), OPENS),
        "challenge_ends_at": _at(challenged, CLOSES),
        "term_starts_on": months_after(challenged.replace(day=1), 1),
    }


def draw_after(close: dt.datetime) -> dt.datetime:
    """The evening of the first draw after voting has closed."""
    on = timezone.localdate(close)
    while on.weekday() not in DRAWS or _at(on, DRAW_TIME) <= close:
        on += dt.timedelta(days=1)
    return _at(on, DRAW_TIME)


def awkward_days(election: Election) -> list[str]:
    """A sentence for each milestone that falls on a weekend or bank holiday: nobody may be there to act on it."""
    days = working_days()
    fallen = [(one, timezone.localdate(getattr(election, one.field))) for one in MILESTONES]
    return [
        f"“{milestone.label}” falls on {day(on)}, which is {_why_awkward(on, days)}."
        for milestone, on in fallen
        if not days.include(on)
    ]


def _why_awkward(on: dt.date, days: WorkingDays) -> str:
    name = days.holiday(on)
    return f"a bank holiday ({name})" if name else "not a working day"


def _contests(
    blueprint: Blueprint, partnership: Partnership, seats: list[Seat], election: Election
) -> list[tuple[Contest, list[Seat]]]:
    if not blueprint.by_forum:
        return _by_electorate(partnership, seats, election)
    found = []
    for forum in Group.objects.filter(kind=Group.Kind.DISTRICT).select_related("district"):
        of_forum = [seat for seat in seats if seat.district and _heir(seat) == forum.district]
        if of_forum and not forum.is_over(timezone.localdate()):
            contest = _contest(partnership, election, f"{partnership}: {forum}")
            contest.electorate, contest.group = Contest.Electorate.GROUP, forum
            found.append((contest, of_forum))
    return found


def _by_electorate(
    partnership: Partnership, seats: list[Seat], election: Election
) -> list[tuple[Contest, list[Seat]]]:
    """One contest for all seats that the same organisations elect, as the seats say who does."""
    by_electors: dict[Group | District | None, list[Seat]] = {}
    for seat in seats:
        by_electors.setdefault(_electors_of(seat), []).append(seat)
    found = []
    for electors, theirs in by_electors.items():
        title = f"{partnership}: {electors}" if electors else partnership.name
        contest = _contest(partnership, election, title)
        if isinstance(electors, Group):
            contest.electorate, contest.group = Contest.Electorate.GROUP, electors
        elif electors:
            contest.electorate, contest.district = Contest.Electorate.DISTRICT, electors
        found.append((contest, theirs))
    return found


def _heir(seat: Seat) -> District | None:
    """A seat of a district that ended is filled by the one that followed it."""
    return heir_of(seat.district, timezone.localdate()) if seat.district else None


def _electors_of(seat: Seat) -> Group | District | None:
    """The group or the district whose members elect; None: all members, who elect a seat that nobody else does."""
    match seat.filling:
        case Seat.Filling.GROUP if seat.theme_id:
            return Group.objects.filter(kind=Group.Kind.STRATEGIC, theme=seat.theme_id).first()
        case Seat.Filling.GROUP:
            return Group.objects.filter(kind=Group.Kind.DISTRICT, district=_heir(seat)).first()
        case Seat.Filling.DISTRICT:
            return _heir(seat)
        case _:
            return None


def _contest(partnership: Partnership, election: Election, title: str) -> Contest:
    return Contest(
        election=election,
        title=title,
        partnership=partnership,
        lot_event=DRAW_EVENT,
        lot_at=draw_after(election.poll_closes_at),
        lot_substitute=DRAW_SUBSTITUTE,
        lot_substitute_at=draw_after(election.poll_closes_at),
    )


def _on_or_after(day: dt.date, days: WorkingDays) -> dt.date:
    return day if days.include(day) else days.after(day, 1)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=timezone.get_current_timezone())
