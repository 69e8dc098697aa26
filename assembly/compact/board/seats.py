"""The Compact Board as everybody reads of it: its seats by side, its vacancies, and who looks after each of them.

The clock decides: an owner is one for as long as the seat is vacant and they hold one of the two offices, so there is
nothing to tidy when a seat is filled.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.models import VacancyOwner
from assembly.core.figures import in_words
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT
from assembly.partners.models import Declaration, Partnership, Seat
from assembly.partners.selectors import Place, boards, with_places
from assembly.partners.selectors import place as read_place

# Those who fill its vacancies and enter its reports.
AT_WORK = (COMPACT_BOARD, SUPPORT_UNIT)


def works_for_it(user: User) -> bool:
    return bool(set(AT_WORK).intersection(offices.held_by(user)))


def partnership() -> Partnership | None:
    """The one that is the Compact Board, if it is set up."""
    return Partnership.objects.filter(kind=Partnership.Kind.COMPACT).first()


def places(on: dt.date) -> list[Place]:
    """Every seat that exists on the day; none before the Board is set up. Three queries."""
    return [place for board in boards([Partnership.Kind.COMPACT], on) for place in board.places]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat that nobody holds. `owner` is the person who is named and still holds one of the two offices."""

    seat: Seat
    since: dt.date | None
    on: dt.date
    was_filled: bool
    owner: User | None = None
    owner_in_public: str = SUPPORT_UNIT

    @property
    def days(self) -> int | None:
        return (self.on - self.since).days if self.since else None

    @property
    def age(self) -> str:
        """“12 days”; in words where that is not known."""
        if self.days is None:
            return "Not known since when"
        return in_words(self.days, "days") if self.days else "Since today"

    @property
    def who(self) -> str:
        """For those who work for the Board."""
        return str(self.owner) if self.owner else SUPPORT_UNIT


def vacancies(on: dt.date, known: Iterable[Place] | None = None) -> list[Vacancy]:
    """The oldest first, those of which nobody knows since when before all. Two queries more than `places`."""
    known = places(on) if known is None else list(known)
    empty = [vacancy_of(place) for place in known if place.holder is None]
    owners = _owners(empty)
    names = _names_in_public(known, owners)
    found = [
        replace(one, owner=owner, owner_in_public=names[owner.pk])
        if (owner := owners.get(one.seat.pk))
        else one
        for one in empty
    ]
    return sorted(found, key=lambda one: (one.since or dt.date.min, one.seat.order, one.seat.pk))


def vacancy_of(place: Place) -> Vacancy:
    """From the day on which the last holder left; of a seat that was never filled, from the day it was entered."""
    since = place.vacant_since or place.seat.existing_since
    return Vacancy(place.seat, since, place.on, was_filled=place.vacant_since is not None)


def place_of(seat: Seat, on: dt.date) -> Place:
    """One seat of the Board, read on its own."""
    found = with_places(Partnership.objects.filter(pk=seat.partnership_id), on).get()
    kept = next((one for one in found.seats.all() if one.pk == seat.pk), seat)
    return read_place(kept, on)


def _owners(empty: list[Vacancy]) -> dict[int, User]:
    """By seat: those who were named in this vacancy, and not in one before it."""
    since = {one.seat.pk: one.since for one in empty}
    named = VacancyOwner.objects.filter(seat__in=since, ended_on=None).select_related("person")
    at_work = offices.holders(*AT_WORK).filter(pk__in=named.order_by().values("person"))
    able = set(at_work.values_list("pk", flat=True)) if empty else set()
    return {
        one.seat_id: one.person
        for one in named
        if one.person and one.person_id in able and is_of(one, since[one.seat_id])
    }


def is_of(owner: VacancyOwner, since: dt.date | None) -> bool:
    """Whether they were named in the vacancy that began on this day."""
    return since is None or owner.named_on >= since


def _names_in_public(known: list[Place], owners: dict[int, User]) -> dict[int, str]:
    """Names of staff are public nowhere, and those of the Board's members by their seat alone."""
    if not owners:
        return {}
    names = {place.holder.user_id: place.holder.name for place in known if place.holder}
    people = {owner.pk for owner in owners.values()}
    members = set(offices.holders(COMPACT_BOARD).filter(pk__in=people).values_list("pk", flat=True))
    return {
        pk: names.get(pk) or ("A member of the Compact Board" if pk in members else SUPPORT_UNIT)
        for pk in people
    }


@dataclass(frozen=True, slots=True)
class Member:
    """A seat of one side, with who holds it."""

    place: Place
    has_declared: bool

    @property
    def sits_for(self) -> str:
        holder = self.place.holder
        return str((holder and (holder.organisation or holder.body)) or "Nobody: independent")


@dataclass(frozen=True, slots=True)
class SideOfBoard:
    label: str
    members: list[Member]
    is_chair: bool = False

    @property
    def held(self) -> int:
        return sum(one.place.holder is not None for one in self.members)

    @property
    def balance(self) -> str:
        """“3 of 4 seats held”."""
        if not self.members:
            return "No seat on record"
        return f"{self.held} of {in_words(len(self.members), 'seats')} held"


def sides(known: list[Place]) -> list[SideOfBoard]:
    """Those of both sides, then the chair. One query: who has declared their interests."""
    holders = [place.holder.pk for place in known if place.holder]
    declared = set(
        Declaration.objects.filter(appointment__in=holders).values_list("appointment", flat=True)
    )
    return [
        SideOfBoard(
            side.label,
            [
                Member(place, place.holder is not None and place.holder.pk in declared)
                for place in known
                if place.seat.side == side
            ],
            is_chair=side == Seat.Side.CHAIR,
        )
        for side in Seat.Side
    ]
