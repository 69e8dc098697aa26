"""Who speaks for the sector: partnerships, their seats and who holds them on a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import OfficeTerm, User
from assembly.core.days import months_after
from assembly.core.roles import PUBLIC_BODY_OFFICER
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from .models import Appointment, Declaration, Officer, Partnership, PublicBody, Report, Seat
from .records import MeetingRecord, standing_records, standings

__all__ = ["standing_records"]  # elections show them beside a candidate's name

MONTHS_BEFORE_THE_END = 6


def acts_with_an_account(officer: Officer, on: dt.date) -> bool:
    """Whether an account acts, or will act, for the body as this contact."""
    return (
        OfficeTerm.objects.not_over(on)
        .filter(user=officer.user_id, office=PUBLIC_BODY_OFFICER, body_id=officer.body_id)
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A seat on a day: who holds it, or since when it is vacant."""

    seat: Seat
    holder: Appointment | None
    vacant_since: dt.date | None
    on: dt.date
    standing: MeetingRecord | None = None

    @property
    def is_democratic(self) -> bool:
        """Whether the members chose who sits here, and that person took the seat."""
        return (
            self.holder is not None
            and self.holder.is_taken
            and self.holder.basis in Appointment.DEMOCRATIC
        )

    @property
    def is_untaken(self) -> bool:
        """Somebody is appointed and has not accepted the code of conduct."""
        return self.holder is not None and not self.holder.is_taken

    @property
    def waits_for_days(self) -> int:
        """For how long the seat waits for its holder, or is vacant."""
        since = self.holder.starts_on if self.holder else self.vacant_since
        return (self.on - since).days if since else 0

    @property
    def ends_soon(self) -> bool:
        return self.holder is not None and self.holder.left_on <= months_after(
            self.on, MONTHS_BEFORE_THE_END
        )

    @property
    def is_invited(self) -> bool:
        return self.holder is not None and self.holder.basis == Appointment.Basis.INVITED

    @property
    def colour(self) -> str:
        """Of the tag that names the basis, beside its word."""
        return "green" if self.is_democratic else "orange" if self.is_invited else "grey"

    @property
    def basis(self) -> str:
        """In words; of somebody who has not accepted the code, that the seat is not taken."""
        words = self.holder.get_basis_display() if self.holder else ""
        return f"{words}, not yet taken" if self.is_untaken else words


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
    untaken: int = 0

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


def boards_of(partnerships: QuerySet[Partnership], on: dt.date) -> list[Board]:
    """These partnerships with every seat that exists on the day. Three queries, however many."""
    return _read(partnerships, on)


def with_places(partnerships: QuerySet[Partnership], on: dt.date) -> QuerySet[Partnership]:
    """With the seats that exist on the day, and all that `place` reads of them: two more queries."""
    appointments = Appointment.objects.filter(starts_on__lte=on).select_related(
        "organisation", "body", "seat__partnership"
    )
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
    return Place(seat, holder, None if holder else max(ends, default=None), on)


def for_the_sector(shown: Iterable[Board]) -> list[Board]:
    """The same boards without the seats of the Compact Board that are not the sector's."""
    return [
        Board(board.partnership, [place for place in board.places if place.seat.speaks_for_us])
        for board in shown
    ]


def share(shown: Iterable[Board]) -> Share:
    """Of these boards; the Compact Board is never one of them, because both sides sit there."""
    shown = [board for board in shown if not board.partnership.is_compact_board]
    places = [place for board in shown for place in board.places]
    return Share(
        seats=len(places),
        democratic=sum(place.is_democratic for place in places),
        invited=sum(place.is_invited for place in places),
        vacant=sum(place.holder is None for place in places),
        untaken=sum(place.is_untaken for place in places),
    )


