"""Who speaks for the sector: partnerships, their seats and who holds them on a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.membership.panels import Line, Panel

from .models import Appointment, Partnership, PublicBody, Seat


@dataclass(frozen=True, slots=True)
class Place:
    """A seat on a day: who holds it, or since when it is vacant."""

    seat: Seat
    holder: Appointment | None
    vacant_since: dt.date | None

    @property
    def is_democratic(self) -> bool:
        return self.holder is not None and self.holder.basis in Appointment.DEMOCRATIC

    @property
    def is_invited(self) -> bool:
        return self.holder is not None and self.holder.basis == Appointment.Basis.INVITED

    @property
    def colour(self) -> str:
        """Of the tag that names the basis, beside its word."""
        return "green" if self.is_democratic else "orange" if self.is_invited else "grey"


@dataclass(frozen=True, slots=True)
class Board:
    """A partnership with its places."""

    partnership: Partnership
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Share:
    """How far the sector chooses those who speak for it, over the seats of some boards."""

    seats: int
    democratic: int
    invited: int
    vacant: int

    @property
    def percent(self) -> int:
        """The democratic part in whole per cent, a half rounded up."""
        return (200 * self.democratic + self.seats) // (2 * self.seats) if self.seats else 0

    def __str__(self) -> str:
        return f"{self.democratic} of {self.seats} seats"


def boards(kinds: Iterable[Partnership.Kind], on: dt.date | None = None) -> list[Board]:
    """The partnerships of these kinds with every seat that exists on the day. Three queries, however many."""
    return _read(Partnership.objects.filter(kind__in=kinds), on or timezone.localdate())


def board_of(partnership: Partnership, on: dt.date | None = None) -> Board:
    """One partnership with its places."""
    (board,) = _read(Partnership.objects.filter(pk=partnership.pk), on or timezone.localdate())
    return board


def with_places(partnerships: QuerySet[Partnership], on: dt.date) -> QuerySet[Partnership]:
    """With the seats that exist on the day, and all that `place` reads of them: two more queries."""
    appointments = Appointment.objects.filter(starts_on__lte=on).select_related("organisation")
    seats = Seat.objects.existing(on).select_related("theme", "district")
    return partnerships.prefetch_related(
        Prefetch("seats", seats), Prefetch("seats__appointments", appointments)
    )


def _read(partnerships: QuerySet[Partnership], on: dt.date) -> list[Board]:
    return [
        Board(partnership, [place(seat, on) for seat in partnership.seats.all()])
        for partnership in with_places(partnerships, on)
    ]


def place(seat: Seat, on: dt.date) -> Place:
    """Read one seat from its prefetched appointments."""
    appointments = [one for one in seat.appointments.all() if one.starts_on <= on]
    holder = next((one for one in appointments if one.still_holds_on(on)), None)
    ends = [one.left_on for one in appointments]
    return Place(seat, holder, None if holder else max(ends, default=None))


def share(shown: Iterable[Board]) -> Share:
    places = [place for board in shown for place in board.places]
    return Share(
        seats=len(places),
        democratic=sum(place.is_democratic for place in places),
        invited=sum(place.is_invited for place in places),
        vacant=sum(place.holder is None for place in places),
    )


def seats_panel(organisation: Organisation) -> Panel:
    """On an organisation's page: the seats held by people whom it put forward."""
    held = (
        Appointment.objects.on(timezone.localdate())
        .filter(organisation=organisation)
        .select_related("seat__partnership")
    )
    return Panel(
        heading="Speaks for the sector",
        lines=tuple(_line(appointment) for appointment in held),
        empty="Nobody put forward by this organisation holds a seat at present.",
    )


def my_seats_panel(user: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: the seats this person holds, for whomever they act at the moment."""
    held = (
        Appointment.objects.on(timezone.localdate())
        .filter(user=user)
        .select_related("seat__partnership")
    )
    lines = tuple(_line(appointment) for appointment in held)
    return Panel(heading="My seats", lines=lines) if lines else None


def _line(appointment: Appointment) -> Line:
    seat = appointment.seat
    return Line(
        text=f"{seat.partnership}: {seat.title}",
        url=seat.partnership.get_absolute_url(),
        note=f"{appointment.get_basis_display()}, until {appointment.last_day:%-d %B %Y}",
    )


def name_of_body(slug: str) -> str | None:
    return PublicBody.objects.filter(slug=slug).values_list("name", flat=True).first()


def past_and_present(partnership: Partnership | None = None) -> QuerySet[Appointment]:
    """Every appointment there was, of one partnership or of all, the newest term of each seat first."""
    found = Appointment.objects.select_related("seat__partnership", "organisation")
    if partnership:
        found = found.filter(seat__partnership=partnership)
    return found.order_by(
        "seat__partnership__order", "seat__partnership__name", "seat__order", "seat", "-starts_on"
    )


def standing_record(user: User) -> str:
    """A sitting representative's record of reports and attendance in one sentence; empty for others."""
    return ""
