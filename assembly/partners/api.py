"""Partnerships, their seats, and who holds them, as open data."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address

from . import selectors
from .models import Appointment, Partnership, PublicBody
from .scorecard.api import router as scorecards

router = Router(tags=["Partnerships and seats"])
router.add_router("", scorecards)


class HolderOut(Schema):
    name: str
    organisation: str | None
    body: str | None
    basis: str
    since: dt.date
    last_day: dt.date
    seat_taken_on: dt.date | None
    page: str


class SeatOut(Schema):
    """`filling` says how the next vacancy is filled: elected by members, group or district; co-opted, invited or named.

    `side` is of seats on the Compact Board alone, which count in no share of seats filled by election: sector, public
    or chair. Those of the sector speak for it.
    """

    title: str
    theme: str | None
    district: str | None
    term_months: int
    filling: str
    side: str
    holder: HolderOut | None
    vacant_since: dt.date | None


class PartnershipOut(Schema):
    slug: str
    name: str
    kind: str
    purpose: str
    website: str
    seats: list[SeatOut]
    page: str


def _holder(appointment: Appointment) -> HolderOut:
    organisation = appointment.organisation
    return HolderOut(
        name=appointment.name,
        organisation=organisation.slug if organisation else None,
        body=appointment.body.slug if appointment.body else None,
        basis=appointment.basis,
        since=appointment.starts_on,
        last_day=appointment.last_day,
        seat_taken_on=appointment.taken_on,
        page=whole_address(appointment.get_absolute_url()),
    )


def _seat(place: selectors.Place) -> SeatOut:
    holder, seat = place.holder, place.seat
    return SeatOut(
        title=seat.title,
        theme=seat.theme.slug if seat.theme else None,
        district=seat.district.slug if seat.district else None,
        term_months=seat.term_months,
        filling=seat.filling,
        side=seat.side,
        holder=_holder(holder) if holder else None,
        vacant_since=place.vacant_since,
    )


def to_schema(partnership: Partnership) -> PartnershipOut:
    today = timezone.localdate()
    return PartnershipOut(
        slug=partnership.slug,
        name=partnership.name,
        kind=partnership.kind,
        purpose=partnership.purpose,
        website=partnership.website,
        seats=[_seat(selectors.place(seat, today)) for seat in partnership.seats.all()],
        page=whole_address(partnership.get_absolute_url()),
    )


class BodyOut(Schema):
    """A public body; one that ended has the first day on which it was no more, and what followed it."""

    slug: str
    name: str
    kind: str
    org_id: str
    ended_on: dt.date | None
    successor: str | None


def _body(body: PublicBody) -> BodyOut:
    return BodyOut(
        slug=body.slug,
        name=body.name,
        kind=body.kind,
        org_id=body.org_id,
        ended_on=body.ended_on,
        successor=body.successor.slug if body.successor else None,
    )


@router.get("/bodies", response={200: Listing[BodyOut], **REFUSALS})
def bodies(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every public body, those that ended too. Its officers are not shown."""
    known = PublicBody.objects.select_related("successor")
    return listing(request, known, _body, after=after, limit=limit)


@router.get("/partnerships", response={200: Listing[PartnershipOut], **REFUSALS})
def partnerships(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every partnership with the seats that exist today. Who holds a seat is public, and was told so."""
    known = selectors.with_places(Partnership.objects.all(), timezone.localdate())
    return listing(request, known, to_schema, after=after, limit=limit)