@dataclass(frozen=True, slots=True)
class Watch:
    """What members should look at: seats to be filled by election, terms that end, and reports that are missing."""

    invited: list[Place]
    ending: list[Place]
    vacant: list[Place]
    overdue: list[MeetingRecord]

    def __bool__(self) -> bool:
        return any((self.invited, self.ending, self.vacant, self.overdue))


def watch(shown: Iterable[Board]) -> Watch:
    """Of boards that were read with `with_standings`."""
    places = [place for board in shown for place in board.places]
    return Watch(
        invited=[place for place in places if place.is_invited and place.seat.is_elected],
        ending=sorted(
            (place for place in places if place.ends_soon),
            key=lambda place: place.holder.left_on if place.holder else place.on,
        ),
        vacant=sorted(
            (place for place in places if place.holder is None),
            key=lambda place: -place.waits_for_days,
        ),
        overdue=sorted(
            (place.standing for place in places if place.standing and place.standing.overdue),
            key=lambda standing: (-standing.overdue, standing.appointment.name),
        ),
    )


def with_standings(shown: Iterable[Board], on: dt.date) -> list[Board]:
    """The same boards, with how everybody who sits there stands. Two queries more."""
    shown = list(shown)
    known = standings((p.holder for board in shown for p in board.places if p.holder), on)
    return [
        Board(
            board.partnership,
            [replace(p, standing=known[p.holder.pk]) if p.holder else p for p in board.places],
        )
        for board in shown
    ]


def declaration_of(appointment: Appointment) -> Declaration | None:
    """The declaration of interests that stands: the latest."""
    return appointment.declarations.first()


def seats_of(user: User, on: dt.date) -> QuerySet[Appointment]:
    """The seats this person is appointed to, now or soon."""
    found = Appointment.objects.not_over(on).filter(user=user)
    people = ("seat__partnership", "organisation", "body")
    return found.select_related(*people).order_by("starts_on", "pk")


def bodies_of(user: User, on: dt.date | None = None) -> QuerySet[PublicBody]:
    """The public bodies for which this person acts on the day: by their post, and by their term of office."""
    posts = Officer.objects.acting(on or timezone.localdate()).filter(user=user)
    return PublicBody.objects.filter(pk__in=posts.values("body"))


def latest_reports(number: int) -> QuerySet[Report]:
    """The reports sent last, with all that names them."""
    found = Report.objects.filter(sent_on__isnull=False).select_related(
        "appointment__seat__partnership", "meeting__partnership"
    )
    return found.order_by("-sent_on", "-pk")[:number]


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
    lines = tuple(
        PanelLine(
            text=f"{held.seat.partnership}: {held.seat.title}",
            url=reverse("partners:seat", args=[held.pk]),
            note=_note(held),
        )
        for held in seats_of(user, timezone.localdate())
    )
    return Panel(heading="My seats", lines=lines) if lines else None


def _line(appointment: Appointment) -> PanelLine:
    seat = appointment.seat
    return PanelLine(
        text=f"{seat.partnership}: {seat.title}",
        url=appointment.get_absolute_url(),
        note=_note(appointment),
    )


def _note(appointment: Appointment) -> str:
    if not appointment.is_taken:
        return f"{appointment.get_basis_display()}, and the seat is not yet taken"
    return f"{appointment.get_basis_display()}, until {short_day(appointment.last_day)}"


def name_of_body(slug: str) -> str | None:
    return PublicBody.objects.filter(slug=slug).values_list("name", flat=True).first()


def name_of_partnership(slug: str) -> str | None:
    return Partnership.objects.filter(slug=slug).values_list("name", flat=True).first()


def past_and_present(partnership: Partnership | None = None) -> QuerySet[Appointment]:
    """Every appointment there was, of one partnership or for the sector, the newest term of each seat first."""
    found = Appointment.objects.select_related("seat__partnership", "organisation", "body")
    found = found.filter(seat__partnership=partnership) if partnership else found.for_the_sector()
    return found.order_by(
        "seat__partnership__order", "seat__partnership__name", "seat__order", "seat", "-starts_on"
    )
